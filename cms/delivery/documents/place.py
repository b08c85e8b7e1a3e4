"""Where documents are built: an edition, its languages, and the page that its paths begin at."""

from __future__ import annotations

from dataclasses import dataclass

from babel import Locale as CldrLocale
from wagtail.models import Page
from wagtail.query import PageQuerySet

from cms.delivery.errors import EditionWithoutPages, PageOfAnotherEdition
from pages.models import Programme, ProgrammePage
from translation_workflow.editions.languages import language_for
from translation_workflow.editions.models import Edition, Kind


@dataclass(frozen=True)
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

    def public_pages(self) -> PageQuerySet:
        """Return the pages that anybody may read in this edition, in tree order."""
        return Page.objects.descendant_of(self.root, inclusive=True).live().public().order_by("path")

    def require(self, page: Page) -> None:
        """Raise PageOfAnotherEdition unless the page stands in this edition."""
        if not self.holds(page):
            raise PageOfAnotherEdition(self.edition, page)


def place_of(edition: Edition) -> Place:
    """Return where an edition's documents are built. Raises EditionWithoutPages."""
    programme = edition.programme
    root = (
        ProgrammePage.objects.filter(
            locale=edition.locale_id,
            translation_key__in=ProgrammePage.objects.filter(pk=programme.master_page_id).values(
                "translation_key"
            ),
        )
        .order_by("path")
        .first()
    )
    if root is None:
        raise EditionWithoutPages(edition)
    return Place(
        edition=edition,
        programme=programme,
        root=root,
        language=edition.language.code,
        master_language=language_for(programme.master_locale.language_code).code,
        kind=edition.kind,
        cldr=edition.language.babel,
    )
