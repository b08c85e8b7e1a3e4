"""Documents of many editions are stored at once, as each would be by itself."""

from __future__ import annotations

from typing import Any
from uuid import uuid5

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page, PageViewRestriction

from cms.delivery.documents.store import (
    publish_document,
    publish_documents,
    rebuild_edition,
    rebuild_referring,
    retire_documents,
)
from cms.delivery.errors import EditionWithoutPages, PageOfAnotherEdition
from cms.delivery.models import Document
from pages.models import InfoPage, ModulePage, Programme, Tool
from translation_workflow.editions.models import Edition

from .builders import NAMES, a_page, a_programme, a_theme, block, first_page, in_edition, text, words
from .snippet_builders import a_snippet

TWELVE = ("en-GB", "sv", "de", "fr", "it", "pl", "es", "nl", "hr", "ro", "el", "fi")
MOST = 17
SECTION = "guidance_project_tools"

Pages = list[tuple[Edition, Any]]


@pytest.fixture
def programme(db: None) -> Programme:
    """A master and twelve editions."""
    return a_programme(editions=("en", *TWELVE))


def editions_of(programme: Programme) -> list[Edition]:
    return list(programme.editions.select_related("programme__master_locale", "locale").order_by("pk"))


def a_page_everywhere(programme: Programme, title: str = "Legal", *, blocks: Any = None) -> Pages:
    """The same page in each edition, the master's first, in rows of their own."""
    fields = {"translation_key": uuid5(NAMES, title), SECTION: blocks or [text(title)]}
    return [
        (row, a_page(ModulePage, title, below=first_page(programme, row.code), **fields))
        for row in editions_of(programme)
    ]


def with_words(pages: Pages, told: str) -> Pages:
    """The pages with other words."""
    for _, page in pages:
        setattr(page, SECTION, [*getattr(page, SECTION).get_prep_value(), text(told)])
    return pages


def bytes_of(programme: Programme) -> dict[tuple[str, str], bytes]:
    rows = Document.objects.filter(edition__programme=programme, is_live=True).select_related("content")
    return {(row.edition.code, row.path): bytes(row.content.body) for row in rows.select_related("edition")}


def linking(programme: Programme, tool: Tool, number: int) -> Pages:
    """A page in each edition that links to the first page and shows a tool."""
    link = f'<p><a linktype="page" id="{first_page(programme).pk}">Home {number}</a></p>'
    shown = block("tool", {"tool": tool.pk, "note": ""}, f"tool {number}")
    return a_page_everywhere(programme, f"Page {number}", blocks=[block("text", link), shown])


@pytest.mark.parametrize("number", [1, 16])
def test_publishing_has_one_budget(programme: Programme, number: int) -> None:
    """Of one page or sixteen in twelve editions, with links and a tool."""
    tool = a_snippet(Tool, programme)
    pages = [pair for each in range(number) for pair in linking(programme, tool, each)]
    pages = [(row, page) for row, page in pages if row.code in TWELVE]
    counts = []
    for told in ("first", "second"):
        with CaptureQueriesContext(connection) as queries:
            assert publish_documents(with_words(pages, told)).written == 12 * number
        counts.append(len(queries))
    assert counts == [MOST, MOST - 3]


def test_together_is_as_one_by_one(programme: Programme) -> None:
    """Byte for byte, in every edition."""
    tool = a_snippet(Tool, programme)
    pages = linking(programme, tool, 1)
    for row, page in pages:
        publish_document(row, page, coverage=words())
    alone = bytes_of(programme)
    Document.objects.all().delete()
    publish_documents(pages, coverage=words())
    assert len(alone) == 13
    assert bytes_of(programme) == alone
    assert publish_documents(pages, coverage=words()).written == 0


def test_links_and_snippets_are_each_editions_own(programme: Programme) -> None:
    """A Swedish document names the Swedish page and the Swedish tool, whatever is built beside it."""
    master_theme = a_theme(first_page(programme))
    in_edition(master_theme, "sv", title="Byggnader", slug="byggnader")
    tool = a_snippet(Tool, programme)
    for code in ("sv", "de"):
        version = tool.copy_for_translation(Edition.objects.get(programme=programme, code=code).locale)
        version.name = f"Tool in {code}"
        version.save()
    link = f'<p><a linktype="page" id="{master_theme.pk}">Buildings</a></p>'
    shown = block("tool", {"tool": tool.pk, "note": ""})
    publish_documents(a_page_everywhere(programme, blocks=[block("text", link), shown]), coverage=words())
    bodies = {code: body.decode() for (code, _), body in bytes_of(programme).items()}
    assert "/byggnader/" in bodies["sv"]
    assert "/buildings/" in bodies["en"]
    assert "data-key" not in bodies["fr"]
    named = {code: f"Tool in {code}" in body for code, body in bodies.items()}
    assert {code for code, is_own in named.items() if is_own} == {"sv", "de"}


def test_a_page_that_not_everybody_may_read_is_retired_alone(programme: Programme) -> None:
    """The same page goes live in the editions where it is public."""
    pages = a_page_everywhere(programme)
    publish_documents(pages)
    swedish = next(page for row, page in pages if row.code == "sv")
    PageViewRestriction.objects.create(page=Page.objects.get(pk=swedish.pk), restriction_type="login")
    outcome = publish_documents(with_words(pages, "More."))
    assert (outcome.written, outcome.retired) == (12, 1)
    assert not Document.objects.get(edition__code="sv", key=swedish.translation_key).is_live


def test_a_page_that_is_not_live_is_retired_alone(programme: Programme) -> None:
    """What the page says of itself counts: it was written a moment ago."""
    pages = a_page_everywhere(programme)
    publish_documents(pages)
    pages[3][1].live = False
    outcome = publish_documents(pages)
    assert (outcome.unchanged, outcome.retired) == (12, 1)


def test_going_away_takes_the_links_out_in_each_edition(programme: Programme) -> None:
    """Only in the editions where the page went."""
    target = first_page(programme)
    theme = a_theme(target)
    for code in ("sv", "de"):
        in_edition(theme, code)
    link = f'<p><a linktype="page" id="{theme.pk}">Buildings</a></p>'
    chosen = [row for row in editions_of(programme) if row.code in ("en", "sv", "de")]
    a_page_everywhere(programme, blocks=[block("text", link)])
    for row in chosen:
        rebuild_edition(row, coverage=words())
    Page.objects.filter(translation_key=theme.translation_key).exclude(locale__language_code="de").update(
        live=False
    )
    gone = [(row, theme.translation_key) for row in chosen if row.code != "de"]
    outcome = retire_documents(gone, coverage=words())
    assert (outcome.retired, outcome.written) == (2, 2)
    assert {code for (code, path), body in bytes_of(programme).items() if b"data-key" in body} == {"de"}


def test_a_changed_snippet_rebuilds_in_the_editions_that_are_named(programme: Programme) -> None:
    """In those, and in no others."""
    tool = a_snippet(Tool, programme)
    publish_documents(linking(programme, tool, 1), coverage=words())
    tool.name = "Another name"
    tool.save()
    chosen = [row for row in editions_of(programme) if row.code in ("sv", "de")]
    assert rebuild_referring([(row, tool.translation_key) for row in chosen], coverage=words()).written == 2


def test_a_move_in_two_editions_takes_along_what_is_below(programme: Programme) -> None:
    """Each in its own edition."""
    theme = a_theme(first_page(programme))
    a_page(InfoPage, "Below", below=theme, body=[text("Below")])
    in_edition(Page.objects.get(slug="below"), "sv")
    chosen = [row for row in editions_of(programme) if row.code in ("en", "sv")]
    for row in chosen:
        rebuild_edition(row, coverage=words())
    moved = []
    for row in chosen:
        page = theme.get_translation(row.locale).specific
        page.slug = f"houses-{row.code}"
        page.save()
        moved.append((row, page))
    assert publish_documents(moved, coverage=words()).written == 4
    assert {path for _, path in bytes_of(programme) if "below" in path} == {
        "/houses-en/below/",
        "/houses-sv/below/",
    }


def test_one_page_of_another_edition_stores_nothing(programme: Programme) -> None:
    """All, or none."""
    pages = a_page_everywhere(programme)
    pages[1] = (pages[1][0], pages[2][1])
    # Whoever publishes has a transaction of its own, which goes with it.
    with pytest.raises(PageOfAnotherEdition), transaction.atomic():
        publish_documents(pages)
    assert not Document.objects.exists()


def test_an_edition_without_pages_is_named(programme: Programme) -> None:
    """Its first page has to come before any other."""
    pages = a_page_everywhere(programme)
    latvian = Edition.objects.create(programme=programme, code="lv")
    with pytest.raises(EditionWithoutPages, match="covenant-capacity/lv"):
        publish_documents([*pages, (latvian, pages[0][1])])


def test_editions_are_locked_at_once_and_in_order(programme: Programme) -> None:
    """Two workers with some of the same editions wait for one another and never stand in a ring."""
    pages = a_page_everywhere(programme)
    with CaptureQueriesContext(connection) as queries:
        publish_documents(pages[::-1])
    (lock,) = [one["sql"] for one in queries if 'FROM "editions_edition"' in one["sql"]]
    assert 'ORDER BY "editions_edition"."id" ASC' in lock
    if connection.vendor == "postgresql":
        assert lock.endswith('FOR NO KEY UPDATE OF "editions_edition"')
