"""Two texts as one that shows what differs: in words, lines, formats and where links lead."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from itertools import groupby

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from .tokens import Token

# Comparing costs the square of the number of words.
MOST_TOKENS = 1000

_SHOWN = {"b": "b", "i": "i", "sub": "sub", "sup": "sup"}
_LINES = {"li": "item", "item": "item", "number": "item", "blockquote": "quotation"}
_EQUAL, _LEFT_OUT, _ADDED = "", "del", "ins"

_Step = tuple[str, Token]
"""Whether a token is left out, added or neither, and the token."""


@dataclass(frozen=True)
class Changes:
    """The later text as HTML, what it adds as <ins> and what it lacks as <del>, each also read out."""

    html: SafeString
    is_different: bool = False


def shown(tokens: Sequence[Token]) -> SafeString:
    """Return one text as HTML, line by line, each with a direction of its own."""
    return _html([(_EQUAL, one) for one in tokens])


def changes(before: Sequence[Token], after: Sequence[Token]) -> Changes:
    """Return a text with what differs from the one before. Texts that read the same are looked at closely."""
    if list(before) == list(after):
        return Changes(shown(after))
    reads_same = _read(before) == _read(after)
    steps = _steps(before, after) if reads_same else _steps(_read(before), _read(after))
    return Changes(_html(_slid(steps)), is_different=True)


def _read(tokens: Sequence[Token]) -> list[Token]:
    return [replace(one, own="") for one in tokens]


def _steps(before: Sequence[Token], after: Sequence[Token]) -> list[_Step]:
    start = _shared(before, after)
    end = _shared(before[start:][::-1], after[start:][::-1])
    old, new = before[start : len(before) - end], after[start : len(after) - end]
    found = [(_EQUAL, one) for one in after[:start]]
    found += _compared(old, new) if max(len(old), len(new)) <= MOST_TOKENS else _replaced(old, new)
    return found + [(_EQUAL, one) for one in after[len(after) - end :]]


def _shared(one: Sequence[Token], other: Sequence[Token]) -> int:
    """Return how many tokens two texts begin with alike."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((number for number, (was, now) in pairs if was != now), min(len(one), len(other)))


def _compared(old: Sequence[Token], new: Sequence[Token]) -> list[_Step]:
    found: list[_Step] = []
    for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        found += [(_EQUAL, one) for one in new[c:d]] if kind == "equal" else _replaced(old[a:b], new[c:d])
    return found


def _replaced(old: Sequence[Token], new: Sequence[Token]) -> list[_Step]:
    return [(_LEFT_OUT, one) for one in old] + [(_ADDED, one) for one in new]


def _slid(steps: list[_Step]) -> list[_Step]:
    """Return the same with each new or lost line marked from its own beginning, not from its neighbour's."""
    marks, tokens = [mark for mark, _token in steps], [token for _mark, token in steps]
    start = 0
    for mark, run in groupby(list(marks)):
        end = start + len(list(run))
        by = _slide(marks, tokens, start, end) if mark else 0
        # What is passed on one side is the same as what is won on the other.
        if by < 0:
            marks[start + by : start], marks[end + by : end] = [mark] * -by, [_EQUAL] * -by
        elif by > 0:
            marks[end : end + by], marks[start : start + by] = [mark] * by, [_EQUAL] * by
        start = end
    return list(zip(marks, tokens, strict=True))


def _slide(marks: Sequence[str], tokens: Sequence[Token], start: int, end: int) -> int:
    """Return how far a run has to go, back or on, to begin with a line; 0 where it does, or never would."""
    if tokens[start].line:
        return 0
    for by in range(1, min(start, end - start) + 1):
        if marks[start - by] or tokens[start - by] != tokens[end - by]:
            break
        if tokens[start - by].line:
            return -by
    for by in range(1, min(len(tokens) - end, end - start - 1) + 1):
        if marks[end + by - 1] or tokens[end + by - 1] != tokens[start + by - 1]:
            break
        if tokens[start + by].line:
            return by
    return 0


def _html(steps: Sequence[_Step]) -> SafeString:
    lines: list[list[_Step]] = [[]]
    for step in steps:
        if step[1].line:
            lines.append([])
        lines[-1].append(step)
    return format_html_join("", "{}", ((_line(line),) for line in lines if line))


def _line(steps: Sequence[_Step]) -> SafeString:
    mark, first = steps[0]
    runs = groupby(steps[1:] if first.line and not mark else steps, key=lambda step: step[0])
    words = format_html_join("", "{}", ((_marked(kind, [one for _m, one in run]),) for kind, run in runs))
    if first.line == "field" and not mark:
        label = format_html('<div class="adaptations-label">{}</div>', first.text)
    else:
        label = mark_safe("")
    if not words:
        return label
    style = _LINES.get(first.line, "plain")
    return format_html(
        '{}<div class="adaptations-line adaptations-line--{}" dir="auto">{}</div>', label, style, words
    )


def _marked(mark: str, tokens: Sequence[Token]) -> SafeString:
    runs = groupby(tokens, key=lambda one: (one.formats, one.line))
    words = format_html_join("", "{}", ((_run(list(run), is_marked=bool(mark)),) for _key, run in runs))
    if not mark:
        return words
    # Few screen readers say what <ins> and <del> are.
    return format_html(
        '<{0}><span class="w-sr-only">{1} </span>{2}<span class="w-sr-only">] </span></{0}>',
        mark_safe(mark),
        _("[left out:") if mark == _LEFT_OUT else _("[added:"),
        words,
    )


def _run(tokens: Sequence[Token], *, is_marked: bool) -> SafeString:
    """Return words of one format. Where they differ it is said in words too: bold is hard to see in bold."""
    first = tokens[0]
    if first.line:
        names = ((one.text,) for one in tokens)
        return format_html_join("", '<span class="adaptations-format">¶ {} </span>', names)
    words = "".join(one.text for one in tokens)
    html = format_html("<bdi>{}</bdi>", words)
    if is_marked and words.isspace():
        html = format_html('{}<span class="w-sr-only">{}</span>', html, _("space"))
    for one in reversed(first.formats):
        if one.tag in _SHOWN:
            html = format_html("<{0}>{1}</{0}>", mark_safe(_SHOWN[one.tag]), html)
        elif one.tag == "a":
            html = format_html('<span class="adaptations-link" title="{}">{}</span>', one.said, html)
    said = [one.said for one in first.formats if one.said and (is_marked or one.tag == "a")]
    if not said:
        return html
    style = "adaptations-format" if is_marked else "w-sr-only"
    return format_html('{}<span class="{}"> (<bdi>{}</bdi>)</span>', html, style, ", ".join(said))
