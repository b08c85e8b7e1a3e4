"""Searching an edition from any of its pages, without a script."""

from __future__ import annotations

from urllib.parse import quote

import pytest

from cms.delivery.search.index import catch_up
from cms.delivery.search.query import search
from cms.reader.addresses import SEARCH

from .conftest import SWEDISH, Reading
from .documents import a_module, a_programme, a_theme, an_info_page, text
from .shelf import Shelf, block, key

AT = f"{SWEDISH}{SEARCH}/"


@pytest.fixture
def searchable(shelf: Shelf) -> Shelf:
    """A Swedish edition with some pages, and the start of the Finnish one."""
    shelf.put("sv", a_programme())
    shelf.put("sv", a_theme(), below="start")
    shelf.put("sv", a_module(), below="buildings")
    shelf.put("sv", an_info_page(text("One word more.", language="en"), title="Frågor & svar"), below="start")
    shelf.put("fi", a_programme())
    for edition in shelf.programme.editions.all():
        catch_up(edition)
    return shelf


@pytest.mark.parametrize("path", ["", "buildings/", "buildings/start-up/", "nix/"])
def test_every_page_of_an_edition_has_a_search(searchable: Shelf, read: Reading, path: str) -> None:
    """One form, at the top, that asks by GET and has a name."""
    page = read.page(SWEDISH + path, status=404 if path == "nix/" else 200)
    forms = page.select("form[role=search]")
    assert [(form["action"], form["method"]) for form in forms] == [(AT, "get")]
    field = forms[0].select_one("input[name=q]")
    assert field
    assert field["aria-label"] == "Sök i utgåvan"


def test_what_is_found_leads_to_its_page_and_section(searchable: Shelf, read: Reading) -> None:
    """A hit has its title, its place, the section that the words are from, and the words, marked."""
    page = read.page(f"{AT}?q=vaktmästare")
    hit = page.select_one(".found li")
    assert hit
    assert [link["href"] for link in hit.select("a")] == [
        "/covenant-capacity/sv/buildings/start-up/",
        "/covenant-capacity/sv/buildings/start-up/#people",
    ]
    assert hit.select_one(".where").text == "Introduktion av Covenant CapaCITY › Byggnader · Människor"  # type: ignore[union-attr]
    assert [mark.text for mark in hit.select(".snippet mark")] == ["Vaktmästare"]
    assert page.select_one(".outcome").text == "En sida hittades."  # type: ignore[union-attr]
    assert read.page(str(hit.select("a")[1]["href"])).select_one("#people")


def test_words_of_another_language_say_so(searchable: Shelf, read: Reading) -> None:
    """What is not translated is found, too, and read aloud as what it is."""
    snippet = read.page(f"{AT}?q=word").select_one(".found .snippet")
    assert snippet
    assert snippet["lang"] == "en"


def test_the_title_of_a_linked_page_says_its_language(shelf: Shelf, read: Reading) -> None:
    """An excerpt that is another page's untranslated title says that page's language, in the API, too."""
    links = [
        block("theme", {"key": str(key(name)), "title": title, "path": f"/{name}/"})
        for name, title in (("water", "Water"), ("waste", "Avfall"))
    ]
    shelf.put("sv", a_programme())
    shelf.put("sv", a_theme() | {"sections": {"related_themes": links}}, below="start")
    shelf.put("sv", a_theme("water", "Water") | {"title_language": "en"}, below="start")
    shelf.put("sv", a_theme("waste", "Avfall"), below="start")
    swedish = shelf.programme.editions.get(code="sv")
    catch_up(swedish)
    for query, language in (("water", "en"), ("avfall", None)):
        linking = next(hit for hit in search(swedish, query).hits if hit.path == "/buildings/")
        assert linking.excerpt.language == language
        assert ("language" in linking.model_dump(exclude_unset=True)["excerpt"]) == bool(language)
        found = read.page(f"{AT}?q={query}").select(".found li")
        snippets = [one.select_one(".snippet") for one in found if "Byggnader" in one.h2.text]  # type: ignore[union-attr]
        assert [one and one.get("lang") for one in snippets] == [language]


def test_nothing_found_leads_on(searchable: Shelf, read: Reading) -> None:
    """It says what was looked for, what to try, and where else to go."""
    page = read.page(f"{AT}?q=zebra")
    assert page.select_one(".outcome").text == (  # type: ignore[union-attr]
        "Inget hittades: “zebra”. Prova andra eller färre ord, eller välj ett tema."
    )
    assert [link.text for link in page.select(".document .links a")] == ["Byggnader"]


def test_a_search_that_finds_some_words_only_says_so(searchable: Shelf, read: Reading) -> None:
    """Where no page has all the words, the edition's language says it before the number; else nobody does."""
    outcome = read.page(f"{AT}?q=vaktmästare+zebra").select_one(".outcome")
    assert outcome
    assert outcome.text == "Ingen sida har alla dessa ord, bara några av dem. En sida hittades."
    for query in ("vaktmästare", "zebra"):
        assert "bara några" not in read.page(f"{AT}?q={query}").select_one(".outcome").text  # type: ignore[union-attr]


def test_a_search_for_nothing_asks_for_words(searchable: Shelf, read: Reading) -> None:
    """Without words, or with spaces only, there is the form and no outcome."""
    for query in ("", "?q=", "?q=%20%09"):
        page = read.page(AT + query)
        assert page.h1
        assert page.h1.text == "Sök"
        assert not page.select(".outcome, .found")


@pytest.mark.parametrize(
    "query",
    [
        "<script>alert(1)</script>",
        '" onfocus="alert(1)" autofocus="',
        "'); DROP TABLE x; --",
        "{{ page }}{% debug %}",
        "a" * 5000,
        "\x00",
        '* AND OR NEAR( "',
        "\ud7ff\U0010ffff",
    ],
)
def test_a_hostile_search_is_only_words(searchable: Shelf, read: Reading, query: str) -> None:
    """Whatever is typed is looked for or refused in a page of the edition; never markup, never an error."""
    answer = read(f"{AT}?q={quote(query)}")
    assert answer.status_code in {200, 400}
    page = read.page(f"{AT}?q={quote(query)}", status=answer.status_code)
    assert not page.select("script, [onfocus], [autofocus]")
    assert page.html
    assert page.html["lang"] == "sv"
    assert page.select_one(".outcome") or not query.strip("\x00")


def test_a_search_is_not_for_search_engines(searchable: Shelf, read: Reading) -> None:
    """Answers to searches are not listed, and have no address of their own."""
    answer = read(f"{AT}?q=energi")
    page = read.page(f"{AT}?q=energi")
    assert answer["X-Robots-Tag"] == "noindex"
    assert page.select_one("meta[name=robots][content=noindex]")
    assert not page.select('link[rel="canonical"]')


def test_changing_the_edition_keeps_the_search(searchable: Shelf, read: Reading) -> None:
    """The switcher leads to the same words in the other edition."""
    link = read.page(f"{AT}?q=två ord").select_one('.switcher a[hreflang="fi"]')
    assert link
    assert link["href"] == f"/covenant-capacity/fi/{SEARCH}/?q=tv%C3%A5+ord"
    assert read(str(link["href"])).status_code == 200


def test_the_proper_spelling_of_an_edition_keeps_the_search(searchable: Shelf, read: Reading) -> None:
    """An edition in other letters is sent on with its words."""
    answer = read(f"/covenant-capacity/SV/{SEARCH}/?q=å")
    assert (answer.status_code, answer["Location"]) == (308, f"{AT}?q=%C3%A5")


def test_no_page_can_stand_where_the_search_is(searchable: Shelf, read: Reading) -> None:
    """A page may be called search: slugs have no tilde, and its address is its own."""
    searchable.put("sv", an_info_page(name="search", title="Sökning"), below="start")
    assert SEARCH.startswith("~")
    assert read.page(SWEDISH + "search/").h1.text == "Sökning"  # type: ignore[union-attr]
    assert read.page(AT).h1.text == "Sök"  # type: ignore[union-attr]


def test_a_search_in_no_edition_is_not_there(searchable: Shelf, read: Reading) -> None:
    """An edition or a programme that is not there says so as for any page."""
    searchable.programme.editions.filter(code="pl").update(status="draft")
    for address in (f"/covenant-capacity/pl/{SEARCH}/?q=a", f"/nix/sv/{SEARCH}/?q=a"):
        assert read(address).status_code == 404
