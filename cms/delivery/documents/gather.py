"""Everything outside a page that its document needs, looked up in bulk before anything is built.

The number of queries does not depend on how many editions, pages, links or blocks there are.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db.models import Model, Q
from wagtail.documents import get_document_model
from wagtail.models import Page

from translation_workflow.editions.models import Kind

from .files import File, keys_of_files, seen_by_everybody
from .pictures import Picture, pictures_by_id
from .place import Place, Places
from .placed import Placed
from .references import References, together
from .snippets import ShownSnippet, snippets_by_id


@dataclass(frozen=True)
class Target:
    """A page that a link may lead to: the edition's own version of the page that was linked."""

    key: UUID
    title: str
    path: str


@dataclass(frozen=True)
class Found:
    """What was looked up for one edition, by the primary key that raw streams hold.

    `pages` has only what the edition can lead to; `page_keys` names every page that exists at all, and
    `parents` those by their path in the tree. `masterless` are the keys of pages that exist in this
    edition only.
    """

    pages: Mapping[int, Target] = field(default_factory=dict)
    page_keys: Mapping[int, UUID] = field(default_factory=dict)
    parents: Mapping[str, UUID] = field(default_factory=dict)
    documents: Mapping[int, dict[str, Any]] = field(default_factory=dict)
    images: Mapping[int, Picture] = field(default_factory=dict)
    snippets: Mapping[type[Model], Mapping[int, ShownSnippet]] = field(default_factory=dict)
    masterless: frozenset[UUID] = frozenset()

    def keys_of(self, references: References) -> set[UUID]:
        """Return the keys of everything among some references that a change may come from: the translation
        keys of pages and snippets, and those of files, whether they can be shown or not.
        """
        keys = keys_of_files(File.PICTURE, references.images)
        keys |= keys_of_files(File.PAPER, references.documents)
        keys |= {self.page_keys[pk] for pk in references.pages if pk in self.page_keys}
        for model, wanted in references.snippets.items():
            keys |= {self.snippets[model][pk].key for pk in wanted if pk in self.snippets[model]}
        return keys


@dataclass(frozen=True)
class _PageRow:
    pk: int
    key: UUID
    locale: int
    path: str


def gather(pages: Sequence[Placed], places: Places) -> dict[int, Found]:
    """Look up what the documents of these pages need, by the primary key of each edition among them."""
    by_place: dict[int, list[Placed]] = defaultdict(list)
    for one in pages:
        by_place[one.place.edition.pk].append(one)
    wanted = {pk: together(one.references for one in placed) for pk, placed in by_place.items()}
    everything = together(wanted.values())
    rows = _page_rows(pages, everything.pages)
    page_keys = {row.pk: row.key for row in rows if row.pk in everything.pages}
    parents = {row.path: row.key for row in rows}
    own = [places.by_edition[pk] for pk in by_place]
    targets = _targets(set(page_keys.values()), places)
    documents, images = _documents(everything.documents), pictures_by_id(everything.images)
    snippets = {
        model: snippets_by_id(model, {place: wanted[place.edition.pk].snippets[model] for place in own})
        for model in everything.snippets
    }
    return {
        place.edition.pk: Found(
            pages=_reachable(page_keys, targets[place.edition.pk]),
            page_keys=page_keys,
            parents=parents,
            documents=documents,
            images=images,
            snippets={model: shown[place.edition.pk] for model, shown in snippets.items()},
            masterless=_masterless(by_place[place.edition.pk], rows, place),
        )
        for place in own
    }


def _page_rows(pages: Sequence[Placed], linked: Collection[int]) -> list[_PageRow]:
    """Return the pages that are linked, those above these pages, and their masters, in one query."""
    if not pages:
        return []
    translated = [one for one in pages if one.place.kind != Kind.MASTER]
    masters = Q(
        locale__in={one.place.programme.master_locale_id for one in translated},
        translation_key__in={one.page.translation_key for one in translated},
    )
    above = Q(path__in={one.parent_path for one in pages})
    rows = Page.objects.filter(Q(pk__in=linked) | above | masters)
    return [_PageRow(*row) for row in rows.values_list("pk", "translation_key", "locale_id", "path")]


def _targets(keys: Collection[UUID], places: Places) -> Mapping[int, Mapping[UUID, Target]]:
    """Return what links may lead to, by the primary key of the edition."""
    found: dict[int, dict[UUID, Target]] = defaultdict(dict)
    if not keys:
        return found
    rows = Page.objects.live().filter(translation_key__in=keys).order_by("path")
    for key, title, url_path, path in rows.values_list("translation_key", "title", "url_path", "path"):
        if places.is_public(path):
            for place in places.holding(path):
                found[place.edition.pk][key] = Target(key, title, place.path_of(url_path))
    return found


def _reachable(page_keys: Mapping[int, UUID], targets: Mapping[UUID, Target]) -> dict[int, Target]:
    return {pk: targets[key] for pk, key in page_keys.items() if key in targets}


def _documents(keys: set[int]) -> dict[int, dict[str, Any]]:
    if not keys:
        return {}
    # Wagtail's own address asks who may read a file; what not everybody may is not even named.
    return {
        row.pk: {
            "url": row.url,
            "filename": row.filename,
            "media_type": row.content_type,
            "bytes": row.file_size,
        }
        for row in seen_by_everybody(get_document_model().objects.filter(pk__in=keys))
    }


def _masterless(pages: Sequence[Placed], rows: Sequence[_PageRow], place: Place) -> frozenset[UUID]:
    if place.kind == Kind.MASTER:
        return frozenset()
    masters = {row.key for row in rows if row.locale == place.programme.master_locale_id}
    return frozenset(one.page.translation_key for one in pages) - masters
