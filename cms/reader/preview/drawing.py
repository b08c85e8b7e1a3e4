"""The draft of a page in the reader's own templates, under a line that says what it is."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from cms.delivery import resources
from cms.delivery.documents.build import to_bytes
from cms.delivery.documents.draft import draft_document
from cms.delivery.documents.schema.resources import Freshness, ManifestEntry
from cms.reader.front import frame
from cms.reader.library import PUBLISHED
from cms.reader.pages import Opened, document_page, template_for
from cms.reader.responses import content_security_policy, page
from translation_workflow.adaptation.published import Adaptation
from translation_workflow.editions.models import Edition
from translation_workflow.review.coverage import Coverage
from translation_workflow.review.working import WorkingPage

from .links import outward


@dataclass(frozen=True)
class Line:
    """What is said over a preview, in the language of whoever looks at it."""

    language: str
    title: str
    sentences: Sequence[str]


def line_of(*sentences: str) -> Line:
    """Return the line over a preview; empty sentences are none."""
    return Line(translation.get_language() or "en", _("Preview"), [one for one in sentences if one])


def draw_draft(working: WorkingPage, edition: Edition, adaptation: Adaptation, line: Line) -> HttpResponse:
    """Return a page as readers would get it. Raises EditionWithoutPages, PageOfAnotherEdition."""
    document = draft_document(working.page, edition, adaptation, coverage=working.coverage)
    untranslated = _missing(working.coverage, adaptation)
    return draw_document(json.loads(to_bytes(document)), edition, line, untranslated=untranslated)


def draw_document(
    document: Mapping[str, Any], edition: Edition, line: Line, *, untranslated: int = 0
) -> HttpResponse:
    """Return a document, stored or not, in the reader's templates, for nobody to find or to take for live."""
    programme = edition.programme
    editions = resources.editions_of(programme)
    opened = Opened(
        programme=resources.programme_of(programme),
        edition=next(one for one in editions if one.code == edition.code),
        editions=tuple(one for one in editions if one.status == PUBLISHED),
        manifest=resources.manifest_of(edition, fresh={}),
        entry=ManifestEntry(
            key=document["key"],
            type=document["type"],
            path=document["path"],
            title=document["title"],
            url="",
            hash="",
            freshness=Freshness(untranslated=untranslated),
        ),
        document=document,
        today=timezone.localdate(),
        base=settings.WAGTAILADMIN_BASE_URL,
    )
    context = document_page(opened)
    # Nobody is to find it, or to take it for the page.
    plain = replace(context["page"], canonical="", alternates=(), description="")
    return _drawn(template_for(document["type"]), {**context, "page": plain}, edition, line)


def private(response: HttpResponse) -> HttpResponse:
    """Let nobody keep a preview, find it, learn its address, or frame it but we."""
    response["Content-Security-Policy"] = content_security_policy(frames="'self'", forms="'none'")
    response["Cache-Control"] = "no-store"
    response["Referrer-Policy"] = "no-referrer"
    response["X-Robots-Tag"] = "noindex"
    return response


def draw_nothing(edition: Edition | None, line: Line, *, title: str, explanation: str) -> HttpResponse:
    """Return a page that says why readers would get none, in the words of whoever looks at it."""
    context = {**frame(line.language, title), "explanation": explanation}
    return _drawn("reader/missing.html", context, edition, line, language=line.language)


def _drawn(
    template: str, context: dict[str, Any], edition: Edition | None, line: Line, *, language: str = ""
) -> HttpResponse:
    titled = replace(context["page"], title=f"{line.title}: {context['page'].title}")
    nowhere = _("This is a preview: nobody reads the edition yet, so that the link leads nowhere.")
    spoken = language or (edition.language.code if edition else line.language)
    response = page(template, {**context, "page": titled, "preview": line}, language=spoken)
    is_read = settings.READER_ENABLED and edition is not None and edition.status == PUBLISHED
    response.content = outward(response.content.decode(), is_read=is_read, nowhere=nowhere).encode()
    return response


def _missing(coverage: Coverage, adaptation: Adaptation) -> int:
    """Return how many pieces of text readers would get in the master's words."""
    if coverage.kind != "translation":
        return 0
    return sum(pieces.count(False) for path, pieces in coverage.pieces.items() if not adaptation.covers(path))
