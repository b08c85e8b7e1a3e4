"""The master's own text: what every edition would inherit."""

from __future__ import annotations

import re
from collections.abc import Iterable
from math import ceil

from translation_workflow.quality.finding import Fault, Severity, Side
from translation_workflow.quality.pair import Pair
from translation_workflow.quality.places import Change, mended, stored_span
from translation_workflow.quality.rule import rule
from translation_workflow.source.hold import Hold
from translation_workflow.words.said import said

from .whitespace import double_spaces

# Translations of short English texts are so much longer.
GROWTH = 1.35


@rule(
    "source-double-space",
    title=said("Double spaces in the source"),
    severity=Severity.WARNING,
    side=Side.SOURCE,
    right=[Pair("One word.", "", "sv"), Pair("Two lines<br/>  here", "", "sv")],
    wrong=[Pair("One  word.", "", "sv"), Pair("One \u00a0<b>word</b>.", "", "sv")],
)
def double_space(pair: Pair) -> Iterable[Fault]:
    """Two spaces where one is meant."""
    return double_spaces(pair.source, pair.source_text)


@rule(
    "source-numbered",
    title=said("Numbered by hand"),
    severity=Severity.WARNING,
    side=Side.SOURCE,
    right=[
        Pair("20 towns pay.", "", "sv"),
        Pair("3. May is a holiday.", "", "sv"),
        Pair("2007. A new year", "", "sv"),
        Pair("A. Smith, mayor", "", "sv"),
        Pair("1.5 million euros", "", "sv"),
        Pair("1.5 Mtoe of oil", "", "sv"),
        Pair("5 – 10 towns", "", "sv"),
        Pair("I. Newton’s laws", "", "sv"),
        Pair("Step by step", "", "sv"),
    ],
    wrong=[
        Pair("1. Find the data", "", "sv"),
        Pair("<b>a) Find the data</b>", "", "sv"),
        Pair("2) Find the data", "", "sv"),
        Pair("(iv) Find the data", "", "sv"),
        Pair("Step 3: Find the data", "", "sv"),
        Pair("Step 3 – Find the data", "", "sv"),
        Pair("Step one: find the data", "", "sv"),
        Pair("1- Find the data", "", "sv"),
        Pair("1.1 Find the data", "", "sv"),
        Pair("IV. Find the data", "", "sv"),
        Pair("a. Find the data", "", "sv"),
        Pair("① Find the data", "", "sv"),
    ],
)
def numbered(pair: Pair) -> Iterable[Fault]:
    """A number or letter of a list, typed: pages number their steps themselves."""
    mark = _NUMBERED.match(pair.source_text)
    if mark is None or _MONTH.match(pair.source_text, mark.end()):
        return ()
    template = said("“{mark}” numbers by hand. Pages number their steps and lists themselves: take it away.")
    fix = mended(pair.source, [Change((0, mark.end()), "")])
    return (Fault(template, {"mark": mark[0].strip()}, stored_span(pair.source, mark.span()), fix),)


@rule(
    "source-room",
    title=said("No room to grow"),
    severity=Severity.WARNING,
    side=Side.SOURCE,
    right=[
        Pair("Buildings", "", "sv"),
        Pair("Buildings", "", "sv", hold=Hold(limit=20)),
    ],
    wrong=[
        Pair("Sustainable buildings", "", "sv", hold=Hold(limit=25)),
        Pair("<b>Buildings</b>", "", "sv", hold=Hold(limit=12)),
    ],
)
def room(pair: Pair) -> Iterable[Fault]:
    """A translation of usual length would not fit in the place."""
    limit = pair.hold.limit
    if limit is None:
        return ()
    length = len(pair.source_text)
    grown = ceil(length * GROWTH)
    if grown <= limit:
        return ()
    template = said(
        "{length} characters grow to about {grown} in translation, and {limit} fit here. Shorten the text."
    )
    return (Fault(template, {"length": length, "grown": grown, "limit": limit}),)


_NUMBERED = re.compile(
    r"\s{0,9}(?:"
    r"(?:[0-9]{1,2}[.)]|\([0-9]{1,2}\)|\(?[a-z]\)|\(?[ivx]{1,5}\)|[\u2460-\u2473]"
    r"|[Ss]tep (?:[0-9]{1,2}|one|two|three|four|five|six|seven|eight|nine|ten)(?:[.:]|[ \u00a0]?[–—-]))"
    r"[ \t\u00a0]{1,9}(?=\S)"
    # What a number or a name may also have behind it wants a sentence's first word after it.
    r"|(?:[0-9]{1,2}[ \u00a0]?[–—-]|[0-9]{1,2}(?:\.[0-9]{1,2}){1,3}\.?|[a-z]\.|[IVX]{2,5}\.)"
    r"[ \t\u00a0]{1,9}(?=[A-Z](?:[a-z]{2}|[ \u00a0][a-z]))(?!Mtoe|Mio|Mrd|Million|Billion|Euro))"
)
_MONTH = re.compile(
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December)\b"
)
