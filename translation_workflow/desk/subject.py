"""The object that somebody works on: a page or a snippet of an edition's master."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.utils.translation import get_language
from wagtail.models import Page
from wagtail_localize.models import String, StringSegment, TranslationContext, TranslationSource

from pages.models.snippets import TranslatedSnippet
from translation_workflow.editions.models import Edition
from translation_workflow.source.formatted import link_names
from translation_workflow.source.hold import ANYTHING, Hold
from translation_workflow.source.limits import holds_in_content
from translation_workflow.source.links import Links
from translation_workflow.source.masters import in_programme
from translation_workflow.source.models import Succession
from translation_workflow.source.working import Place

from .models import TypedDraft
from .reading_order import Spot, spots_in

# So many objects' places are kept: a page is asked for them again with each of its pieces.
REMEMBERED = 128


@dataclass(frozen=True)
class Subject:
    """A master object; `stored` is its content as it is translated today. `is_live`: it has readers."""

    edition: Edition
    key: UUID
    model: Any
    title: str
    stored: str
    is_live: bool
    path: str = ""

    @property
    def is_page(self) -> bool:
        return bool(issubclass(self.model, Page))

    @property
    def holds(self) -> Mapping[str, Hold]:
        """Content path → what fits there, for the places that do not take anything."""
        return _holds(self.model, self.stored)

    @property
    def spots(self) -> Mapping[str, Spot]:
        """Content path → where it stands, in the language of the interface."""
        return _spots(self.model, self.stored, get_language() or "")


@dataclass(frozen=True)
class Piece:
    """One piece of a subject: its place, the master's text there, and what the place takes."""

    subject: Subject
    context: int
    string: int
    path: str
    text: str
    links: Links
    hold: Hold = ANYTHING

    @property
    def place(self) -> Place:
        return self.context, self.string

    @property
    def edition(self) -> Edition:
        return self.subject.edition

    @property
    def link_names(self) -> list[str]:
        return link_names(self.text)


def subject_of(edition: Edition, key: UUID) -> Subject | None:
    """Return what an edition's master has under a key; None for what is not this programme's. Two queries."""
    locale = edition.programme.master_locale_id
    rows = TranslationSource.objects.filter(object=key, locale=locale)
    source = rows.select_related("specific_content_type").first()
    model = source.specific_content_type.model_class() if source else None
    if source is None or model is None or edition.locale_id == locale:
        return None
    if issubclass(model, Page):
        pages = in_programme(edition.programme, Page.objects.filter(translation_key=key, locale=locale))
        page = pages.values_list("title", "live", "path").first()
        return Subject(edition, key, model, page[0], source.content_json, page[1], page[2]) if page else None
    if not issubclass(model, TranslatedSnippet):
        return None
    row = model._default_manager.filter(
        translation_key=key, locale=locale, programme=edition.programme_id
    ).first()
    return Subject(edition, key, model, str(row), source.content_json, is_live=True) if row else None


@lru_cache(REMEMBERED)
def _holds(model: Any, stored: str) -> dict[str, Hold]:
    return dict(holds_in_content(model, json.loads(stored)))


@lru_cache(REMEMBERED)
def _spots(model: Any, stored: str, language: str) -> dict[str, Spot]:
    return spots_in(model, json.loads(stored))


def pieces_at(subject: Subject, places: set[Place]) -> dict[Place, Piece]:
    """Return the pieces that an object has today in some places; others are left out. One query."""
    rows = StringSegment.objects.filter(
        source__object=subject.key,
        source__locale=subject.edition.programme.master_locale_id,
        context__in={context for context, _ in places},
        string__in={string for _, string in places},
    )
    columns = ("context_id", "string_id", "context__path", "string__data", "attrs")
    return {
        (context, string): Piece(
            subject,
            context,
            string,
            path,
            text,
            json.loads(attrs or "null") or {},
            subject.holds.get(path, ANYTHING),
        )
        for context, string, path, text, attrs in rows.order_by("-order").values_list(*columns)
        if (context, string) in places
    }


def piece_of_before(subject: Subject, place: Place, *, person: Any) -> Piece | None:
    """Return a piece that the object had once; None where it never had one there.

    That is known of texts that others took the place of, and of those that a person has a draft for.
    """
    context, string = place
    found = TranslationContext.objects.filter(pk=context, object=subject.key).first()
    text = String.objects.filter(pk=string, locale=subject.edition.programme.master_locale_id).first()
    if found is None or text is None:
        return None
    is_old = Succession.objects.filter(Q(old=string) | Q(new=string), context=context).exists()
    drafts = TypedDraft.objects.filter(person=person, edition=subject.edition, context=context, string=string)
    if not is_old and not drafts.exists():
        return None
    # Where its links led nobody knows any more; they keep their names.
    return Piece(subject, context, string, found.path, text.data, {}, subject.holds.get(found.path, ANYTHING))
