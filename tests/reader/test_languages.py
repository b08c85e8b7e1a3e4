"""Languages: of the page, of the editions one may change to, and of what is not translated yet."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from bs4 import Tag

from cms.delivery import resources

from .conftest import SWEDISH, Reading
from .documents import a_module, a_programme, a_role, a_theme, an_info_page, text
from .shelf import SWITCHER, Shelf, block, item, key

pytestmark = pytest.mark.alike("the reader draws documents")


def test_a_page_says_its_language_and_direction(shelf: Shelf, read: Reading) -> None:
    """The page, its header and its words are in the edition's language, whatever the visitor prefers."""
    shelf.put("sv", a_programme())
    answer = read(SWEDISH, **{"Accept-Language": "fr"})
    assert '<html lang="sv" dir="ltr">' in answer.content.decode()
    assert answer["Content-Language"] == "sv"
    assert "Hoppa till innehållet" in answer.content.decode()


ACCEPTED = (
    ("pl", "pl"),
    ("de", "en"),
    ("sv-SE,sv;q=0.9", "sv"),
    ("de,sv", "sv"),
    ("pt-BR,pl", "pl"),
    ("fi;q=0.3,de,sv;q=0.8", "sv"),
    ("sv;q=0,fi;q=0.1", "fi"),
    ("de,en;q=0.9,sv;q=0.8", "en"),
    ("*", "en"),
    (";;q=,", "en"),
)


def test_pages_before_an_edition_follow_the_visitor(shelf: Shelf, read: Reading) -> None:
    """The start speaks the most wanted of the visitor's languages that the interface has, else English."""
    for preferred, spoken in ACCEPTED:
        page = read.page("/", **{"Accept-Language": preferred})
        assert page.html
        assert page.html["lang"] == spoken


def test_the_switcher_has_the_registry_s_order(shelf: Shelf, read: Reading) -> None:
    """Every published edition is there, by its own name, in its own language, the open one marked."""
    for code in SWITCHER:
        shelf.put(code, a_programme())
    links = read.page().select(".switcher a")
    assert [link["hreflang"] for link in links] == [link["lang"] for link in links] == list(SWITCHER)
    assert [link["href"] for link in links] == [f"/covenant-capacity/{code}/" for code in SWITCHER]
    assert [link["hreflang"] for link in links if link.get("aria-current") == "true"] == ["sv"]


def test_changing_the_edition_keeps_the_page(shelf: Shelf, read: Reading) -> None:
    """The switcher leads to the same page by its path there; where it is missing, to the start, saying so."""
    for code in ("sv", "fi", "pl"):
        shelf.put(code, a_programme())
    shelf.put("sv", a_theme(), below="start")
    shelf.put("fi", a_theme() | {"path": "/rakennukset/"}, below="start")
    page = read.page(SWEDISH + "buildings/")
    finnish, polish = (page.select_one(f'.switcher a[hreflang="{code}"]') for code in ("fi", "pl"))
    assert finnish
    assert finnish["href"] == "/covenant-capacity/fi/rakennukset/"
    assert polish
    assert polish["href"] == "/covenant-capacity/pl/"
    assert not finnish.small
    assert polish.small
    assert polish.small["lang"] == "sv"
    assert polish.small.text == "Sidan finns inte där ännu; länken leder till startsidan."


def test_search_engines_learn_of_every_edition(shelf: Shelf, read: Reading) -> None:
    """Alternates name the editions that have the page, the master's as default; canonical is the page."""
    for code in ("en", "en-GB", "sv"):
        shelf.put(code, a_programme())
    page = read.page()
    alternates = {link["hreflang"]: link["href"] for link in page.select('link[rel="alternate"][hreflang]')}
    assert list(alternates) == ["en", "x-default", "en-GB", "sv"]
    assert alternates["x-default"] == alternates["en"]
    assert str(alternates["en-GB"]).endswith("/covenant-capacity/en-GB/")
    canonical = page.select_one('link[rel="canonical"]')
    assert canonical
    assert canonical["href"] == alternates["sv"]


def test_title_and_description_are_the_document_s(shelf: Shelf, read: Reading) -> None:
    """A page is titled after its document and its programme, and described by its first words."""
    shelf.put("sv", an_info_page(text("CO<sub>2</sub> &amp; annat.")))
    page = read.page(SWEDISH + "legal/")
    assert page.title
    assert page.title.text == "Rättsligt – Covenant CapaCITY"
    description = page.select_one('meta[name="description"]')
    assert description
    assert description["content"] == "CO₂ & annat."


def test_an_untranslated_block_is_marked(shelf: Shelf, read: Reading) -> None:
    """It carries its language, and one calm mark in the edition's; translated blocks carry neither."""
    shelf.put(
        "sv",
        an_info_page(
            text("Översatt."), block("quote", {"text": "Not yet.", "attribution": ""}, language="en")
        ),
    )
    page = read.page(SWEDISH + "legal/")
    foreign = page.select("main [lang=en]")
    assert [" ".join(element.get_text(" ").split()) for element in foreign] == ["Ännu inte översatt Not yet."]
    assert [(mark.text, mark["lang"]) for mark in page.select(".untranslated")] == [
        ("Ännu inte översatt", "sv")
    ]


def test_neighbours_of_one_kind_share_a_mark(shelf: Shelf, read: Reading) -> None:
    """Four untranslated words in a row say so once; among translated ones, each for itself."""
    words = [block("phase", word, language="en") for word in ("motivation", "planning")]
    shelf.put("sv", a_programme(phases=words))
    page = read.page()
    assert len(page.select(".untranslated")) == 1
    assert len(page.select(".phases [lang=en]")) == 2


def test_what_is_inside_a_marked_block_is_not_marked_again(shelf: Shelf, read: Reading) -> None:
    """An untranslated section says so under its heading, and its paragraphs do not repeat it."""
    inner = [text("One.", language="en"), block("countries", {"countries": []}), text("Two.", language="en")]
    shelf.put("sv", an_info_page(block("section", {"heading": "Funding", "content": inner}, language="en")))
    assert len(read.page(SWEDISH + "legal/").select(".untranslated")) == 1


def test_british_english_is_no_missing_translation(shelf: Shelf, read: Reading) -> None:
    """A same-language edition shows the master's words as its own."""
    shelf.put("en-GB", an_info_page(text("Energy.", language="en")))
    page = read.page("/covenant-capacity/en-GB/legal/")
    assert not page.select(".untranslated")


def test_a_snippet_s_language_is_the_block_s(shelf: Shelf, read: Reading) -> None:
    """A tool whose description is not translated is marked although its note is."""
    tool = {
        "key": str(key("t")),
        "language": "en",
        "name": "JRC",
        "url": "",
        "description": "A guide.",
        "country": None,
    }
    shelf.put("sv", an_info_page(block("tool", {"tool": tool, "note": ""})), checked=False)
    page = read.page(SWEDISH + "legal/")
    assert page.select_one("main li .untranslated")
    assert [words.text for words in page.select("main [lang=en]")] == ["JRC", "A guide."]


SWEDEN = {"code": "SE", "name": "Sverige"}
PLACED = {"key": str(key("k")), "language": "en", "url": "https://example.org/", "country": SWEDEN}
LAW = {
    **PLACED,
    "name": "Energy Act",
    "description": "Obliges towns.",
    "valid_from": "2010-01-01",
    "valid_to": "2012-01-01",
    "review_by": "2011-06-01",
}
FIGURE = {
    "label": "signatories",
    "value": "5700",
    "unit": "towns",
    "qualifier": "over",
    "as_of": "2014-05-01",
    "source": "Covenant Office",
    "review_by": "2015-01-01",
}
FACT = {"text": "Some 40 %.", "source": "European Commission", "review_by": "2001-01-01"}
ROUND = {"name": "First", "applications": "Open to all", "start": "2007-01-01", "end": "2008-01-01"}
LETTERED = [item({"title": "structure", "content": [text("Eight themes.", language="en")]})]


@pytest.mark.parametrize(
    ("type_", "value", "english", "swedish"),
    [
        ("fact", FACT, ["Some 40 %.", "European Commission"], ["Källa", "1 januari 2001"]),
        (
            "milestone",
            {"what": "A plan.", "when": "2020-12-31", "source": "Council", "review_by": "2019-01-01"},
            ["A plan.", "Council"],
            ["31 december 2020", "Källa", "1 januari 2019"],
        ),
        ("milestone", {"what": "A plan.", "when": "by 2020"}, ["A plan.", "by 2020"], []),
        (
            "statistic",
            FIGURE,
            ["signatories", "towns", "Covenant Office"],
            ["över", "Källa", "1 maj 2014", "1 januari 2015"],
        ),
        (
            "legal_instrument",
            LAW,
            ["Energy Act", "Obliges towns."],
            ["Sverige", "1 januari 2010", "1 januari 2012", "1 juni 2011"],
        ),
        ("finance_instrument", LAW | {"url": ""}, ["Energy Act", "Obliges towns."], ["Sverige"]),
        (
            "tool",
            {"tool": PLACED | {"name": "Calculator", "description": "A sheet."}, "note": "Try it."},
            ["Calculator", "A sheet.", "Try it."],
            ["Sverige"],
        ),
        (
            "partner",
            PLACED | {"name": "Union", "localised_name": "", "role": "supporter"},
            ["Union"],
            ["Sverige"],
        ),
        ("round", ROUND, ["First", "Open to all"], ["1 januari 2007", "1 januari 2008"]),
        ("document", {"title": "Declaration", "document": None}, ["Declaration"], ["Filen finns inte ännu"]),
        ("what", "<p>Buildings.</p>", ["Buildings."], ["Vad"]),
        ("why", "<p>Savings.</p>", ["Savings."], ["Varför"]),
        ("lettered", LETTERED, ["structure", "Eight themes."], []),
        (
            "section",
            {"heading": "Money", "content": [block("fact", FACT, language="en")]},
            ["Money", "Some 40 %.", "European Commission"],
            ["Källa", "1 januari 2001"],
        ),
    ],
)
def test_labels_and_days_in_an_untranslated_block_are_the_edition_s(
    shelf: Shelf, read: Reading, type_: str, value: Any, english: list[str], swedish: list[str]
) -> None:
    """A screen reader must not read Swedish words aloud as English, nor English ones as Swedish."""
    shelf.put("sv", an_info_page(block(type_, value, language="en")), checked=False)
    page = read.page(SWEDISH + "legal/")
    assert page.main
    for words, language in [(one, "en") for one in english] + [(one, "sv") for one in swedish]:
        found = [one for one in page.main.find_all(string=True) if words in one and not in_contents(one)]
        assert found, words
        assert [spoken(one) for one in found] == [language] * len(found), words


def in_contents(words: Any) -> bool:
    """Whether words stand in the table of contents."""
    return bool(words.find_parent(class_="contents"))


def spoken(words: Any) -> str:
    """The language that the nearest element around some words names."""
    around = words.find_parent(lang=True)
    assert isinstance(around, Tag)
    return str(around["lang"])


def test_a_note_beside_a_tool_is_in_its_own_language(shelf: Shelf, read: Reading) -> None:
    """The tool's description may wait for a translation that the note already has."""
    tool = {"tool": PLACED | {"name": "Calculator", "description": "A sheet."}, "note": "Prova den."}
    shelf.put("sv", an_info_page(block("tool", tool)), checked=False)
    note = read.page(SWEDISH + "legal/").find(string="Prova den.")
    assert spoken(note) == "sv"


@pytest.mark.parametrize(
    ("edition", "count", "line"),
    [
        ("sv", 0, None),
        ("sv", 1, "En text på den här sidan är ännu inte översatt."),
        ("sv", 12, "12 texter på den här sidan är ännu inte översatta."),
        ("pl", 3, "3 teksty na tej stronie nie są jeszcze przetłumaczone."),
        ("pl", 12, "12 tekstów na tej stronie nie jest jeszcze przetłumaczonych."),
        ("sl", 2, "2 besedili na tej strani še nista prevedeni."),
        ("hr", 21, "21 tekst na ovoj stranici još nije preveden."),
        ("en-GB", 2, "2 pieces of this page are not translated yet."),
    ],
)
def test_a_partly_untranslated_page_says_so_once(
    shelf: Shelf, read: Reading, monkeypatch: pytest.MonkeyPatch, edition: str, count: int, line: str | None
) -> None:
    """One line at the top, in the edition's language, with the number in its proper form."""
    counts = SimpleNamespace(untranslated=count, needs_work=0, structure_behind=0)
    fresh: dict[Any, Any] = {key("start"): counts}
    monkeypatch.setattr(resources, "freshness_of", lambda edition: fresh)
    shelf.put(edition, a_programme())
    notes = [note.text.strip() for note in read.page(f"/covenant-capacity/{edition}/").select(".freshness")]
    assert len(notes) == bool(line)
    assert all(note.startswith(line or "") for note in notes)


def test_countries_are_named_by_the_data(shelf: Shelf, read: Reading) -> None:
    """Countries stand as the document names them."""
    countries = {"countries": [item({"code": "GB", "name": "Storbritannien"})]}
    shelf.put(
        "sv",
        an_info_page(block("section", {"heading": "Länder", "content": [block("countries", countries)]})),
    )
    assert [one.text for one in read.page(SWEDISH + "legal/").select(".countries li")] == ["Storbritannien"]


ENGLISH = {"title_language": "en"}


def test_a_title_that_is_not_translated_says_its_language_wherever_it_stands(
    shelf: Shelf, read: Reading
) -> None:
    """In the heading, the way up, the cards, the neighbours, the footer and where another page links to it;
    the page itself and its title in the browser stay the edition's."""
    link = {"key": str(key("water")), "title": "Water", "path": "/water/"}
    buildings = a_theme() | {"sections": {"related_themes": [block("theme", link)]}} | ENGLISH
    shelf.put("sv", a_programme() | ENGLISH)
    shelf.put("sv", buildings, below="start")
    shelf.put("sv", a_theme("water", "Water") | ENGLISH, below="start", position=2)
    shelf.put("sv", an_info_page(title="Legal") | ENGLISH, below="start", position=3)
    for level in (1, 2):
        shelf.put("sv", a_module(level) | ENGLISH, below="buildings", position=level)
    first, second = SWEDISH + "buildings/start-up/", SWEDISH + "buildings/advanced/"
    for address, selector in (
        (SWEDISH, ".card a[lang=en]"),
        (SWEDISH + "buildings/", ".card a[lang=en]"),
        (SWEDISH + "buildings/", ".links a[lang=en]"),
        (first, "h1[lang=en]"),
        (first, ".breadcrumb a[lang=en]"),
        (first, ".breadcrumb [aria-current][lang=en]"),
        (first, "a.next span[lang=en]"),
        (second, "a.previous span[lang=en]"),
        (first, "footer a[lang=en]"),
    ):
        page = read.page(address)
        assert page.select_one(selector), (address, selector)
        assert page.html
        assert (page.html["lang"], page.title and page.title.get("lang")) == ("sv", None)
    neighbour = read.page(first).select_one("a.next small")
    assert neighbour
    assert not neighbour.find_parent(lang="en"), "the label is the edition's"


@pytest.mark.parametrize(("edition", "marks"), [("sv", ["Ännu inte översatt"]), ("en-GB", [])])
def test_a_title_that_is_not_translated_is_marked(
    shelf: Shelf, read: Reading, edition: str, marks: list[str]
) -> None:
    """The notice counts it with the texts that are marked; English is no missing translation for Britain."""
    shelf.put(edition, a_theme() | ENGLISH)
    page = read.page(f"/covenant-capacity/{edition}/buildings/")
    assert [mark.text for mark in page.select("h1 + .untranslated")] == marks
    assert not page.select(".untranslated[lang=en]")


def test_a_translated_title_says_no_language(shelf: Shelf, read: Reading) -> None:
    """The page has said it."""
    shelf.put("sv", a_programme())
    shelf.put("sv", a_theme(), below="start")
    shelf.put("sv", a_module(), below="buildings")
    for address in (SWEDISH, SWEDISH + "buildings/", SWEDISH + "buildings/start-up/"):
        page = read.page(address)
        assert not page.select("main h1[lang], main a[lang], main span[lang], main .untranslated")


def test_the_line_of_a_supporter_says_its_language(shelf: Shelf, read: Reading) -> None:
    """It stands outside the sections, and may not be translated either."""
    shelf.put("sv", a_role() | {"supporter_line_language": "en"})
    line = read.page(SWEDISH + "samordnare/").select_one("p.where[lang=en]")
    assert line
    assert line.text == "Med stöd av EU."
