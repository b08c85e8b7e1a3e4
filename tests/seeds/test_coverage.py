"""Every word of the programmes' own pages stands in the documents of the edition that took them over."""

from __future__ import annotations

from pathlib import Path

import pytest

from cms.delivery.coverage.covered import coverage_of
from cms.delivery.coverage.lines import lines_of
from cms.delivery.coverage.streams import streams_of

from .conftest import Loaded

pytestmark = pytest.mark.alike("Words that were loaded are the same on both.")

HERE = Path(__file__).parent
SEEDS = {
    "000-covenant-capacity.sv.txt": "covenant-capacity/sv",
    "001-mayors-in-action.nl.txt": "mayors-in-action/nl-BE",
    "002-mayors-in-action.pl.txt": "mayors-in-action/pl",
    "003-klimatcoachning.sv.txt": "covenant-capacity/sv",
    "004-province-or-region.sv.txt": "covenant-capacity/sv",
}
# The switcher of the page mixes languages with countries; here it is made from data.
SWITCHER = {
    "• EU": "en",
    "• English (UK)": "en-GB",
    "• Bulgaria": "bg",
    "• Croatian": "hr",
    "• Estonian": "et",
    "• Finnish": "fi",
    "• French": "fr",
    "• Greek": "el",
    "• Italian": "it",
    "• Polish": "pl",
    "• Romanian": "ro",
    "• Slovenian": "sl",
    "• Swedish": "sv",
}
# Seed → line → why no document has to have it.
LEFT_OUT: dict[str, dict[str, str]] = {
    "000-covenant-capacity.sv.txt": dict.fromkeys(SWITCHER, "The switcher is a list of editions."),
    "002-mayors-in-action.pl.txt": {
        "Top banner": "A banner is the frontend's.",
        "Facebook Twitter Youtube Flickr Conact Us Print": "Captions of social buttons, and of two more.",
        "Bottom banner": "A banner is the frontend's.",
    },
    "004-province-or-region.sv.txt": {
        "Nyheter | Agenda | Översikt | RSS-hjälp | Tack | Juridiskt meddelande": "Links of that footer."
    },
}


def text_of(seed: str) -> str:
    return (HERE / seed).read_text(encoding="utf-8")


@pytest.mark.parametrize("seed", SEEDS)
def test_every_line_of_a_source_stands_in_its_edition(seed: str, loaded: Loaded) -> None:
    """Its words in order and together, within one section."""
    name = SEEDS[seed]
    streams = [
        stream for document in loaded.documents[name] for stream in streams_of(document, loaded.labels[name])
    ]
    found = coverage_of(lines_of(text_of(seed), but=LEFT_OUT.get(seed, {})), streams)
    assert [f"{one.line.number}: {one.missing}" for one in found.missing] == []
    assert found.share == "100.0"


@pytest.mark.parametrize("seed", LEFT_OUT)
def test_what_is_left_out_is_there_and_has_a_reason(seed: str) -> None:
    """A line that was mended in the source is no exception any more."""
    lines = {line.strip() for line in text_of(seed).splitlines()}
    assert LEFT_OUT[seed].keys() <= lines
    assert all(LEFT_OUT[seed].values())


def test_the_switcher_is_thirteen_editions_in_the_order_of_the_source(loaded: Loaded) -> None:
    """European first, British second, whatever their labels are."""
    assert loaded.codes["covenant-capacity"] == [*SWITCHER.values()]
    lines = [line.strip() for line in text_of("000-covenant-capacity.sv.txt").splitlines()]
    assert lines[: len(SWITCHER)] == [*SWITCHER]
