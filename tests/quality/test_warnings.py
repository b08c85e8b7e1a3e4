"""What the rules that warn say, where, and what they would write instead."""

from __future__ import annotations

from dataclasses import replace

import pytest

from translation_workflow.quality.finding import Fault, Side
from translation_workflow.quality.pair import Pair
from translation_workflow.quality.rule import REGISTER
from translation_workflow.quality.run import findings, source_findings
from translation_workflow.source.hold import Hold

MECHANICAL = [
    ("double-space", Pair("Two words", "Två  ord", "sv"), "Två ord"),
    ("edge-space", Pair("Two words", " Kaksi <b>sanaa</b> ", "fi"), "Kaksi <b>sanaa</b>"),
    ("end-mark", Pair("Who pays?", "Ποιος πληρώνει", "el"), "Ποιος πληρώνει;"),
    ("end-mark", Pair("Who pays?", "Ποιος πληρώνει?", "el"), "Ποιος πληρώνει;"),
    ("end-mark", Pair("Who pays?", "Qui paie", "fr"), "Qui paie\u202f?"),
    (
        "french-space",
        Pair("Who? He: “yes”", "Qui? Lui : «oui»", "fr"),
        "Qui\u202f? Lui\u00a0: «\u00a0oui\u00a0»",
    ),
    ("space-before-mark", Pair("Who pays?", "Vem <b>betalar</b> ?", "sv"), "Vem <b>betalar</b>?"),
    ("quotes", Pair("the “town”", "“gradul”", "hr"), "„gradul”"),
    ("quotes", Pair("the “town”", 'la "ville"', "fr"), "la «\u00a0ville\u00a0»"),
    ("doubled-word", Pair("The towns pay.", "Städer städer betalar.", "sv"), "Städer betalar."),
    ("number-style", Pair("1.5 million", "1.5 miljoner", "sv"), "1,5 miljoner"),
    ("numbers", Pair("1,234 towns", "1,234 comuni", "it"), "1.234 comuni"),
    ("numbers", Pair("12,345 towns", "12,345 gmin", "pl"), "12\u00a0345 gmin"),
    ("units", Pair("5 kWh", "5 kwh", "sv"), "5 kWh"),
    ("formulas", Pair("CO<sub>2</sub> falls", "CO2 minskar", "sv"), "CO<sub>2</sub> minskar"),
    ("formulas", Pair("CO₂ falls", "C02 maleje", "pl"), "CO₂ maleje"),
]
SOURCES = [
    ("source-double-space", Pair("Two  words", "", "sv"), "Two words"),
    ("source-numbered", Pair("<b>1. Find</b> data", "", "sv"), "<b>Find</b> data"),
]


def faults(rule: str, pair: Pair) -> list[Fault]:
    return list(REGISTER[rule].check(pair))


@pytest.mark.parametrize(("rule", "pair", "mended"), MECHANICAL)
def test_a_mechanical_fault_has_its_whole_text_mended(rule: str, pair: Pair, mended: str) -> None:
    """The fix is what the text should be, tags included, and with it the rule is silent."""
    (fault,) = faults(rule, pair)
    assert fault.fix == mended
    assert faults(rule, replace(pair, target=mended)) == []


@pytest.mark.parametrize(("rule", "pair", "mended"), SOURCES)
def test_a_mechanical_fault_of_the_source_is_mended_too(rule: str, pair: Pair, mended: str) -> None:
    """An author gets the text as it should be."""
    (fault,) = faults(rule, pair)
    assert fault.fix == mended
    assert rule in {finding.rule for finding in source_findings(pair)}


@pytest.mark.parametrize(
    "rule", [rule for rule in REGISTER.values() if rule.severity == "warning"], ids=lambda r: r.name
)
def test_sentences_are_whole_and_spans_lie_in_the_text(rule: object) -> None:
    """What is said can be said: every value is there, and the place is one of the text."""
    for pair in rule.wrong:  # type: ignore[attr-defined]
        for fault in rule.check(pair):  # type: ignore[attr-defined]
            assert fault.template.format_map(fault.values).endswith((".", "?", ")"))
            text = pair.source if rule.side is Side.SOURCE else pair.target  # type: ignore[attr-defined]
            if fault.span is not None:
                assert 0 <= fault.span[0] <= fault.span[1] <= len(text)


@pytest.mark.parametrize(
    "text",
    ["The towns  pay “twice", "5 kwh of C02", "the the town", "Who pays ?", "Not  (so", "1,5 million"],
)
def test_an_edition_in_the_source_s_language_may_be_a_copy(text: str) -> None:
    """What is wrong in a copy is wrong in the master, and said there once."""
    assert [f for f in findings(Pair(text, text, "en-GB")) if f.severity == "warning"] == []


def test_what_changed_in_the_source_is_told() -> None:
    """A translator reads which words became which, and nothing of what stayed."""
    (fault,) = faults("source-changed", Pair("Twelve towns pay", "Tio", "sv", made_from="Ten towns pay"))
    assert fault.template.format_map(fault.values).startswith(
        "the source has changed since: “Ten” became “Twelve”."
    )


def test_what_says_the_same_elsewhere_is_named() -> None:
    """Of other translations of the same text, one that differs is quoted."""
    (fault,) = faults("inconsistent", Pair("Towns", "Städer", "sv", elsewhere=("Städer", "<b>Orter</b>")))
    assert fault.values["other"] == "Orter"


def test_texts_that_differ_in_marks_only_may_share_a_translation() -> None:
    """“Towns:” and “towns” are no two texts."""
    assert faults("two-sources", Pair("Towns", "Städer", "sv", namesakes=("Towns:", "<b>towns</b>"))) == []


@pytest.mark.parametrize(
    ("text", "language", "is_found"),
    [
        ("Energy", "sv", True),
        ("Transport", "sv", False),
        ("Energy Cities", "sv", False),
        ("Friends of the Earth", "sv", False),
        ("Energy Cities, Rue de Tivoli 2", "sv", False),
        ("Open Monday to Friday, 9 a.m. to 4.30 p.m.", "sv", True),
        ("Open Monday to Friday, 9 a.m. to 4.30 p.m.", "fi", True),
        ("Malmö", "fi", False),
        ("energy and climate", "pl", True),
        ("%(count)s https://a.eu/energy-plan", "pl", False),
        ("2007–2013", "el", False),
    ],
)
def test_names_and_shared_words_may_be_the_same(text: str, language: str, is_found: bool) -> None:
    """“Transport” is Swedish, “Energy” is not; names, figures and addresses are nobody's words."""
    assert bool(faults("same-as-source", Pair(text, text, language))) is is_found


def test_a_master_s_text_needs_room_to_grow() -> None:
    """A text that fills its place leaves none for longer languages."""
    assert faults("source-room", Pair("x" * 75, "", "sv", hold=Hold(limit=100)))
    assert not faults("source-room", Pair("x" * 74, "", "sv", hold=Hold(limit=100)))


@pytest.mark.parametrize(
    ("source", "target", "language"),
    [
        ("The 19th century", "1800-talet", "sv"),
        ("in the 1990s", "negli anni ’90", "it"),
        ("at 2 p.m.", "klo 14.00", "fi"),
        ("2 million towns", "2 000 000 kommuner", "sv"),
        ("1 January 2007", "1.1.2007", "fi"),
        ("three steps", "3 kroki", "pl"),
        ("3 steps", "tre steg", "sv"),
        ("Article 4", "artykuł IV", "pl"),
        ("see https://a.eu/2007", "se https://a.eu/2012", "sv"),
    ],
)
def test_a_number_may_be_written_otherwise(source: str, target: str, language: str) -> None:
    """Words, dates, decades, centuries, hours and Roman figures are the same numbers."""
    assert faults("numbers", Pair(source, target, language)) == []


@pytest.mark.parametrize("language", ["fr", "fi", "el", "pl"])
def test_a_text_of_many_numbers_is_looked_at_once(language: str) -> None:
    """A hundred thousand figures are one finding, which names a few."""
    pair = Pair("1 2 " * 10, " ".join(str(number) for number in range(1000, 15_000)), language)
    (fault,) = faults("numbers", pair)
    assert len(str(fault.values["added"])) < 100
