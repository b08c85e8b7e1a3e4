"""Every word of the programmes' own pages stands in the documents of the edition that took them over."""

from __future__ import annotations

from pathlib import Path

import pytest

from cms.delivery.coverage.covered import coverage_of
from cms.delivery.coverage.lines import lines_of
from cms.delivery.coverage.streams import streams_of
from pages.starter.yaml_file import read_yaml

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
LEFT_OUT: dict[str, dict[str, str]] = dict(read_yaml(HERE / "left-out.yaml"))


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


def test_what_is_left_out_is_captions_banners_and_labels() -> None:
    """And nothing that somebody has to read."""
    assert {seed: len(lines) for seed, lines in LEFT_OUT.items()} == {
        "000-covenant-capacity.sv.txt": len(SWITCHER),
        "002-mayors-in-action.pl.txt": 3,
        "004-province-or-region.sv.txt": 1,
    }
    assert {*LEFT_OUT["000-covenant-capacity.sv.txt"]} == {*SWITCHER}


@pytest.mark.parametrize("seed", LEFT_OUT)
def test_what_is_left_out_is_there_and_has_a_reason(seed: str) -> None:
    """A line that was mended in the source is no exception any more."""
    lines = {line.strip() for line in text_of(seed).splitlines()}
    assert {*LEFT_OUT[seed]} <= lines
    assert all(LEFT_OUT[seed].values())


def test_the_switcher_is_thirteen_editions_in_the_order_of_the_source(loaded: Loaded) -> None:
    """European first, British second, whatever their labels are."""
    assert loaded.codes["covenant-capacity"] == [*SWITCHER.values()]
    lines = [line.strip() for line in text_of("000-covenant-capacity.sv.txt").splitlines()]
    assert lines[: len(SWITCHER)] == [*SWITCHER]
