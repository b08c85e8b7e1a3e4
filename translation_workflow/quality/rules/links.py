"""The links of a source: each stands in the translation, once, around words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import islice

from translation_workflow.quality.finding import MOST, Fault, Severity, Span, shortened
from translation_workflow.quality.pair import Pair
from translation_workflow.quality.rule import rule
from translation_workflow.source.markup import is_blank
from translation_workflow.words.said import said

_TWO = '<a id="a1">Trees</a> in <a id="a2">towns</a>'


@rule(
    "links",
    title=said("Links"),
    severity=Severity.BLOCKING,
    right=[
        Pair(_TWO, 'I <a id="a2">städer</a>: <a id="a1">träd</a>', "sv"),
        Pair("Trees in towns", "Puut kaupungeissa", "fi"),
        Pair('See <b><a id="a1">it</a></b>.', 'Zobacz <a id="a1"><b>to</b></a>.', "pl"),
    ],
    wrong=[
        Pair(_TWO, '<a id="a1">Träd</a> i städer', "sv"),
        Pair(_TWO, '<a id="a1">Puut</a> <a id="a3">kaupungeissa</a>', "fi"),
        Pair(_TWO, '<a id="a1">Δέντρα</a> σε <a id="a1">πόλεις</a> <a id="a2">όλες</a>', "el"),
        Pair(_TWO, 'Drzewa<a id="a1"> </a> w <a id="a2">miastach</a>', "pl"),
    ],
    can_be_dismissed=False,
)
def links(pair: Pair) -> Iterable[Fault]:
    """A link is known by its `id`; where it leads is kept with the source."""
    if "<a" not in pair.target and "<a" not in pair.source:
        return ()
    names, found = [name for name, _ in _links(pair.source)], _links(pair.target)
    if not next(_wordless(pair.target), None) and [name for name, _ in found] == names == [*{*names}]:
        return ()
    known = Counter(names)
    return islice(_faults(found, known, pair.target), MOST)


def _faults(found: list[tuple[str, Span]], known: Counter[str], target: str) -> Iterator[Fault]:
    stands = Counter(name for name, _ in found)
    fix = _renamed(found, stands, known, target)
    last = dict(found)
    for name, number in stands.items():
        if name not in known:
            template = said(
                "the link {mark} is not in the source text. Take it out, or write its id as there."
            )
            yield Fault(template, {"mark": shortened(_mark(name))}, last[name], fix)
        elif number > known[name]:
            template = said(
                "the link {mark} stands {number} times. Keep it around the words that lead there."
            )
            yield Fault(template, {"mark": shortened(_mark(name)), "number": number}, last[name])
    for name, number in known.items():
        if stands[name] < number:
            template = said("the link {mark} is missing. Put it around the words that lead there.")
            yield Fault(template, {"mark": shortened(_mark(name))}, None, fix)
    for name, span in _wordless(target):
        template = said(
            "the link {mark} has no words: nobody can follow it. Put it around those that lead there."
        )
        yield Fault(template, {"mark": shortened(_mark(name))}, span)


def _renamed(
    found: list[tuple[str, Span]], stands: Counter[str], known: Counter[str], target: str
) -> str | None:
    """Return the text with its one strange link under the one name that is missing."""
    strange = [(name, span) for name, span in found if name not in known]
    missing = list((known - stands).elements())
    if len(strange) != 1 or len(missing) != 1:
        return None
    start, end = strange[0][1]
    return f"{target[:start]}{_mark(missing[0])}{target[end:]}"


def _links(fragment: str) -> list[tuple[str, Span]]:
    return [(link[1], link.span()) for link in _LINK.finditer(fragment)] if "<a" in fragment else []


def _wordless(fragment: str) -> Iterator[tuple[str, Span]]:
    opened: re.Match[str] | None = None
    for token in _LINK_OR_END.finditer(fragment):
        if token[0] != "</a>":
            opened = token
        elif opened is not None:
            if is_blank(fragment[opened.end() : token.start()]):
                yield opened[1], opened.span()
            opened = None


def _mark(name: str) -> str:
    return f'<a id="{name}">'


_LINK = re.compile(r'<a id="([^"]*)"\s*>')
_LINK_OR_END = re.compile(r'<a id="([^"]*)"\s*>|</a>')
