"""What fits in the place: plain text, one line, so many characters."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import unescape

from translation_workflow.quality.finding import MOST, Fault, Severity, shortened
from translation_workflow.quality.pair import Pair
from translation_workflow.quality.rule import rule
from translation_workflow.source.hold import Hold
from translation_workflow.words.said import said

_TITLE = Hold(limit=20, is_plain=True, is_line=True)
_NOTE = Hold(is_plain=True)


@rule(
    "plain",
    title=said("Marks in plain text"),
    severity=Severity.BLOCKING,
    right=[
        Pair("Trees", "<b>Träd</b>", "sv"),
        Pair("Trees", "Drzewa", "pl", hold=_TITLE),
        Pair("Trees\nTowns", "Puut<br>Kaupungit", "fi", hold=_NOTE),
    ],
    wrong=[
        Pair("Trees", "<b>Träd</b>", "sv", hold=_TITLE),
        Pair("Trees", "Puut<br/>ja", "fi", hold=_TITLE),
        Pair("Trees", "<i>Δέντρα</i>", "el", hold=_NOTE),
    ],
    can_be_dismissed=False,
)
def plain(pair: Pair) -> Iterable[Fault]:
    """A break in plain text of several lines is a new one; no other mark would be shown."""
    hold = pair.hold
    if not hold.is_plain or "<" not in pair.target:
        return ()
    marks = [mark for mark in _MARK.finditer(pair.target) if hold.is_line or mark[0] not in _BREAKS]
    if not marks:
        return ()
    shown = ", ".join(list(dict.fromkeys(mark[0] for mark in marks))[:MOST])
    template = said("this place holds plain text, and {marks} would not be shown. Write the words without.")
    # Whatever the source has in a place like this, a lost link is no better.
    fix = None if "<a" in pair.source else _bare(pair.target, hold)
    return (Fault(template, {"marks": shortened(shown)}, marks[0].span(), fix),)


@rule(
    "one-line",
    title=said("Several lines where one fits"),
    severity=Severity.BLOCKING,
    right=[
        Pair("Trees", "Träd\noch hus", "sv"),
        Pair("Trees and houses", "Drzewa i domy", "pl", hold=_TITLE),
    ],
    wrong=[
        Pair("Trees", "Träd\noch hus", "sv", hold=_TITLE),
        Pair("Trees", "Δέντρα\n\n", "el", hold=_TITLE),
    ],
    can_be_dismissed=False,
)
def one_line(pair: Pair) -> Iterable[Fault]:
    """A title or a label is one line."""
    if not pair.hold.is_line or "\n" not in pair.target:
        return ()
    at = pair.target.index("\n")
    fix = " ".join(line.strip() for line in pair.target.split("\n") if not line.isspace() and line)
    template = said("this place holds one line, and the text has several. Write them as one.")
    return (Fault(template, {}, (at, at + 1), fix),)


@rule(
    "too-long",
    title=said("Too long for its place"),
    severity=Severity.BLOCKING,
    right=[
        Pair("Trees", "Träd och buskar", "sv", hold=_TITLE),
        Pair("Trees", "Δέντρα &amp; θάμνοι, όλα", "el", hold=Hold(limit=20)),
        Pair("Trees", "x" * 1000, "fi"),
    ],
    wrong=[
        Pair("Trees", "Träd och buskar i städer", "sv", hold=_TITLE),
        Pair("Trees", "Puut ja pensaat kaupungeissa", "fi", hold=Hold(limit=20)),
    ],
    can_be_dismissed=False,
)
def too_long(pair: Pair) -> Iterable[Fault]:
    """The database would refuse the text, or cut it."""
    limit = pair.hold.limit
    if limit is None or len(pair.target) <= limit:
        return ()
    length = len(unescape(pair.target))
    if length <= limit:
        return ()
    template = said("the text has {length} characters; {limit} fit here. Shorten it.")
    return (Fault(template, {"length": length, "limit": limit}, None),)


def _bare(words: str, hold: Hold) -> str:
    if not hold.is_line:
        return _MARK.sub(lambda mark: mark[0] if mark[0] in _BREAKS else "", words)
    return " ".join(_MARK.sub(lambda mark: " " if mark[0] in _BREAKS else "", words).split(" ")).strip()


_BREAKS = frozenset({"<br>", "<br/>"})
_MARK = re.compile(r"</?[a-zA-Z][^<>]*>")
