"""Brackets and quotation marks: in pairs, and in the language's style."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from translation_workflow.quality.finding import Fault, Severity
from translation_workflow.quality.pair import Pair
from translation_workflow.quality.places import Change, mended, stored_span
from translation_workflow.quality.rule import rule
from translation_workflow.source.markup import plain_text
from translation_workflow.words.said import said
from translation_workflow.words.typography import Quotes, quotes_of

_BRACKETS = {")": "(", "]": "[", "}": "{"}
_ALL_BRACKETS = frozenset("()[]{}")


@rule(
    "brackets",
    title=said("Brackets in pairs"),
    severity=Severity.WARNING,
    right=[
        Pair("Cities (large) and towns", "Städer (stora) och orter", "sv"),
        Pair("a) first, b) second", "a) ensin, b) sitten", "fi"),
        Pair("Cities – large ones", "Miasta (duże)", "pl"),
        Pair("1) Towns, ii) regions", "1) Città, ii) regioni", "it"),
    ],
    wrong=[
        Pair("Cities (large) and towns", "Städer (stora och orter", "sv"),
        Pair("Cities (large) and towns", "Kaupungit suuret) ja kunnat", "fi"),
        Pair("Cities (large [or not])", "Πόλεις (μεγάλες [ή όχι)]", "el"),
        Pair("Cities (10 MB)", "Städer 10 MB)", "sv"),
        Pair("Pipes (5 m)", "Putket 5 m)", "fi"),
        Pair("Towns (EU)", "Gminy UE)", "pl"),
    ],
)
def brackets(pair: Pair) -> Iterable[Fault]:
    """What is opened is closed, unless the source leaves it open, too."""
    if _ALL_BRACKETS.isdisjoint(pair.target_signs):
        return ()
    place = _odd_bracket(pair.target_text)
    if place is None or _odd_bracket(pair.source_text) is not None:
        return ()
    mark = pair.target_text[place]
    template = (
        said("the bracket {mark} is closed nowhere. Close it, or take it away.")
        if mark in "([{"
        else said("the bracket {mark} closes nothing that is open. Open it, or take it away.")
    )
    return (Fault(template, {"mark": mark}, stored_span(pair.target, (place, place + 1))),)


def _odd_bracket(text: str) -> int | None:
    """Return where a bracket stands alone; a letter or number of a list may close one that is not open."""
    opened: list[int] = []
    for match in _BRACKET.finditer(text):
        mark, place = match[0], match.start()
        if mark in "([{":
            opened.append(place)
        elif opened and text[opened[-1]] == _BRACKETS[mark]:
            opened.pop()
        elif opened or mark != ")" or not _is_item(text[max(0, place - 5) : place]):
            return place
    return opened[-1] if opened else None


def _is_item(before: str) -> bool:
    """Whether what stands before a bracket is a letter or number of a list, or the eyes of a face."""
    mark = _ITEM.search(before)
    return mark is not None and (len(mark[0]) == 1 or not mark[0].isupper())


_BRACKET = re.compile(r"[()\[\]{}]")
# A letter behind a figure is a unit.
_ITEM = re.compile(r"(?<![^\s,;:(])(?<![0-9][ \u00a0\u202f])[^\W_]{1,2}$|[:;]-?$")

_ALL_QUOTES = frozenset('"“”„«»‟‘’‚‹›')
_QUOTE = re.compile('["“”„«»‟‘’‚‹›]')


@rule(
    "quotes",
    title=said("Quotation marks"),
    severity=Severity.WARNING,
    right=[
        Pair("The “city”", "„Градът“", "bg"),
        Pair("The “city”", "»Grad« i „mjesto”", "hr"),
        Pair("The “city”", "„Linn“", "et"),
        Pair("The “city” of cities’ pride", "”Kaupunki” ja ’kunta’", "fi"),
        Pair("The “city”", "La «\u00a0ville “verte”\u00a0» d’aujourd’hui", "fr"),
        Pair("The “city”", "Η «πόλη» του ’90", "el"),
        Pair("The “city”", "L’«isola» e la “città”", "it"),
        Pair("The “city”", "„Miasto «zielone»”", "pl"),
        Pair("The “city”", "„Orașul «verde»”", "ro"),
        Pair("The “city”", "»Mesto« in „kraj“", "sl"),
        Pair("The “city”", "”Staden”", "sv"),
        Pair("The “city”", "De ‘stad’ en “foto’s”", "nl-BE"),
        Pair("The “city”", "The “town” and cities’ ‘pride’", "en-GB"),
        Pair('The "city"', 'Die "Stadt"', "sv"),
        Pair("The city", '<b onclick="x()">Staden</b>', "sv"),
    ],
    wrong=[
        Pair("The “city”", "“Градът”", "bg"),
        Pair("The “city”", "“Grad”", "hr"),
        Pair("The “city”", "“Linn”", "et"),
        Pair("The “city”", "“Kaupunki”", "fi"),
        Pair("The “city”", "La “ville”", "fr"),
        Pair("The “city”", 'Η "πόλη"', "el"),
        Pair("The “city”", "La „città“", "it"),
        Pair("The “city”", "“Miasto”", "pl"),
        Pair("The “city”", "“Orașul”", "ro"),
        Pair("The “city”", "“Mesto”", "sl"),
        Pair("The “city”", "<b>“Staden”</b>", "sv"),
        Pair("The “city”", "De «stad»", "nl-BE"),
        Pair("The “city”", "The „town“", "en-GB"),
        Pair("The “city”", "”Staden", "sv"),
    ],
)
def quotes(pair: Pair) -> Iterable[Fault]:
    """Quotation marks are the language's own, and in pairs as far as the source's are.

    Straight ones are let be where the source has straight ones, or straight apostrophes.
    """
    if _ALL_QUOTES.isdisjoint(pair.target_signs):
        return ()
    style = quotes_of(pair.language)
    if style is None or pair.is_copy:
        return ()
    odd = _odd_quote(
        _outside_marks(pair.target_text), style, straight=_STRAIGHT.isdisjoint(pair.source_signs)
    )
    if odd is None or (odd.is_alone and len(_DOUBLE_QUOTE.findall(pair.source_text)) % 2):
        return ()
    template = (
        said("the quotation mark {mark} stands alone. Quotations stand in {first}.")
        if odd.is_alone
        else said("{mark} is not how this language begins or ends a quotation here. Write {first}.")
    )
    first = "…".join((style.first[0] + style.space, style.space + style.first[1]))
    span = stored_span(pair.target, (odd.place, odd.place + 1))
    return (Fault(template, {"mark": odd.mark, "first": first}, span, _in_style(pair, style)),)


@dataclass(frozen=True, slots=True)
class _Odd:
    mark: str
    place: int
    is_alone: bool = False


def _odd_quote(text: str, style: Quotes, *, straight: bool) -> _Odd | None:
    """Return the first mark that is not the language's, or has no other; `straight` ones, too."""
    opened: list[tuple[str, int]] = []
    for match in _QUOTE.finditer(text):
        mark, place = match[0], match.start()
        top = opened[-1][0] if opened else ""
        if mark == "’":
            # Most are apostrophes; only what ‘ or ‚ has opened is closed by one.
            if top in _SINGLE_OPENERS and not text[place + 1 : place + 2].isalnum():
                opened.pop()
        elif mark == '"':
            if straight:
                return _Odd(mark, place)
        elif top and ((top, mark) in style.outer or (top, mark) in style.inner):
            opened.pop()
        elif mark in style.openers or (opened and mark in style.inner_openers):
            opened.append((mark, place))
        else:
            return _Odd(mark, place, mark in style.closers)
    return _Odd(*opened[0], is_alone=True) if opened else None


def _in_style(pair: Pair, style: Quotes) -> str | None:
    """Return the translation with its double marks as most write them; None where that is not simple."""
    text = _outside_marks(pair.target_text)
    marks = list(_SPACED_QUOTE.finditer(text))
    if len(marks) % 2 or not marks:
        return None
    changes = []
    for number, mark in enumerate(marks):
        before, after = mark["before"], mark["after"]
        place = mark.start("mark")
        if number % 2:
            if place == 0 or (before and style.space == "" and mark["mark"] != "»"):
                return None
            changes.append(Change((mark.start(), mark.end("mark")), style.space + style.first[1]))
        else:
            if after and mark["mark"] != "«":
                return None
            changes.append(Change((place, mark.end()), style.first[0] + style.space))
    fix = mended(pair.target, changes)
    return fix if fix and _odd_quote(_outside_marks(plain_text(fix)), style, straight=True) is None else None


def _outside_marks(text: str) -> str:
    """Return a text of the same length without the marks that no page holds: values in them are no words."""
    return _MARK.sub(lambda mark: "|" * len(mark[0]), text) if "<" in text else text


_MARK = re.compile(r"<[A-Za-z/!][^<>]*>")
_DOUBLE_QUOTE = re.compile('["“”„«»‟]')
_SPACED_QUOTE = re.compile(
    '(?P<before>(?<=\\S)[ \u00a0\u202f])?(?P<mark>["“”„«»‟])(?P<after>[ \u00a0\u202f](?=\\S))?'
)
_STRAIGHT = frozenset("\"'")
_SINGLE_OPENERS = frozenset("‘‚")
