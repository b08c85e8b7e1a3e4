"""White space in translations: runs of spaces, and space at either end."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from translation_workflow.quality.finding import Fault, Severity
from translation_workflow.quality.pair import Pair
from translation_workflow.quality.places import Change, mended, stored_span
from translation_workflow.quality.rule import rule
from translation_workflow.words.said import said

# Line breaks and what indents a line are layout.
DOUBLE = re.compile("(?<!\\s)[ \t\u00a0\u202f]{2,}(?!\\s)")
NO_BREAK = "\u00a0\u202f"
# A reference may stand for a space, and a tag between two of them.
_OTHER_SPACES = frozenset("\t\u00a0\u202f&<")


def single(run: str) -> str:
    """Return the one space that a run should be: one that does not break, if any of them does not."""
    return next((sign for sign in run if sign in NO_BREAK), " ")


def double_spaces(fragment: str, text: str) -> Sequence[Fault]:
    """Return the one fault of a fragment, whose plain text is `text`, if it has several spaces in a row.

    There is no fix where tags stand between them.
    """
    run = DOUBLE.search(text)
    if run is None:
        return ()
    before = text[max(0, run.start() - 20) : run.start()].strip()
    template = said("several spaces stand in a row after “{before}”. Leave one.")
    fix = mended(fragment, (Change(one.span(), single(one[0])) for one in DOUBLE.finditer(text)))
    return (Fault(template, {"before": before}, stored_span(fragment, run.span()), fix),)


@rule(
    "double-space",
    title=said("Double spaces"),
    severity=Severity.WARNING,
    right=[
        Pair("One word.", "Ett ord.", "sv"),
        Pair("Two lines<br/>here", "Kaksi riviä<br/>  tässä", "fi"),
    ],
    wrong=[
        Pair("One word.", "Ett  ord.", "sv"),
        Pair("One <b>word</b>.", "Une \u00a0<b>parole</b>.", "fr"),
        Pair("One word.", "Yksi \tsana.", "fi"),
    ],
)
def double_space(pair: Pair) -> Iterable[Fault]:
    """Two spaces where one is meant."""
    if "  " not in pair.target and _OTHER_SPACES.isdisjoint(pair.target_signs):
        return ()
    return () if pair.is_copy else double_spaces(pair.target, pair.target_text)


@rule(
    "edge-space",
    title=said("Space at the start or end"),
    severity=Severity.WARNING,
    right=[
        Pair("One word.", "Ett ord.", "sv"),
        Pair(" and", " ja", "fi"),
        Pair("\n  Two lines\n", "\nDwa wiersze\n", "pl"),
    ],
    wrong=[
        Pair("One word.", " Ett ord.", "sv"),
        Pair("One word.", "Yksi sana.\u00a0", "fi"),
        Pair("and ", "i", "pl"),
    ],
)
def edge_space(pair: Pair) -> Iterable[Fault]:
    """White space that the source does not begin or end with, or that the translation lost."""
    source, target = pair.source_text, pair.target_text
    if not (_at_edge(source) or _at_edge(target)):
        return ()
    wanted, found = _edges(source), _edges(target)
    if wanted == found or not target.strip():
        return ()
    at_start = wanted[0] != found[0]
    extra = found[0] if at_start else found[1]
    span = (0, len(extra)) if at_start else (len(target) - len(extra), len(target))
    place = "begins" if at_start else "ends"
    template = (
        f"the translation {place} with a space that the source does not have. Take it away."
        if extra
        else f"the source {place} with a space, the translation does not. Add it."
    )
    bare = pair.target.strip()
    fix = wanted[0] + bare + wanted[1] if _edges(bare) == ("", "") else None
    return (Fault(template, {}, stored_span(pair.target, span), fix),)


def _at_edge(text: str) -> bool:
    return text[:1].isspace() or text[-1:].isspace()


def _edges(text: str) -> tuple[str, str]:
    """Return the white space at both ends; what indents a first or last line is layout."""
    start, end = _white(text)
    return ("\n" if "\n" in start else start), ("\n" if "\n" in end else end)


def _white(text: str) -> tuple[str, str]:
    return text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
