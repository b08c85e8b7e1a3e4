"""Everything outside a page that its document needs, looked up in bulk before anything is built.

The number of queries does not depend on how many pages, links or blocks there are.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db.models import Model
from wagtail.documents import get_document_model
from wagtail.images.models import AbstractImage
from wagtail.models import Page

from translation_workflow.editions.models import Kind

from .pictures import pictures_by_id
from .place import Place
from .references import References, references_of
from .snippets import ShownSnippet, snippets_by_id


@dataclass(frozen=True)
class Target:
    """A page that a link may lead to: the edition's own version of the page that was linked."""

    key: UUID
    title: str
    path: str


@dataclass(frozen=True)
class Found:
    """What was looked up, by the primary key that raw streams hold.

    `pages` has only what the edition can lead to; `page_keys` names every page that exists at all.
    `masterless` are the keys of pages that exist in this edition only.
    """

    pages: dict[int, Target] = field(default_factory=dict)
    page_keys: dict[int, UUID] = field(default_factory=dict)
    documents: dict[int, dict[str, Any]] = field(default_factory=dict)
    images: dict[int, AbstractImage] = field(default_factory=dict)
    snippets: dict[type[Model], dict[int, ShownSnippet]] = field(default_factory=dict)
    masterless: frozenset[UUID] = frozenset()

    def keys_of(self, references: References) -> set[UUID]:
        """Return the translation keys of the pages and snippets among some references."""
        keys = {self.page_keys[pk] for pk in references.pages if pk in self.page_keys}
        for model, wanted in references.snippets.items():
            keys |= {self.snippets[model][pk].key for pk in wanted if pk in self.snippets[model]}
        return keys


def gather(pages: Sequence[Page], place: Place) -> Found:
    """Look up what the documents of these pages (all of the same edition) need."""
    wanted = references_of(pages)
    page_keys = dict(Page.objects.filter(pk__in=wanted.pages).values_list("pk", "translation_key"))
    targets = _targets(set(page_keys.values()), place)
    return Found(
        pages={pk: targets[key] for pk, key in page_keys.items() if key in targets},
        page_keys=page_keys,
        documents=_documents(wanted.documents),
        images=pictures_by_id(wanted.images),
        snippets={model: snippets_by_id(model, keys, place) for model, keys in wanted.snippets.items()},
        masterless=_masterless(pages, place),
    )


def _targets(keys: set[UUID], place: Place) -> dict[UUID, Target]:
    if not keys:
        return {}
    rows = place.public_pages().filter(translation_key__in=keys)
    return {
        key: Target(key, title, place.path_of(url_path))
        for key, title, url_path in rows.values_list("translation_key", "title", "url_path")
    }


def _documents(keys: set[int]) -> dict[int, dict[str, Any]]:
    if not keys:
        return {}
    # Wagtail's own address asks who may read a file, unless the settings say to serve files directly.
    return {
        row.pk: {"url": row.url, "filename": row.filename, "bytes": row.file_size}
        for row in get_document_model().objects.filter(pk__in=keys)
    }


def _masterless(pages: Sequence[Page], place: Place) -> frozenset[UUID]:
    keys = {page.translation_key for page in pages}
    if place.kind == Kind.MASTER:
        return frozenset()
    masters = Page.objects.filter(locale=place.programme.master_locale_id, translation_key__in=keys)
    return frozenset(keys - set(masters.values_list("translation_key", flat=True)))
