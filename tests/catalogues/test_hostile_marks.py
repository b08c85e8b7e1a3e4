"""What a stranger can put into one file is read to its end, and told in a few words.

Work that grows with the square of these would keep a worker for hours.
"""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.plugin.cache import ROOT
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
    assert sum(len(str(fault)) for fault in faults) < 2000


@pytest.mark.parametrize(
    "work",
    [
        # Beside nothing, as long as a file can be; and many a page of the longest that are compared.
        "difference('', '<' * 5_000_000)",
        "[difference('<' * 9_999, '<' * 9_998) for _ in range(500)]",
    ],
)
def test_differences_of_what_never_closes(work: str) -> None:
    """They are found in one pass, in a process that is ended where it takes far longer."""
    program = f"from translation_workflow.source.difference import difference; {work}"
    subprocess.run([sys.executable, "-c", program], cwd=ROOT, check=True, timeout=30)
