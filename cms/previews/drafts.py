"""The draft of a page as a document: its words, its layer, and which revisions these are."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext as _

from cms.delivery.documents.build import to_bytes
from cms.delivery.documents.draft import draft_document
from cms.delivery.documents.schema import Document
from cms.delivery.errors import DeliveryError
from translation_workflow.adaptation.decisions import from_json
from translation_workflow.adaptation.edit import draft_of as layer_draft_of
from translation_workflow.adaptation.edit import master_of
from translation_workflow.adaptation.errors import AdaptationRefused
from translation_workflow.adaptation.models import Layer
from translation_workflow.adaptation.published import NOTHING, Adaptation
from translation_workflow.editions.models import Kind
from translation_workflow.review.working import WorkingPage, working_page

from .errors import NothingToPreview
from .subject import Subject


@dataclass(frozen=True)
class Draft:
    """A document that nobody stored. The revisions are rows of Wagtail's, None where none was saved."""

    subject: Subject
    document: Document
    page_revision: int | None = None
    layer_revision: int | None = None

    @property
    def body(self) -> bytes:
        return to_bytes(self.document)


def draft_of(subject: Subject, *, typed: Any = None) -> Draft:
    """Return the draft of a page; of one that is written in Wagtail's editor, `typed` is what stands there.

    A page that follows a master is shown in the words and with the decisions that are worked on, wherever
    somebody typed them. Raises NothingToPreview.
    """
    working = _working(subject)
    revision = subject.page.latest_revision_id
    try:
        if working is None:
            page = typed if typed is not None else subject.page.get_latest_revision_as_object()
            document = draft_document(page, subject.edition, NOTHING)
            return Draft(subject, document, revision)
        layer = _layer(subject)
        adaptation = _adaptation(layer)
        if adaptation.leaves_out:
            raise NothingToPreview(_("The edition does without this page: readers will not find it."))
        document = draft_document(working.page, subject.edition, adaptation, coverage=working.coverage)
        return Draft(subject, document, revision, layer.latest_revision_id if layer else None)
    except DeliveryError as refusal:
        raise NothingToPreview(str(refusal)) from refusal


def _working(subject: Subject) -> WorkingPage | None:
    """Return the page in the words that are worked on; None for one that follows no master."""
    if subject.edition.kind is Kind.MASTER:
        return None
    try:
        master_of(subject.edition, subject.key)
    except AdaptationRefused:
        return None
    found = working_page(subject.edition, subject.key)
    return replace(found, page=found.page.specific) if found else None


def _layer(subject: Subject) -> Layer | None:
    rows = Layer.objects.select_related("latest_revision").filter(edition=subject.edition)
    return rows.filter(page_key=subject.key).first()


def _adaptation(layer: Layer | None) -> Adaptation:
    if layer is None:
        return NOTHING
    draft = layer_draft_of(layer)
    return Adaptation(from_json(draft.decisions), draft.leaves_out)


def as_contract(draft: Draft) -> dict[str, Any]:
    """Return a draft as frontends read it."""
    read: dict[str, Any] = json.loads(draft.body)
    return read
