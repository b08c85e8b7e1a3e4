"""How a source's text is read."""

from __future__ import annotations

from cms.delivery.coverage.lines import lines_of

TEXT = """\ufeffVem kan delta?

Alla kommuner kan delta.

 • Provinser
 - a) regioner
>> Papper
•

Hur?

34 kommuner
2. maj
"""


def test_lines_have_their_words_without_markers() -> None:
    """Bullets, dashes, letters and arrows at the start; a number that counts stays."""
    assert [(line.number, " ".join(line.words)) for line in lines_of(TEXT)] == [
        (1, "vem kan delta"),
        (3, "alla kommuner kan delta"),
        (5, "provinser"),
        (6, "regioner"),
        (7, "papper"),
        (10, "hur"),
        (12, "34 kommuner"),
        (13, "maj"),
    ]


def test_a_line_stands_under_the_heading_before_it() -> None:
    """A short line of its own without a mark at its end, or with a question's."""
    assert [line.heading for line in lines_of(TEXT)] == ["Vem kan delta?"] * 5 + ["Hur?"] * 3


def test_a_line_may_be_left_out_by_its_text() -> None:
    """As it stands there, marker and all, but for the space around it."""
    texts = [line.text for line in lines_of(TEXT, but={"• Provinser", "34"})]
    assert "Provinser" not in texts
    assert "34 kommuner" in texts
