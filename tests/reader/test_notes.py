"""What a page says about itself: what is its country's own, what is behind, what may be out of date."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.utils import timezone

from cms.delivery import resources
from cms.delivery.labels import labels_in

from .conftest import SWEDISH, Reading
from .documents import a_coaching, a_module, a_programme, an_info_page, text
from .shelf import Shelf, block, key

LEGAL = SWEDISH + "legal/"
MISSING = "2 texter på den här sidan är ännu inte översatta."
OLDER = "En text på den här sidan bygger på en äldre version av originalet."


@pytest.fixture
def shelf(shelf: Shelf) -> Shelf:
    """The editions of the programme, two of them with their country."""
    for code, country in (("sv", "SE"), ("fr", "FR")):
        shelf.programme.editions.filter(code=code).update(country=country)
    return shelf


def step(title: str, **more: Any) -> dict[str, Any]:
    return block("step", {"title": title, "text": ""}, **more)


def names(page: BeautifulSoup) -> list[str]:
    return [name.text for name in page.select("main .note-name")]


def test_a_national_block_says_so_and_for_which_country(shelf: Shelf, read: Reading) -> None:
    """In words, with the country by its name in the edition's language, in a box of a shape of its own."""
    shelf.put("sv", an_info_page(text("Alla."), text("Vi.", origin="national")))
    page = read.page(LEGAL)
    box = page.select_one(".note")
    assert box
    assert names(page) == ["Nationell anmärkning – Sverige"]
    assert (box["role"], box["aria-labelledby"]) == ("note", box.select_one(".note-name")["id"])  # type: ignore[index]
    assert [words.text for words in box.select(".prose p")] == ["Vi."]


def test_an_adapted_block_says_so(shelf: Shelf, read: Reading) -> None:
    """What was changed for the country is not called national: it stands in the others otherwise."""
    shelf.put("fr", an_info_page(text("Tous."), text("Nous.", origin="adapted")))
    page = read.page("/covenant-capacity/fr/legal/")
    assert names(page) == ["Adapté au contexte national – France"]
    assert page.select_one(".note-adapted")


def test_an_edition_without_a_country_names_none(shelf: Shelf, read: Reading) -> None:
    """The master is nobody's country's."""
    shelf.put("en", an_info_page(text("All."), text("Ours.", origin="national")))
    assert names(read.page("/covenant-capacity/en/legal/")) == ["National note"]


def test_neighbours_share_a_note(shelf: Shelf, read: Reading) -> None:
    """Three national blocks in a row stand in one box, of whatever types they are."""
    own = [text("Ett.", origin="national"), step("Två", origin="national"), text("Tre.", origin="national")]
    shelf.put("sv", an_info_page(text("Alla."), *own, text("Alla igen.")))
    assert len(names(read.page(LEGAL))) == 1


def test_steps_count_on_through_a_note(shelf: Shelf, read: Reading) -> None:
    """A national step among the others has its number, and the next one goes on."""
    steps = [step("Ett"), step("Två", origin="national"), step("Tre")]
    shelf.put("sv", a_module(recommended_steps=steps))
    page = read.page(SWEDISH + "buildings/start-up/")
    assert [number.text for number in page.select(".step-number")] == ["1", "2", "3"]
    assert [part.get("start") for part in page.select("ol.steps")] == [None, "2", "3"]


def test_facts_have_one_heading_whatever_their_origin(shelf: Shelf, read: Reading) -> None:
    """A national fact does not begin the key information anew."""
    facts = [block("fact", {"text": words}, origin=origin) for words, origin in FACTS]
    shelf.put("sv", a_module(introduction=facts), checked=False)
    headings = [one.text for one in read.page(SWEDISH + "buildings/start-up/").select("#introduction ~ h3")]
    assert headings == [labels_in("sv")["key_information"]]


FACTS = [("Alla.", "translated"), ("Vi.", "national"), ("Alla igen.", "translated")]


def test_what_is_inside_a_note_is_not_noted_again(shelf: Shelf, read: Reading) -> None:
    """A national section says so once."""
    inner = [text("Ett.", origin="national"), text("Två.", origin="national")]
    section = block("section", {"heading": "Lagen", "content": inner}, origin="national")
    shelf.put("sv", an_info_page(text("Alla."), section))
    assert len(names(read.page(LEGAL))) == 1


def test_a_page_that_is_national_as_a_whole_says_so_once(shelf: Shelf, read: Reading) -> None:
    """At its top, and at none of its blocks."""
    page = a_coaching() | {"provenance": {"national": 7, "hidden": 1}}
    for blocks in page["sections"].values():
        for one in blocks:
            one["origin"] = "national"
    shelf.put("sv", page)
    assert names(read.page(SWEDISH + "klimatcoachning/")) == ["Nationell sida – Sverige"]


def test_what_every_edition_has_carries_no_note(shelf: Shelf, read: Reading) -> None:
    """Translated words are nothing to be told about."""
    shelf.put("sv", a_programme())
    assert names(read.page()) == []


@pytest.mark.parametrize(
    ("edition", "counts", "sentences"),
    [
        ("sv", (0, 1, 0), [OLDER]),
        ("pl", (0, 5, 0), ["5 tekstów na tej stronie powstało na podstawie starszej wersji oryginału."]),
        ("sl", (0, 2, 0), ["2 besedili na tej strani sledita starejši različici izvirnika."]),
        (
            "el",
            (0, 0, 3),
            [
                (
                    "3 μέρη προστέθηκαν στο πρωτότυπο ή αφαιρέθηκαν από αυτό, "
                    "και οι αλλαγές δεν έχουν γίνει ακόμη εδώ."
                ),
            ],
        ),
        (
            "sv",
            (2, 1, 1),
            [
                f"{MISSING} De visas på originalspråket och är märkta.",
                OLDER,
                (
                    "En del har tillkommit i eller tagits bort från originalet utan "
                    "att det har följts upp här ännu."
                ),
            ],
        ),
        ("bg", (0, 0, 0), []),
    ],
)
def test_a_page_that_is_behind_says_how_much(
    shelf: Shelf,
    read: Reading,
    monkeypatch: pytest.MonkeyPatch,
    edition: str,
    counts: tuple[int, int, int],
    sentences: list[str],
) -> None:
    """At the top, in the edition's language: what is untranslated, outdated, added or removed."""
    untranslated, needs_work, structure_behind = counts
    fresh: dict[Any, Any] = {
        key("start"): SimpleNamespace(
            untranslated=untranslated, needs_work=needs_work, structure_behind=structure_behind
        )
    }
    monkeypatch.setattr(resources, "freshness_of", lambda edition: fresh)
    shelf.put(edition, a_programme())
    page = read.page(f"/covenant-capacity/{edition}/")
    assert [one.text for one in page.select(".masthead .freshness p")] == sentences


def test_a_section_without_any_translation_says_so_once(shelf: Shelf, read: Reading) -> None:
    """Under its heading, instead of at each of its blocks; the words still carry their language."""
    shelf.put("sv", a_programme(funding=[text("One.", language="en"), step("Two", language="en")]))
    section = read.page().select_one(".section-funding")
    assert section
    assert len(section.select(".untranslated")) == 1
    assert len(section.select("[lang=en]")) == 2


@pytest.mark.parametrize(
    ("code", "end", "said"),
    [
        ("sv", "2014-05-31", ["Perioden är avslutad"]),
        ("el", "2014-05-31", ["Η περίοδος έχει λήξει"]),
        ("sv", str(timezone.localdate()), []),
        ("sv", None, []),
    ],
)
def test_a_period_that_is_over_says_so(
    shelf: Shelf, read: Reading, code: str, end: str | None, said: list[str]
) -> None:
    """In words, beside the days, from the day after the last one."""
    shelf.put(code, a_programme() | {"period": {"start": "2011-06-01", "end": end}})
    page = read.page(f"/covenant-capacity/{code}/")
    assert [one.text for one in page.select(".meta dd .period-over")] == said
    assert len(page.select(".period-note")) == len(said)


def test_information_past_its_review_says_so_in_words(shelf: Shelf, read: Reading) -> None:
    """The day, and that it may be out of date."""
    fact = {"text": "Omkring 40 %.", "source": "", "review_by": "2001-01-01"}
    shelf.put("sv", a_module(introduction=[block("fact", fact)]))
    page = read.page(SWEDISH + "buildings/start-up/")
    overdue = page.select_one(".fact .overdue")
    assert overdue
    assert overdue.text == labels_in("sv")["review_overdue"]
    assert "1 januari 2001" in page.select_one(".fact").text  # type: ignore[union-attr]
