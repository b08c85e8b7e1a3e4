"""Where documents are built: an edition, its languages, and the page that its paths begin at."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from uuid import UUID

from babel import Locale as CldrLocale
from wagtail.models import Page, PageViewRestriction

from cms.delivery.errors import EditionWithoutPages, PageOfAnotherEdition
from pages.models import Programme, ProgrammePage
from translation_workflow.editions.languages import language_for
from translation_workflow.editions.models import Edition, Kind

WHERE = ("path", "url_path", "translation_key", "locale")


@dataclass(frozen=True, eq=False)
class Place:
    """An edition as the builder sees it. Languages are BCP 47; the root is its programme page."""

    edition: Edition
    programme: Programme
    root: Page
    language: str
    master_language: str
    kind: Kind
    cldr: CldrLocale

    @property
    def omits(self) -> bool:
        """Whether untranslated blocks are left out instead of shown in the master's language."""
        return self.kind != Kind.MASTER and self.edition.fallback == Edition.Fallback.OMIT

    def path_of(self, url_path: str) -> str:
        """Return the path inside the edition: `/` for its programme page, `/slug/…/` below it."""
        return "/" + url_path.removeprefix(self.root.url_path)

    def holds(self, page: Page) -> bool:
        """Say whether a page stands in this edition's tree."""
        return str(page.path).startswith(self.root.path)

    def country(self, code: str) -> dict[str, str] | None:
        """Return a country as the edition's language names it (an unknown code is its own name), or None."""
        return {"code": code, "name": str(self.cldr.territories.get(code, code))} if code else None

    def require(self, page: Page) -> None:
        """Raise PageOfAnotherEdition unless the page stands in this edition."""
        if not self.holds(page):
            raise PageOfAnotherEdition(self.edition, page)


@dataclass(frozen=True)
class Places:
    """Several editions' places, by the edition's primary key.

    `restricted` are the tree paths at and below which not everybody may read.
    """

    by_edition: Mapping[int, Place]
    restricted: tuple[str, ...]

    def of(self, edition: Edition) -> Place:
        """Return an edition's place. Raises EditionWithoutPages."""
        try:
            return self.by_edition[edition.pk]
        except KeyError:
            raise EditionWithoutPages(edition) from None

    def holding(self, path: str) -> Iterator[Place]:
        """Yield the places in whose tree a page with this tree path stands."""
        return (place for place in self.by_edition.values() if path.startswith(place.root.path))

    def is_public(self, path: str) -> bool:
        """Say whether anybody may read what is live at a tree path."""
        return not path.startswith(self.restricted)


def places_of(editions: Iterable[Edition]) -> Places:
    """Return where the documents of editions are built, in two queries; one without pages is left out."""
    editions = list(editions)
    masters = {edition.programme.master_page_id for edition in editions}
    keys = ProgrammePage.objects.filter(pk__in=masters).values("translation_key")
    # Sections of a first page are long, and only where it stands is asked for.
    rows = ProgrammePage.objects.filter(translation_key__in=keys).only(*WHERE).order_by("path")
    key_of_master = {row.pk: row.translation_key for row in rows}
    roots: dict[tuple[UUID | None, int], Page] = {}
    for row in rows:
        roots.setdefault((row.translation_key, row.locale_id), row)
    places = {}
    for edition in editions:
        key = key_of_master.get(edition.programme.master_page_id)
        if root := roots.get((key, edition.locale_id)):
            places[edition.pk] = _place(edition, root)
    restrictions = PageViewRestriction.objects.values_list("page__path", flat=True)
    return Places(places, tuple(restrictions))


def _place(edition: Edition, root: Page) -> Place:
    return Place(
        edition=edition,
        programme=edition.programme,
        root=root,
        language=edition.language.code,
        master_language=language_for(edition.programme.master_locale.language_code).code,
        kind=edition.kind,
        cldr=edition.language.babel,
    )
