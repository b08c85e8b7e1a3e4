"""Which words of a line are found."""

from __future__ import annotations

import pytest

from cms.delivery.coverage.covered import Coverage, coverage_of
from cms.delivery.coverage.lines import lines_of
from cms.delivery.coverage.streams import Stream

STREAMS = [
    Stream("/", "lead", ("ett", "två", "tre", "fyra", "fem")),
    Stream("/sida/", "body", ("sex", "sju", "åtta", "ett", "två")),
]


def cover(text: str) -> Coverage:
    return coverage_of(lines_of(text), STREAMS)


def test_a_line_is_found_where_its_words_stand_together_in_order() -> None:
    """From any word of a section to any other."""
    found = cover("två tre fyra\nSju, åtta.")
    assert found.missing == []
    assert (found.found, found.words, found.share) == (5, 5, "100.0")
    assert [one.at.place for one in found.lines if one.at] == ["/ › lead", "/sida/ › body"]


@pytest.mark.parametrize("text", ["två ett", "ett tre", "fem sex", "tv", "fyra fem sex sju"])
def test_it_is_not_found_in_another_order_or_across_sections(text: str) -> None:
    """Nor with a word between, nor as a part of a word."""
    assert [one.is_whole for one in cover(text).lines] == [False]


def test_the_longest_part_of_a_line_counts() -> None:
    """What is missing is told around it; two words together are chance."""
    [line] = cover("noll ett två tre ny").missing
    assert (line.missing, len(line.found)) == ("noll … ny", 3)
    assert line.at == STREAMS[0]
    [line] = cover("ett två noll").missing
    assert (line.missing, len(line.found), line.at) == ("ett två noll", 0, None)


def test_less_than_all_is_never_a_hundred_percent() -> None:
    """Rounded down, to a tenth."""
    assert cover("ett två tre fyra fem\n" * 1000 + "noll").share == "99.9"
