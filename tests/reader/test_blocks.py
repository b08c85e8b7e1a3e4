"""Blocks: every type of the contract is drawn, and what is not of the contract breaks nothing."""

from __future__ import annotations

import logging
from datetime import date, timedelta
from typing import Any, get_args

import pytest
from bs4 import BeautifulSoup
from django.utils import timezone

from cms.delivery.documents.schema import Block
from cms.reader.drawing.blocks import _has_template

from .conftest import SWEDISH, Reading
from .documents import PICTURE, a_module, a_programme, a_role, an_info_page, contact, text
from .shelf import Shelf, block, item, key

pytestmark = pytest.mark.alike("the reader draws documents")


def types_of_the_contract() -> list[str]:
    union = get_args(Block.__value__)[0]
    return [get_args(model.model_fields["type"].annotation)[0] for model in get_args(union)]


@pytest.fixture
def drawn(shelf: Shelf, read: Reading) -> Any:
    """Draw blocks in the body of a page, without asking whether they keep the contract."""

    def draw(*blocks: Any) -> BeautifulSoup:
        shelf.put("sv", an_info_page(*blocks), checked=False)
        return read.page(SWEDISH + "legal/")

    return draw


@pytest.mark.parametrize("type_", types_of_the_contract())
def test_every_type_of_block_has_a_drawing(type_: str) -> None:
    """The contract grew no type that the reader leaves out."""
    assert type_ == "heading" or _has_template(type_)


def test_an_unknown_block_is_left_out_and_logged(drawn: Any, caplog: pytest.LogCaptureFixture) -> None:
    """What the reader cannot draw costs the page only that block, and somebody can read why."""
    with caplog.at_level(logging.WARNING, "cms.reader"):
        page = drawn(text("Före."), block("hologram", {"x": 1}), text("Efter."))
    assert [words.text for words in page.select(".prose p")] == ["Före.", "Efter."]
    assert "hologram" in caplog.text


@pytest.mark.parametrize(
    "broken",
    [
        None,
        17,
        {"type": "text"},
        {"id": None, "type": "text", "value": None},
        {"id": "x", "type": "../base", "value": ""},
        *({"id": "x", "type": name, "value": None} for name in types_of_the_contract()),
        *({"id": "x", "type": name, "value": {}} for name in types_of_the_contract()),
        *({"id": "x", "type": name, "value": "words"} for name in types_of_the_contract()),
    ],
)
def test_a_broken_block_breaks_nothing(drawn: Any, broken: Any) -> None:
    """A value of the wrong shape may look poor, but the page stands."""
    assert "Efter." in drawn(broken, text("Efter.")).text


def test_numbers_of_steps_come_from_their_order(shelf: Shelf, read: Reading) -> None:
    """Steps count on past what stands between them."""
    shelf.put("sv", a_role())
    page = read.page(SWEDISH + "samordnare/")
    assert [number.text for number in page.select(".step-number")] == ["1", "2"]
    assert [steps.get("start") for steps in page.select("ol.steps")] == [None, "2"]


def test_letters_are_content(drawn: Any) -> None:
    """Parts a) b) c) and lists with letters are ordered lists of letters, so that a reference to b) holds."""
    part = {"title": "strukturen", "content": [text("Åtta teman.")]}
    letters = {"marker": "letter", "items": [item({"text": "ett", "items": []})]}
    page = drawn(
        block("section", {"heading": "Programmet", "content": [block("lettered", [item(part)])]}),
        block("section", {"heading": "Listan", "content": [block("bullets", letters)]}),
    )
    assert [element["type"] for element in page.select("ol[type]")] == ["a", "a"]
    assert page.select_one(".lettered h3")


def test_lists_nest(drawn: Any) -> None:
    """The items below an item are a list inside it."""
    bullet = {"text": "Tema", "items": [item("Nyckelfrågor"), item("Processer")]}
    content = [block("bullets", {"marker": "bullet", "items": [item(bullet)]})]
    page = drawn(block("section", {"heading": "Programmet", "content": content}))
    assert [inner.text for inner in page.select(".list > ul > li > ul > li")] == ["Nyckelfrågor", "Processer"]


@pytest.mark.parametrize(("days", "is_marked"), [(-1, True), (0, False), (1, False)])
def test_an_overdue_fact_is_marked(shelf: Shelf, read: Reading, days: int, is_marked: bool) -> None:
    """The day after its review date a fact is due for review; on the day itself it is not."""
    review: date = timezone.localdate() + timedelta(days=days)
    fact = {"text": "Omkring 40 %.", "source": "Eurostat", "review_by": review.isoformat()}
    shelf.put("sv", a_module(introduction=[block("fact", fact)]))
    page = read.page(SWEDISH + "buildings/start-up/")
    assert bool(page.select(".overdue")) == is_marked
    assert "Eurostat" in page.text


def test_an_obfuscated_address_is_whole_for_people_only(shelf: Shelf, read: Reading) -> None:
    """The source names neither the scheme nor the address; what a browser makes of it is a working link."""
    shelf.put("sv", a_role())
    answer = read(SWEDISH + "samordnare/").content.decode()
    assert "mailto" not in answer
    assert "coordinators@" not in answer
    assert 'example.org"' not in answer.split("social")[0]
    link = BeautifulSoup(answer, "html.parser").select_one(".contacts a")
    assert link
    assert (link["href"], link.text) == (
        "mailto:coordinators@example.org",
        "coordinators@example.org",
    )


def test_an_address_that_need_not_hide_is_a_plain_link(shelf: Shelf, read: Reading) -> None:
    """Without the wish to hide it an address is written as it is."""
    shelf.put("sv", a_programme(contacts=[contact("info@example.org", obfuscate=False)]))
    assert b'href="mailto:info@example.org"' in read().content


def test_a_paper_without_a_file_is_named(shelf: Shelf, read: Reading) -> None:
    """A title without a file says that the file follows; one with a file links to it."""
    shelf.put("sv", a_role())
    papers = read.page(SWEDISH + "samordnare/").select(".papers li")
    assert not papers[0].a
    assert "Filen finns inte ännu" in papers[0].text
    assert papers[1].a
    assert papers[1].a["href"] == "/documents/1/mall.pdf"


def test_a_picture_offers_its_widths(shelf: Shelf, read: Reading) -> None:
    """Browsers choose among the renditions; sizes and alternative text are there."""
    shelf.put("sv", a_role())
    image = read.page(SWEDISH + "samordnare/").select_one("figure img")
    assert image
    assert image["alt"] == PICTURE["alt"]
    assert image["srcset"] == "/media/images/school.480.webp 480w, /media/images/school.960.webp 960w"
    assert (image["width"], image["height"]) == ("960", "480")


def test_figures_are_written_as_the_language_writes_them(shelf: Shelf, read: Reading) -> None:
    """A number has the language's separators, its qualifier and the day it was true."""
    value = {
        "key": str(key("s")),
        "label": "kommuner",
        "value": "5700",
        "unit": "",
        "qualifier": "over",
        "as_of": "2014-05-01",
        "source": "",
        "review_by": None,
    }
    shelf.put("sv", a_programme(statistics=[block("statistic", value)]))
    figure = " ".join(read.page().select_one(".figures li").text.split())  # type: ignore[union-attr]
    assert figure == "över 5 700 kommuner Per den 1 maj 2014"
