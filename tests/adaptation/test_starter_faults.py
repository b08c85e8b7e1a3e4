"""What is wrong in an edition's starter file is said with its line, and the rest loads."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from pages.models import LegalInstrument
from tests.programme.starter import block, info_page, key
from translation_workflow.editions.registry import add_edition

from .starting import LAW, Country, hide, insert, law, layer, replace

pytestmark = pytest.mark.django_db


@pytest.fixture
def country(tmp_path: Path) -> Country:
    return Country(tmp_path)


def without(told: dict[str, Any], *names: str) -> dict[str, Any]:
    return {name: value for name, value in told.items() if name not in names}


def content(**parts: Any) -> dict[str, Any]:
    return insert("x", "x", end="body") | {"content": {"id": key("x"), "type": "text", **parts}}


OPERATIONS: dict[str, tuple[Any, str, str]] = {
    "anchor that the master lacks": (
        hide("nowhere"),
        f"Hiding “{key('nowhere')}” is not possible: the master's page has no such block.",
        "- verb: hide",
    ),
    "anchor of a replacement": (
        replace("nowhere", "Nytt."),
        f"the master's page has no “{key('nowhere')}”. Expected: the id of one of its blocks.",
        "block:",
    ),
    "place that the page lacks": (
        insert("x", "x", end="boddy"),
        "the master's page has no “boddy”.",
        "end: boddy",
    ),
    "place of a move": (
        {"verb": "move", "block": key("two"), "end": "boddy", "reason": "law"},
        "the master's page has no such place.",
        "- verb: move",
    ),
    "type that the place does not take": (
        content(type="step", value="x"),
        "“step” is no block of this place. Expected one of: section, text.",
        "type: step",
    ),
    "type of a replacement": (
        replace("two", "x") | {"content": {"type": "teext", "value": "x"}},
        "“teext” is no block of this place.",
        "type: teext",
    ),
    "markup": (content(value="<p>a<script>b</script></p>"), "<script> is not allowed here.", "value:"),
    "unknown page in a link": (
        content(value=f'<p><a linktype="page" key="{key("nowhere")}">a</a></p>'),
        "is loaded.",
        "value:",
    ),
    "nothing to say": (content(value=""), "Expected: some text.", "value:"),
    "content without an id": (
        content(value="<p>a</p>") | {"content": {"type": "text", "value": "<p>a</p>"}},
        "the content needs “id”.",
        "content:",
    ),
    "id of the master's": (
        insert("one", "x", end="body"),
        f"the id {key('one')} is that of a block of the master's page.",
        "- verb: insert",
    ),
    "id that is none": (content(id="one", value="<p>a</p>"), "“one” is no id.", "id: one"),
    "unknown verb": (
        {"verb": "erase", "block": key("two")},
        "“erase” is no verb. Expected one of: hide,",
        "verb:",
    ),
    "no operation at all": ("hide it", "“” is no verb.", "hide it"),
    "unknown reason": (
        hide("two") | {"reason": "whim"},
        "“whim” is no reason. Expected one of: law,",
        "reason:",
    ),
    "no reason": (without(hide("two"), "reason"), "hide needs “reason”.", "- verb: hide"),
    "unknown name": (hide("two") | {"why": "x"}, "“why” is unknown.", "why: x"),
    "nowhere": (content(value="<p>a</p>") | {"end": None}, "the master's page has no “None”.", "end:"),
    "two places": (
        insert("x", "x", end="body", start="body"),
        "insert needs to know where.",
        "- verb: insert",
    ),
    "no place": (
        without(insert("x", "x", end="body"), "end"),
        "insert needs to know where.",
        "- verb: insert",
    ),
}


@pytest.mark.parametrize("name", OPERATIONS)
def test_a_fault_in_an_operation(country: Country, name: str) -> None:
    """It stands at its own line, nothing of its layer is written, and the other layer is."""
    operation, sentence, line = OPERATIONS[name]
    other = layer(hide("lead"), page="programme")
    country.write(layers=[layer(hide("one"), operation), other])
    [fault] = country.load().outcome.faults
    assert fault.file.endswith("editions/sv.yaml")
    assert sentence in fault.sentence
    assert line in country.lines[fault.line], country.lines[fault.line]
    assert country.layer() is None
    assert len(country.decisions("programme")) == 1


def test_two_decisions_on_one_block(country: Country) -> None:
    """Nobody can tell which of the two is meant."""
    country.write(layers=[layer(replace("two", "a"), replace("two", "b"))])
    [fault] = country.load().outcome.faults
    assert "that is decided already." in fault.sentence
    assert country.layer() is None


LAYERS: dict[str, tuple[Any, str, str]] = {
    "unknown page": (layer(hide("one"), page="nowhere"), "the master has no live page", "operations:"),
    "no page": (without(layer(hide("one")), "page"), "“page” is missing.", "- key:"),
    "a page that is none": (layer(hide("one")) | {"page": "legal"}, "“legal” is no key.", "page: legal"),
    "unknown name": (layer(hide("one"), live=True), "“live” is unknown. Expected: key, page,", "live:"),
    "publish that is none": (
        layer(hide("one")) | {"publish": "soon"},
        "publish: Expected: true or",
        "publish:",
    ),
    "nothing": (layer(), "a layer changes something.", "- key:"),
    "no list": (layer() | {"operations": "hide"}, "Expected: a list of operations.", "operations:"),
    "no layer": ("hide everything", "Expected: a layer with key, page,", "hide everything"),
    "an incomplete block": (
        layer(content(type="section", value={"heading": "H", "content": [block("f", "fact", {})]})),
        "the field “text” is missing.",
        "value:",
    ),
}


@pytest.mark.parametrize("name", LAYERS)
def test_a_fault_in_a_layer(country: Country, name: str) -> None:
    """It stands at its own line, and the other layer loads."""
    told, sentence, line = LAYERS[name]
    country.write(layers=[told, layer(hide("lead"), page="programme")])
    [fault] = country.load().outcome.faults
    assert sentence in fault.sentence, fault
    assert line in country.lines[fault.line], country.lines[fault.line]
    assert len(country.decisions("programme")) == 1
    assert country.layer() is None


PARTS: dict[str, tuple[Callable[[], dict[str, Any]], str, str]] = {
    "unknown field of a fact": (lambda: {"facts": [law(link="x")]}, "“link” is no field.", "link: x"),
    "fact of the master's kind": (
        lambda: {"facts": [law() | {"type": "Tool"}]},
        "“Tool” is no type. Expected one of: LegalInstrument, FinanceInstrument.",
        "type: Tool",
    ),
    "a day that is none": (lambda: {"facts": [law(review_by="soon")]}, "review_by:", "review_by: soon"),
    "no name": (
        lambda: {"facts": [law() | {"fields": {"url": "https://example.org/"}}]},
        "the field “name” is missing.",
        "- key:",
    ),
    "a page that the master has": (
        lambda: {"pages": [info_page("legal")]},
        "Expected: a page of the country's own.",
        "fields:",
    ),
    "a programme page": (
        lambda: {"pages": [without(info_page("ours"), "parent") | {"type": "ProgrammePage"}]},
        "a country has no programme page of its own.",
        "fields:",
    ),
    "a page below nothing": (
        lambda: {"pages": [info_page("ours") | {"parent": key("nowhere")}]},
        "is not loaded. Mend that one first.",
        "fields:",
    ),
    "unknown block of a page": (
        lambda: {"pages": [info_page("ours", body=[block("x", "teext", "<p>a</p>")])]},
        "“teext” is no block of this place.",
        "type: teext",
    ),
    "a slug that is taken": (
        lambda: {"pages": [info_page("ours") | {"slug": "legal"}]},
        "legal",
        "fields:",
    ),
    "unknown part": (lambda: {"texts": []}, "“texts” is unknown. Expected: facts, pages, layers.", "texts:"),
    "no list": (lambda: {"facts": {"name": "x"}}, "Expected: a list named “facts”.", "facts:"),
}


@pytest.mark.parametrize("name", PARTS)
def test_a_fault_in_facts_and_pages(country: Country, name: str) -> None:
    """It stands at its own line, and the layers load."""
    parts, sentence, line = PARTS[name]
    country.write(**parts(), layers=[layer(hide("one"))])
    [fault] = country.load().outcome.faults
    assert sentence in fault.sentence, fault
    assert line in country.lines[fault.line], country.lines[fault.line]
    assert len(country.decisions()) == 1


def test_a_key_that_stands_twice(country: Country) -> None:
    """Both are named, and neither loads."""
    add_edition(country.starter.programme, code="fi", status="published", maximum_missing=None)
    country.submit()
    country.write(facts=[law()], layers=[layer(hide("one"))])
    country.write(code="fi", facts=[law(name="Laki")])
    told = [str(fault) for fault in country.load().outcome.faults]
    assert len(told) == 2
    assert all(f"the key {LAW} stands at" in line for line in told)
    assert not LegalInstrument.objects.exists()
    assert len(country.decisions()) == 1


def test_an_id_that_another_edition_has(country: Country) -> None:
    """Every id is one block's for life, in all files."""
    add_edition(country.starter.programme, code="fi", status="published", maximum_missing=None)
    country.submit()
    country.write(layers=[layer(insert("new", "Nytt.", end="body"))])
    theirs = layer(insert("new", "Uusi.", end="body")) | {"key": key("theirs")}
    country.write(code="fi", layers=[theirs])
    [fault] = country.load().outcome.faults
    assert fault.file.endswith("editions/fi.yaml")
    assert "editions/sv.yaml:" in fault.sentence


@pytest.mark.parametrize(
    ("code", "expected"), [("se", "has the code “se”. Expected one of: sv."), ("en", "has the code “en”.")]
)
def test_a_file_of_no_edition(country: Country, code: str, expected: str) -> None:
    """A mistyped code is no silence; the master has no file of its own here."""
    country.write(code=code, layers=[layer(hide("one"))])
    country.write(layers=[layer(hide("one"))])
    [fault] = country.load().outcome.faults
    assert expected in fault.sentence
    assert len(country.decisions()) == 1


def test_a_file_that_is_no_yaml(country: Country) -> None:
    """It is named with the line where it stops being it, and the other editions load."""
    add_edition(country.starter.programme, code="fi", country="FI", status="published", maximum_missing=None)
    country.submit()
    country.write_text("facts:\n- [1, 2\n")
    country.write(code="fi", facts=[law()])
    loaded = country.load()
    [fault] = loaded.outcome.faults
    assert str(fault).endswith("Expected: YAML.")
    assert loaded.outcome.created == 1


def test_a_fact_of_no_country(country: Country) -> None:
    """An edition of a language only has no law of its own; the sentence names the field."""
    add_edition(country.starter.programme, code="fi", status="published", maximum_missing=None)
    country.write(code="fi", facts=[law()])
    [fault] = country.load().outcome.faults
    assert fault.sentence == "country: This field cannot be blank."


def test_a_country_cannot_show_what_another_has(country: Country) -> None:
    """A fact is one edition's: another's is refused by its name."""
    add_edition(country.starter.programme, code="fi", country="FI", status="published", maximum_missing=None)
    country.submit()
    country.write(code="fi", pages=[info_page("theirs")])
    country.load()
    value = f'<p><a linktype="page" key="{key("theirs")}">a</a></p>'
    country.write(layers=[layer(content(value=value))])
    [fault] = country.load().outcome.faults
    assert f"no page with the key {key('theirs')} is loaded." in fault.sentence


def test_mended_it_loads(country: Country) -> None:
    """The next start completes what a fault kept out."""
    country.write(layers=[layer(hide("nowhere"))])
    assert country.load().outcome.created == 0
    country.write(layers=[layer(hide("one"))])
    assert country.load().outcome.created == 1


def test_the_command_ends_with_an_error_that_lists_the_faults(tmp_path: Path) -> None:
    """A script sees by the exit status that something was left out."""
    country = Country(tmp_path)
    country.write(layers=[layer(hide("nowhere"))])
    with pytest.raises(CommandError, match=r"editions/sv\.yaml:\d+: Hiding .* no such block"):
        country.start()
    with pytest.raises(CommandError, match="there is no such folder"):
        call_command("load_editions", "--from", "/nonexistent")
