"""Where documents are built: an edition, its languages, and the page that its paths begin at."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from uuid import UUID

from babel import Locale as CldrLocale
from django.db.models import Q
from wagtail.models import Page, PageViewRestriction

from cms.delivery.errors import EditionWithoutPages, PageOfAnotherEdition
from pages.models import Programme, ProgrammePage
from translation_workflow.adaptation.published import Adaptation, live_adaptations
from translation_workflow.editions.languages import language_for
from translation_workflow.editions.models import Edition, Kind

WHERE = ("path", "url_path", "translation_key", "locale")


@dataclass(frozen=True, eq=False)
class Place:
    """An edition as the builder sees it. Languages are BCP 47; the root is its programme page.

    `adaptations` are what it changes of its master's pages, by key.
    """

    edition: Edition
    programme: Programme
    root: Page
    language: str
    master_language: str
    kind: Kind
    cldr: CldrLocale
    adaptations: Mapping[UUID, Adaptation] = field(default_factory=dict)

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

    `restricted` are the tree paths at and below which not everybody may read, and those that an edition
    leaves out.
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
    """Return where the documents of editions are built; one without pages is left out.

    Three queries, and one more where an edition does without some page.
    """
    editions = list(editions)
    masters = {edition.programme.master_page_id for edition in editions}
    keys = ProgrammePage.objects.filter(pk__in=masters).values("translation_key")
    # Sections of a first page are long, and only where it stands is asked for.
    own = Q(translation_key__in=keys, locale__in={edition.locale_id for edition in editions})
    rows = ProgrammePage.objects.filter(own | Q(pk__in=masters)).only(*WHERE).order_by("path")
    key_of_master = {row.pk: row.translation_key for row in rows}
    roots: dict[tuple[UUID | None, int], Page] = {}
    for row in rows:
        roots.setdefault((row.translation_key, row.locale_id), row)
    places = {}
    for edition in editions:
        key = key_of_master.get(edition.programme.master_page_id)
        if root := roots.get((key, edition.locale_id)):
            places[edition.pk] = _place(edition, root)
    left_out = _adapt(places, editions)
    restrictions = PageViewRestriction.objects.values_list("page__path", flat=True)
    return Places(places, (*restrictions, *left_out))


def _adapt(places: dict[int, Place], editions: Iterable[Edition]) -> list[str]:
    """Let the places know what their editions change; return the tree paths of pages that are left out."""
    translated = [edition for edition in editions if edition.kind != Kind.MASTER]
    found: dict[int, dict[UUID, Adaptation]] = defaultdict(dict)
    for (edition, key), adaptation in live_adaptations(translated).items() if translated else ():
        found[edition][key] = adaptation
    left_out = Q()
    for number, adaptations in found.items():
        if place := places.get(number):
            places[number] = replace(place, adaptations=adaptations)
            keys = [key for key, one in adaptations.items() if one.leaves_out]
            if keys:
                left_out |= Q(translation_key__in=keys, path__startswith=place.root.path)
    return list(Page.objects.filter(left_out).values_list("path", flat=True)) if left_out else []


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
