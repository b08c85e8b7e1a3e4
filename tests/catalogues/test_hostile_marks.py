"""What a stranger can put into one file is read to its end, and told in a few words.

Work that grows with the square of these would keep a worker for hours.
"""

from __future__ import annotations

import pytest

from translation_workflow.catalogue.errors import CatalogueFault
from translation_workflow.catalogue.judge import sentences
from translation_workflow.catalogue.po import LARGEST_FILE, read_po
from translation_workflow.quality.finding import MOST
from translation_workflow.quality.pair import Pair
from translation_workflow.quality.run import blocking


def test_a_header_that_says_its_type_a_million_times() -> None:
    """In the largest file that is taken at all."""
    said = rb"\nContent-Type:"
    begin, end = b'msgid ""\nmsgstr "', b'"\n\xff'
    times = (LARGEST_FILE - len(begin) - len(end)) // len(said)
    with pytest.raises(CatalogueFault):
        read_po(begin + said * times + end, name="hostile.po")


def test_links_in_a_million_marks() -> None:
    """Each is looked at once."""
    assert blocking(Pair("x", "<b>" * 1_000_000 + '<a id="">' * 250_000, "sv"))


def test_a_hundred_thousand_faults_are_told_as_a_few() -> None:
    """A report that nobody can read tells nobody anything."""
    faults = sentences(blocking(Pair("x", '<u>x<a id="b">' * 100_000, "sv")))
    assert len(faults) == MOST + 1
    assert sum(map(len, faults)) < 2000
