"""What a document says of itself: each kind of flaw in a little one that has it, and none in a clean one."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from cms.delivery.proofreading.flaw import Flaw, Kind, inherited, without
from cms.delivery.proofreading.headings import headings_in
from cms.delivery.proofreading.links import Link, links_to_nowhere
from cms.delivery.proofreading.minutes import misjudged_minutes, words_in
from cms.delivery.proofreading.numbering import number_of
from cms.delivery.proofreading.proofread import in_order, of_documents

from .little import KEY, block, document, headed, info, module, picture, role, step

TODAY = date(2026, 5, 1)


def flaws(*documents: dict[str, Any], is_source: bool = False) -> list[Flaw]:
    return of_documents(documents, step="Steg", today=TODAY, is_source=is_source)


def kinds(*documents: dict[str, Any]) -> list[tuple[str, str]]:
    return [(one.kind, one.place) for one in flaws(*documents)]


def fact(day: str | None, origin: str = "master") -> dict[str, Any]:
    return block("fact", {"text": "<p>Half.</p>", "source": "", "review_by": day}, origin=origin)


def test_a_clean_page_is_clean() -> None:
    """Pictures, headings, steps and facts as they should be."""
    body = headed("What it is", block("image", picture("A school")), fact("2026-05-01"), fact(None))
    logo = block("logo", {"role": "Coordinator", "image": picture(decorative=True), "name": "ICLEI"})
    steps = [step("Find 20 buildings", "<p>3 of 4 towns do.</p>")]
    programme = document(
        "programme", period={"start": None, "end": None}, sections={"body": [body], "logos": [logo]}
    )
    assert kinds(programme, info(body), role(how_to_apply=steps)) == []
    assert list(misjudged_minutes(module(12 * 95, minutes=12))) == []


@pytest.mark.parametrize("alt", ["", " "])
def test_a_picture_says_what_it_shows(alt: str) -> None:
    """A logo, too; where it stands is told by section, type and number."""
    logo = block("logo", {"role": "By", "image": picture(alt), "name": "IEE"})
    period = {"start": None, "end": None}
    programme = document("programme", period=period, sections={"logos": [logo, logo]})
    assert kinds(programme) == [
        ("picture", "/page/ › logos › logo 1"),
        ("picture", "/page/ › logos › logo 2"),
    ]
    nested = info(headed("Here", block("text", "<p>Words.</p>"), block("image", picture(alt))))
    assert kinds(nested) == [("picture", "/page/ › body › section 1 › image 1")]
    [told] = flaws(nested)
    assert "alternative text" in told.sentence
    assert told.block == "image"


def test_headings_are_nested_as_frontends_nest_them() -> None:
    """A section has its own heading or its label, a body none; groups have theirs above their parts."""
    lettered = block("lettered", [{"id": "1", "value": {"title": "Structure", "content": []}}])
    found = headings_in(info(headed("What it is", lettered), headed("Who it is for")))
    assert [(one.level, one.text) for one in found] == [
        (1, "Page"),
        (2, "What it is"),
        (3, "Structure"),
        (2, "Who it is for"),
    ]
    own = [block("heading", "How to apply"), step("Write"), block("heading", "Then", "then")]
    found = headings_in(role(lead=[block("text", "<p>.</p>")], how_to_apply=own, why=[]))
    assert [one.level for one in found] == [1, 2, 3, 3, 2]
    found = headings_in(module(5, processes={"people": [block("text", "<p>.</p>")]}))
    assert [(one.level, one.text) for one in found][2:] == [(2, "processes"), (3, "people")]


def test_a_heading_without_words_is_a_skipped_level() -> None:
    """What stands below it stands two levels below the page's title."""
    groups = block("audience", {"name": "Towns", "members": []})
    [told] = flaws(info(headed(" ", groups)))
    assert (told.kind, told.place) == (Kind.HEADING, "/page/ › body › section › audience")
    assert told.sentence.startswith("“Towns” is a heading of level 3 below “Page” of level 1.")
    assert kinds(role(why=[block("heading", ""), step("Write")])) == [("heading", "/page/ › why › step")]
    typed = info(block("text", "<p>Words</p><h3>Typed</h3>"), headed("Next"))
    assert [one.kind for one in flaws(typed)] == [Kind.HEADING]


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("1. Find the data", "1."),
        ("12.Find the data", "12."),
        ("2) find the data", "2)"),
        ("(2) Find the data", "(2)"),
        ("Step 3", "Step 3"),
        ("steg 3: hitta", "steg 3"),
        ("20 towns", ""),
        ("1.5 million", ""),
        ("3. siječnja", ""),
        ("2007. A new year", ""),
        ("Step by step", ""),
        ("Stegen 3", ""),
    ],
)
def test_a_number_of_a_list_is_known(text: str, mark: str) -> None:
    """By its dot or bracket, or by a step's name; ordinals, decimals and years are none."""
    assert number_of(text, step="Steg") == mark


def test_steps_issues_and_questions_number_themselves() -> None:
    """A step's text, too; a hint and running text may begin with a number."""
    sections = {
        "main_issues": [block("issue", "1. Listing")],
        "key_questions": [block("question", {"question": "2) Who?", "hint": "<p>3. Here</p>"})],
        "recommended_steps": [step("Step 3"), step("Write", "<p>4. Say it.</p>")],
    }
    assert [place for _, place in kinds(module(5, **sections))] == [
        "/page/ › main_issues › issue 1",
        "/page/ › key_questions › question 1",
        "/page/ › recommended_steps › step 1",
        "/page/ › recommended_steps › step 2",
    ]


def test_what_a_rule_tells_of_a_master_is_not_told_twice() -> None:
    """The rule's finding can be put aside; what it does not know is told here."""
    page = module(5, recommended_steps=[step("1. Find the data"), step("Step 3")])
    assert len(flaws(page)) == 2
    [told] = flaws(page, is_source=True)
    assert told.sentence.startswith("“Step 3”")


def test_a_statement_is_looked_at_by_its_day() -> None:
    """On the day itself there is time."""
    [told] = flaws(info(headed("Now", fact("2026-04-30"))))
    assert (told.kind, told.place) == (Kind.FACT, "/page/ › body › section 1 › fact 1")
    assert "due on 2026-04-30" in told.sentence


def test_what_a_page_shows_is_looked_at_by_its_days() -> None:
    """A contact that ended, and not again where it is told already by its key."""
    days = {"valid_from": None, "valid_to": "2026-04-30", "review_by": "2030-01-01"}
    point = {"key": KEY, "label": "Helpdesk", "email": "", "url": "", "obfuscate": False, **days}
    page = role(contacts=[block("contact_point", point)])
    [told] = flaws(page)
    assert (told.kind, told.place) == (Kind.FACT, "/page/ › contacts › contact_point 1")
    assert told.sentence.startswith("It held until 2026-04-30.")
    assert of_documents([page], step="Steg", today=TODAY, told={KEY}) == []


@pytest.mark.parametrize(
    ("words", "minutes", "said"),
    [
        (949, 10, "Say more."),
        (950, 10, ""),
        (1425, 15, ""),
        (1426, 15, "Shorten it."),
        (12 * 95, 13, ""),
        (12 * 95, 14, "Set its minutes to 12."),
        (13 * 95 + 1, 12, "Set its minutes to 13."),
    ],
)
def test_a_module_takes_the_minutes_that_it_says(words: int, minutes: int, said: str) -> None:
    """Ten to fifteen, at ninety-five words a minute, give or take one."""
    told = [one.sentence for one in misjudged_minutes(module(words, minutes=minutes))]
    assert [sentence.endswith(said) for sentence in told] == ([True] if said else [])


def test_words_of_tools_and_laws_are_not_the_modules() -> None:
    """They stand elsewhere, too; what the module says of a tool is its own."""
    tool = {"key": KEY, "name": "A tool", "url": "", "description": "Does", "country": None}
    used = [block("tool", {"tool": tool, "note": "<p>Use it.</p>"})]
    assert words_in(module(100, guidance={"project_tools": used})) == 102
    assert words_in(module(100)) == 100
    assert list(misjudged_minutes(info())) == []


def test_a_countrys_own_words_have_their_languages_signs() -> None:
    """Only those that it wrote: all others have a source that they are compared with."""
    wrong = '<p>The "plan".</p>'
    for origin in ("adapted", "national"):
        [told] = flaws(info(block("text", wrong, origin=origin)))
        assert (told.kind, told.place) == (Kind.TYPOGRAPHY, "/page/ › body › text 1")
    assert flaws(info(block("text", wrong), block("text", wrong, origin="translated"))) == []


def test_links_lead_to_what_is_published() -> None:
    """One to a page that is gone, and one to a page that is not there for this edition's readers."""
    links = [Link("/a/ › body › text 1", "x", 1), Link("/b/", "y", 2), Link("/c/", "z", 3)]
    told = list(links_to_nowhere(links, published={1}, titles={1: "One", 2: "Two"}))
    assert [(one.kind, one.place) for one in told] == [(Kind.LINK, "/b/"), (Kind.LINK, "/c/")]
    assert "“Two”, which is not published" in told[0].sentence
    assert "not there any more" in told[1].sentence


def test_what_the_master_has_is_told_once() -> None:
    """In an edition stands what its own blocks have, and its other flaws of the same block."""
    masters = [Flaw(Kind.PICTURE, "/", "No text.", block="a"), Flaw(Kind.MINUTES, "/", "Long.")]
    own = [Flaw(Kind.PICTURE, "/", "x", block="a"), Flaw(Kind.NUMBERED, "/", "x", block="a")]
    assert without(own, inherited(masters)) == own[1:]


def test_what_keeps_words_back_is_told_first() -> None:
    """By kind, then as they came, each once."""
    one, two = Flaw(Kind.MINUTES, "/", "Long."), Flaw(Kind.BLOCKING, "/", "Lost.")
    assert in_order([one, two, one]) == [two, one]
