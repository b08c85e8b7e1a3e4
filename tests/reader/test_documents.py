"""Each type of document as a page: what is above it, in it, below it and beside it."""

from __future__ import annotations

import itertools

import pytest
from bs4 import BeautifulSoup

from cms.reader.cards import opening_of

from .conftest import SWEDISH, Reading
from .documents import a_coaching, a_module, a_programme, a_role, a_theme, an_info_page, text
from .shelf import Shelf, block

pytestmark = pytest.mark.alike("the reader draws documents")


@pytest.fixture
def stocked(shelf: Shelf) -> Shelf:
    """A Swedish edition with a page of every type."""
    shelf.put("sv", a_programme())
    shelf.put("sv", a_theme("ghg-inventory", "Inventering", "cross-cutting"), below="start", position=1)
    shelf.put("sv", a_theme(), below="start", position=2)
    shelf.put("sv", a_module(1), below="buildings", position=1)
    shelf.put("sv", a_module(2), below="buildings", position=2)
    shelf.put("sv", a_role(), below="start", position=3)
    shelf.put("sv", a_coaching(), below="start", position=4)
    shelf.put("sv", an_info_page(), below="start", position=5)
    return shelf


PATHS = ["", "buildings/", "buildings/start-up/", "samordnare/", "klimatcoachning/", "legal/"]


def levels(page: BeautifulSoup) -> list[int]:
    return [int(heading.name[1]) for heading in page.find_all(["h1", "h2", "h3", "h4", "h5", "h6"])]


@pytest.mark.parametrize("path", PATHS)
def test_headings_are_a_tree(stocked: Shelf, read: Reading, path: str) -> None:
    """One first heading, and no level is skipped on the way down."""
    found = levels(read.page(SWEDISH + path))
    assert found.count(1) == 1
    assert found[0] == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(found)), found


@pytest.mark.parametrize("path", PATHS)
def test_ids_are_unique_and_references_lead_somewhere(stocked: Shelf, read: Reading, path: str) -> None:
    """No id stands twice; every anchor and every aria-labelledby names one that exists."""
    page = read.page(SWEDISH + path)
    ids = [element["id"] for element in page.select("[id]")]
    assert len(ids) == len(set(ids))
    anchors = {link["href"][1:] for link in page.select('a[href^="#"]')}
    assert anchors | {element["aria-labelledby"] for element in page.select("[aria-labelledby]")} <= set(ids)


@pytest.mark.parametrize("path", PATHS)
def test_links_on_a_page_lead_to_pages(stocked: Shelf, read: Reading, path: str) -> None:
    """Every link of our own, the switcher's aside, leads to an existing address."""
    page = read.page(SWEDISH + path)
    for link in page.select('a[href^="/"]'):
        if not link.has_attr("hreflang") and not str(link["href"]).startswith(("/media/", "/documents/")):
            assert read(str(link["href"])).status_code == 200, link


def test_a_programme_shows_its_themes_in_two_groups(stocked: Shelf, read: Reading) -> None:
    """Cross-cutting themes and sectors are cards under headings of their own."""
    page = read.page(SWEDISH)
    groups = [heading.text for heading in page.select("section.wide h3")]
    assert groups == ["Övergripande teman", "Sektorer"]
    cards = [(link.text, link["href"]) for link in page.select(".card .whole")]
    assert cards == [
        ("Inventering", "/covenant-capacity/sv/ghg-inventory/"),
        ("Byggnader", "/covenant-capacity/sv/buildings/"),
    ]


def test_a_teaser_keeps_low_and_high_figures() -> None:
    """It is plain text, and CO₂ and m³ are no CO2 and m3."""
    sentence = "<p>1 m<sup>3</sup> of gas is 2 kg of CO<sub>2</sub> &amp; x<sub>n</sub>.</p>"
    opened = opening_of({"sections": {"summary": [{"type": "text", "value": sentence}]}}, longest=99)
    assert opened.text == "1 m³ of gas is 2 kg of CO₂ & xn."


def test_the_card_of_a_theme_leads_to_its_modules(stocked: Shelf, read: Reading) -> None:
    """It begins as the theme does, and has a line for each level with minutes and points; no empty list."""
    inventory, buildings = read.page(SWEDISH).select(".themes > .card")
    assert buildings.select_one(".teaser").text == "Byggnader är få."  # type: ignore[union-attr]
    lines = [(" ".join(line.get_text(" ").split()), line["href"]) for line in buildings.select(".levels a")]
    assert lines == [
        ("Nivå 1 Byggnader 1 14 min · 1 poäng", "/covenant-capacity/sv/buildings/start-up/"),
        ("Nivå 2 Byggnader 2 14 min · 1 poäng", "/covenant-capacity/sv/buildings/advanced/"),
    ]
    assert not inventory.select(".levels")


def test_a_kind_without_themes_has_no_heading(shelf: Shelf, read: Reading) -> None:
    """No heading stands over no cards."""
    shelf.put("sv", a_programme())
    shelf.put("sv", a_theme(), below="start")
    assert [heading.text for heading in read.page().select("section.wide h3")] == ["Sektorer"]


def test_a_theme_shows_its_modules_by_level(stocked: Shelf, read: Reading) -> None:
    """Modules are cards with level, main issues, minutes and points."""
    cards = [
        " ".join(card.get_text(" ").split()) for card in read.page(SWEDISH + "buildings/").select(".card")
    ]
    assert cards == [
        "Nivå 1 Byggnader 1 Lista byggnaderna 14 min · 1 poäng",
        "Nivå 2 Byggnader 2 Lista byggnaderna 14 min · 1 poäng",
    ]


def test_a_module_says_where_it_stands(stocked: Shelf, read: Reading) -> None:
    """Breadcrumb to programme and theme, level, minutes, points, and the other module of the theme."""
    page = read.page(SWEDISH + "buildings/start-up/")
    crumbs = [crumb.text for crumb in page.select(".breadcrumb li")]
    assert crumbs == ["Introduktion av Covenant CapaCITY", "Byggnader", "Byggnader 1"]
    facts = [fact.text for fact in page.select(".meta dd")]
    assert facts == ["1 · Nybörjare", "14", "1"]
    following = page.select_one('.siblings a[rel="next"]')
    assert following
    assert following["href"] == "/covenant-capacity/sv/buildings/advanced/"
    assert not page.select('.siblings a[rel="prev"]')


def test_contents_lead_to_the_sections(stocked: Shelf, read: Reading) -> None:
    """A module's table of contents has a line for each section, in the edition's words."""
    page = read.page(SWEDISH + "buildings/start-up/")
    lines = [(line.text, line["href"]) for line in page.select(".contents a")]
    assert lines == [
        ("Huvudfrågor", "#main-issues"),
        ("Kort introduktion", "#introduction"),
        ("Nyckelfrågor", "#key-questions"),
        ("Rekommenderade steg", "#recommended-steps"),
        ("Processer", "#processes"),
        ("Människor", "#people"),
        ("Politik", "#politics"),
        ("Vägledning", "#guidance"),
        ("Tips och verktyg", "#tips-and-tools"),
    ]


def test_a_section_with_its_own_heading_shows_it(shelf: Shelf, read: Reading) -> None:
    """A heading block stands where the section's usual label would."""
    shelf.put("sv", a_programme(reward=[block("heading", "Belöningssystem"), text("Poäng.")]))
    headings = [heading.text for heading in read.page().select("h2")]
    assert "Belöningssystem" in headings
    assert "Belöning" not in headings


def test_a_section_that_the_edition_leaves_out_is_absent(shelf: Shelf, read: Reading) -> None:
    """No heading stands over nothing."""
    shelf.put("sv", a_programme(reward=[], funding=[text("Delfinansieras.")]))
    assert [heading.text for heading in read.page().select("main h2")] == ["Finansiering"]


def test_stated_numbers_and_listed_names_may_differ(stocked: Shelf, read: Reading) -> None:
    """A coaching programme shows what was stated and what is listed, each as it is, and sums in words."""
    page = read.page(SWEDISH + "klimatcoachning/")
    stated = [fact.text for fact in page.select(".body > .meta:first-child dd")]
    assert stated[:2] == ["34", "23"]
    assert stated[2].replace("\xa0", " ") == "50 000 kr"
    assert len(page.select(".section-participants li")) == 3


def test_participants_stand_as_the_language_sorts(stocked: Shelf, read: Reading) -> None:
    """Å comes before Ä and Ö, after Z; the pilots keep their editor's order."""
    page = read.page(SWEDISH + "klimatcoachning/")
    assert [name.text for name in page.select(".section-participants li")] == [
        "Boxholm",
        "Ånge",
        "Östra Göinge",
    ]
    assert [name.text for name in page.select(".section-pilots li")] == ["Kävlinge", "Eslöv"]


def test_participants_may_keep_the_editors_order(shelf: Shelf, read: Reading) -> None:
    """Where the document says so, names stand as they were listed."""
    shelf.put("sv", a_coaching("Ånge", "Boxholm", order="editor"))
    page = read.page(SWEDISH + "klimatcoachning/")
    assert [name.text for name in page.select(".section-participants li")] == ["Ånge", "Boxholm"]


def test_a_type_of_document_that_is_new_here_is_shown_by_its_sections(shelf: Shelf, read: Reading) -> None:
    """A document of a type that the reader does not know loses nothing that it can draw."""
    row = shelf.put("sv", an_info_page(text("Ord.")) | {"type": "story"}, checked=False)
    # The manifest's own list of types is the contract's; only the document is ahead of us.
    type(row).objects.filter(pk=row.pk).update(type="info")
    assert "Ord." in read.page(SWEDISH + "legal/").text
