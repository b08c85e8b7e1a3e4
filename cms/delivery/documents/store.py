"""Documents are stored as bytes when pages are published; the API only hands them out.

One way for all, and for all editions at once: the pages concerned are gathered, built, and what differs
is written. Equal bytes write nothing. Everything runs inside the caller's transaction, under a lock of the
editions; the number of queries depends neither on the number of editions nor on that of pages.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from uuid import UUID

from django.db import transaction
from wagtail.models import Page

from cms.delivery import signals
from cms.delivery.models import Document, Reference
from cms.delivery.search.index import catch_up
from pages.models.base import ContentPageMixin
from translation_workflow.editions.models import Edition, Kind
from translation_workflow.review.coverage import Key, coverages_of

from .build import Coverage, assemble, to_bytes
from .concern import concern, rows_of
from .gather import Found, gather
from .order import put_in_order
from .place import Places, places_of
from .placed import Placed, pages_below, pages_by_key
from .write import RULES, Built, Change, Outcome, Written, write

CoveragesOf = Callable[[Sequence[tuple[Edition, UUID]]], Mapping[Key, Coverage]]


def publish_documents(
    pages: Sequence[tuple[Edition, Page]], *, coverage: CoveragesOf = coverages_of
) -> Outcome:
    """Build and store the documents of live pages, and of what their paths, titles or arrival concern:
    the pages below one that moved, and those that link to one.

    The pages are taken as they are: specific, with what is to be shown in their fields. One that is not
    live, or that not everybody may read, is retired. Raises EditionWithoutPages, PageOfAnotherEdition.
    """
    with _run([edition for edition, _ in pages], coverage) as run:
        placed = [Placed(page, run.places.of(edition)) for edition, page in pages]
        for one in placed:
            one.place.require(one.page)
        return run.settle(_readable(placed, run.places), {one.key for one in placed})


def publish_document(edition: Edition, page: Page, *, coverage: CoveragesOf = coverages_of) -> Outcome:
    """Publish the document of one page."""
    return publish_documents([(edition, page)], coverage=coverage)


def retire_documents(
    keys: Sequence[tuple[Edition, UUID]], *, coverage: CoveragesOf = coverages_of
) -> Outcome:
    """Leave tombstones where documents were, and take the links to them out of the others."""
    with _run([edition for edition, _ in keys], coverage) as run:
        return run.settle([], _keys(keys))


def rebuild_referring(
    keys: Sequence[tuple[Edition, UUID]],
    *,
    besides: Sequence[tuple[Edition, UUID]] = (),
    coverage: CoveragesOf = coverages_of,
) -> Outcome:
    """Build the documents anew that show or link to any of these pages or snippets, but `besides`."""
    with _run([edition for edition, _ in keys], coverage) as run:
        return run.rebuild_referrers(_keys(keys), besides=_keys(besides))


def rebuild_below(edition: Edition, page: Page, *, coverage: CoveragesOf = coverages_of) -> Outcome:
    """Build a page and every page below it anew: their paths, parents or order may be others.

    Raises EditionWithoutPages, PageOfAnotherEdition.
    """
    with _run([edition], coverage) as run:
        run.places.of(edition).require(page)
        return run.settle(pages_below(run.places, [page]), ())


def rebuild_edition(edition: Edition, *, coverage: CoveragesOf = coverages_of) -> Outcome:
    """Build every document of an edition anew, and retire those whose page is no longer read. Its search
    entries are made anew where they are of other words or older rules."""
    with _run([edition], coverage) as run:
        live = Document.objects.filter(edition=edition, is_live=True).values_list("edition_id", "key")
        roots = [place.root for place in run.places.by_edition.values()]
        outcome = run.settle(pages_below(run.places, roots), set(live))
        catch_up(edition)
        return outcome


def is_outdated(edition: Edition) -> bool:
    """Say whether a document of an edition was made by older rules than today's."""
    return Document.objects.filter(edition=edition, is_live=True, rules__lt=RULES).exists()


def index_edition(edition: Edition) -> int:
    """Let every live document of an edition be found by its words as they are folded today; return how many
    were not."""
    with transaction.atomic(savepoint=False):
        Edition.objects.select_for_update(of=("self",), no_key=True).get(pk=edition.pk)
        return catch_up(edition)


@contextmanager
def _run(editions: Iterable[Edition], coverage: CoveragesOf) -> Iterator[_Run]:
    """A transaction in which nobody else writes these editions' documents; what it changed is told in it.

    Editions are locked in the order of their keys, so that two who want some of the same wait for one
    another.
    """
    with transaction.atomic(savepoint=False):
        rows = Edition.objects.filter(pk__in={edition.pk for edition in editions}).order_by("pk")
        related = rows.select_related("programme__master_locale", "locale")
        run = _Run(places_of(list(related.select_for_update(of=("self",), no_key=True))), coverage)
        yield run
        if run.changes:
            locked = {pk: place.edition for pk, place in run.places.by_edition.items()}
            signals.documents_changed.send(Document, changes=tuple(run.changes), editions=locked)


@dataclass(frozen=True)
class _Run:
    places: Places
    coverage: CoveragesOf
    changes: list[Change] = field(default_factory=list)

    def settle(self, pages: Iterable[Placed], keys: Collection[Key]) -> Outcome:
        """Store the documents of `pages`; of `keys`, retire those that no page stands for."""
        concerned = concern(self.places, pages, keys)
        built = self._build(concerned.pages)
        gone = set(concerned.keys) - {one.key for one in built}
        written = self._write(built, stored=concerned.stored, gone=gone)
        put_in_order(self.places, built, concerned.stored)
        return written.outcome + self.rebuild_referrers(written.news, besides={one.key for one in built})

    def rebuild_referrers(self, news: Collection[Key], *, besides: Collection[Key] = ()) -> Outcome:
        """Build what refers to pages that came, went or were renamed. Its own path and title stay."""
        wanted = _referring(news) - set(besides) if news else set()
        pages = pages_by_key(self.places, wanted)
        stored = rows_of({one.key for one in pages})
        return self._write(self._build(pages), stored=stored).outcome

    def _write(
        self, built: Sequence[Built], *, stored: Mapping[Key, Document], gone: Collection[Key] = ()
    ) -> Written:
        written = write(built, stored=stored, gone=gone)
        self.changes.extend(written.changes)
        return written

    def _build(self, pages: Sequence[Placed]) -> list[Built]:
        if not pages:
            return []
        found = gather(pages, self.places)
        own = [one for one in pages if _has_own_words(one, found[one.key[0]])]
        pairs = [(one.place.edition, one.key[1]) for one in own]
        coverages = self.coverage(pairs) if pairs else {}
        return [_built(one, found[one.key[0]], coverages.get(one.key)) for one in pages]


def _built(placed: Placed, found: Found, coverage: Coverage | None) -> Built:
    document = assemble(placed, found, coverage)
    return Built(
        placed=placed,
        parent=None if placed.path == "/" else found.parents[placed.parent_path],
        title_language=document.title_language or "",
        body=to_bytes(document),
        targets=frozenset(found.keys_of(placed.references)),
    )


def _has_own_words(placed: Placed, found: Found) -> bool:
    return placed.place.kind != Kind.MASTER and placed.key[1] not in found.masterless


def _keys(pairs: Iterable[tuple[Edition, UUID]]) -> set[Key]:
    return {(edition.pk, key) for edition, key in pairs}


def _readable(pages: Sequence[Placed], places: Places) -> list[Placed]:
    """Return those of given pages that have documents and that anybody may read."""
    public = [one for one in pages if one.page.live and places.is_public(one.page.path)]
    unread = {one.key for one in public if type(one.page) is Page}
    return [
        *(one for one in public if isinstance(one.page, ContentPageMixin)),
        *pages_by_key(places, unread),
    ]


def _referring(targets: Collection[Key]) -> set[Key]:
    """Return the keys of the live documents that refer to any of these in the same edition."""
    rows = Reference.objects.filter(
        target__in={key for _, key in targets},
        document__edition__in={edition for edition, _ in targets},
        document__is_live=True,
    ).values_list("document__edition_id", "document__key", "target")
    return {(edition, key) for edition, key, target in rows if (edition, target) in targets}
