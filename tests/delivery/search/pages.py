"""Pages of one edition, put into stored documents as publishing does, without the rows of Wagtail behind."""

from __future__ import annotations

from cms.delivery.models import Document
from pages.models import InfoPage, Programme, ProgrammePage
from tests.delivery.builders import a_page, a_programme, block, edition, first_page, words
from translation_workflow.editions.models import Edition


def an_edition(code: str, pages: dict[str, list[str]], *, slug: str = "towns") -> Edition:
    """A published edition with info pages, all of them written by the country: name → title and text."""
    programme = a_programme(slug, editions=("en", code))
    fill(programme, code, pages)
    return edition_of(programme, code)


def fill(programme: Programme, code: str, pages: dict[str, list[str]]) -> None:
    from cms.delivery.documents.store import publish_documents

    first: ProgrammePage = first_page(programme, code)
    made = []
    for name, (title, text) in pages.items():
        body = [block("text", f"<p>{text}</p>", f"{code}.{name}")]
        made.append(a_page(InfoPage, title, below=first, slug=name, body=body))
    row = edition(programme, code)
    publish_documents([(row, page) for page in [first, *made]], coverage=words())


def edition_of(programme: Programme, code: str) -> Edition:
    """The edition as the API reads it."""
    rows = Edition.objects.select_related("programme__master_locale", "locale")
    return rows.get(programme=programme, code=code)


def documents_of(edition: Edition) -> dict[str, Document]:
    """The stored documents by the name of their page."""
    return {row.path.strip("/"): row for row in Document.objects.filter(edition=edition)}
