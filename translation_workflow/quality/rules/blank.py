"""A translation that shows nothing."""

from __future__ import annotations

from collections.abc import Iterable

from translation_workflow.quality.finding import Fault, Severity
from translation_workflow.quality.pair import Pair
from translation_workflow.quality.rule import rule
from translation_workflow.words.said import said


@rule(
    "blank",
    title=said("Blank"),
    severity=Severity.BLOCKING,
    right=[
        Pair("Yes – or no.", "–", "sv"),
        Pair("Trees", "<b>Puut</b>", "fi"),
        Pair("Less than five", "&lt;5", "el"),
    ],
    wrong=[
        Pair("Trees", "&nbsp;", "sv"),
        Pair("Trees", "<b> </b><br/>", "pl"),
        Pair("Trees", "\u200b", "fr"),
        Pair("Trees", "\x0b\x1f", "el"),
    ],
    can_be_dismissed=False,
    ends=True,
)
def blank(pair: Pair) -> Iterable[Fault]:
    """White space, signs without width, or marks around these: a gate must not count them as words."""
    if not pair.is_blank:
        return ()
    return (
        Fault(
            "the translation is blank: a reader would see nothing. "
            "Write the words, or leave the field empty until they are there."
        ),
    )
