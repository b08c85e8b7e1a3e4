"""Documents are stored as bytes when a page is published; the API only hands them out.

One way for all: the pages concerned are gathered, built, and what differs is written. Equal bytes
write nothing. Everything runs inside the caller's transaction, one edition at a time under a lock.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from wagtail.models import Page

from cms.delivery.errors import EditionWithoutPages
from cms.delivery.models import Document, Reference
from pages.models.base import ContentPageMixin
from translation_workflow.editions.models import Edition, Kind
from translation_workflow.review.coverage import coverage_of

from .build import Coverage, assemble, to_bytes
from .gather import Found, gather
from .place import Place, place_of
from .references import references_of
from .write import Built, Outcome, retire, write

CoverageOf = Callable[[Edition, UUID], Coverage]


def publish_document(edition: Edition, page: Page, *, coverage: CoverageOf = coverage_of) -> Outcome:
    """Build and store the document of a live page, and of what its path, title or arrival concerns:
    the pages below it when it moved, and those that link to it.

    A page that not everybody may read is retired. Raises EditionWithoutPages, PageOfAnotherEdition.
    """
    with _locked(edition):
        place = place_of(edition)
        place.require(page)
        return _publish(_Run(place, coverage), _with_below_if_moved(place, page), {page.translation_key})


def rebuild_below(edition: Edition, page: Page, *, coverage: CoverageOf = coverage_of) -> Outcome:
    """Build a page and every page below it anew: their paths, parents or order may be others."""
    with _locked(edition):
        place = place_of(edition)
        place.require(page)
        below = _pages(place, path__startswith=page.path)
        return _publish(_Run(place, coverage), below, {one.translation_key for one in below})


def rebuild_edition(edition: Edition, *, coverage: CoverageOf = coverage_of) -> Outcome:
    """Build every document of an edition anew, and retire those whose page is no longer read."""
    with _locked(edition):
        known = set(Document.objects.filter(edition=edition, is_live=True).values_list("key", flat=True))
        try:
            place = place_of(edition)
        except EditionWithoutPages:
            return retire(edition, known)[0]
        pages = _pages(place)
        return _publish(_Run(place, coverage), pages, {page.translation_key for page in pages} | known)


def retire_document(edition: Edition, key: UUID, *, coverage: CoverageOf = coverage_of) -> Outcome:
    """Leave a tombstone where a document was, and take the links to it out of the others."""
    with _locked(edition):
        outcome, gone = retire(edition, {key})
        return outcome + rebuild_referring(edition, gone, coverage=coverage)


def rebuild_referring(
    edition: Edition, keys: Collection[UUID], *, coverage: CoverageOf = coverage_of
) -> Outcome:
    """Build the documents anew that show or link to any of these pages or snippets."""
    with _locked(edition):
        try:
            run = _Run(place_of(edition), coverage)
        except EditionWithoutPages:
            return Outcome()
        return _rebuild_referrers(run, keys)


@dataclass(frozen=True)
class _Run:
    place: Place
    coverage: CoverageOf

    def build(self, page: Page, found: Found) -> Built:
        place, key = self.place, page.translation_key
        own_words = place.kind != Kind.MASTER and key not in found.masterless
        coverage = self.coverage(place.edition, key) if own_words else None
        document = assemble(page, place, found, coverage)
        return Built(
            page=page,
            path=place.path_of(page.url_path),
            title_language=document.title_language or "",
            body=to_bytes(document),
            targets=frozenset(found.keys_of(references_of([page]))),
        )


@contextmanager
def _locked(edition: Edition) -> Iterator[None]:
    """A transaction in which nobody else writes this edition's documents."""
    with transaction.atomic():
        Edition.objects.select_for_update().filter(pk=edition.pk).values_list("pk").get()
        yield


def _publish(run: _Run, pages: list[Page], keys: set[UUID]) -> Outcome:
    """Store the documents of `pages`; of `keys`, retire those that no page stands for."""
    pages, keys = _with_displaced(run.place, pages, keys)
    found = gather(pages, run.place)
    built = [run.build(page, found) for page in pages]
    gone, gone_keys = retire(run.place.edition, keys - {one.key for one in built})
    written, changed = write(run.place.edition, built)
    others = _rebuild_referrers(run, changed | gone_keys, besides={one.key for one in built})
    return gone + written + others


def _rebuild_referrers(run: _Run, keys: Collection[UUID], *, besides: Collection[UUID] = ()) -> Outcome:
    """Build what refers to pages that came, went or were renamed. Its own path and title stay."""
    referring = Reference.objects.filter(
        target__in=keys, document__edition=run.place.edition, document__is_live=True
    ).exclude(document__key__in=besides)
    wanted = set(referring.values_list("document__key", flat=True)) if keys else set()
    if not wanted:
        return Outcome()
    pages = _pages(run.place, translation_key__in=wanted)
    found = gather(pages, run.place)
    return write(run.place.edition, [run.build(page, found) for page in pages])[0]


def _with_below_if_moved(place: Place, page: Page) -> list[Page]:
    stored = Document.objects.filter(edition=place.edition, key=page.translation_key).first()
    moved = stored is not None and stored.path != place.path_of(page.url_path)
    return _pages(place, path__startswith=page.path) if moved else _pages(place, pk=page.pk)


def _with_displaced(place: Place, pages: list[Page], keys: Iterable[UUID]) -> tuple[list[Page], set[UUID]]:
    """Add the pages whose stored path is now another page's: they moved too, or are gone."""
    keys = set(keys)
    while True:
        paths = [place.path_of(page.url_path) for page in pages]
        displaced = set(
            Document.objects.filter(edition=place.edition, is_live=True, path__in=paths)
            .exclude(key__in=keys)
            .values_list("key", flat=True)
        )
        if not displaced:
            return pages, keys
        keys |= displaced
        pages = [*pages, *_pages(place, translation_key__in=displaced)]


def _pages(place: Place, **which: object) -> list[Page]:
    """Return the edition's public pages that have documents, specific, in tree order."""
    pages = place.public_pages().filter(**which).specific()
    return [page for page in pages if isinstance(page, ContentPageMixin)]
