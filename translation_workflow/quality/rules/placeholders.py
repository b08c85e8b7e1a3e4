"""Placeholders of programs and of machines: `%(count)s`, `%s`, `{title}`, `{{ name }}`, `⟦0⟧`.

Texts are prose: a percent sign behind a number, or before a space, is one (`40 % of`), and no placeholder.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html import unescape
from itertools import islice

from translation_workflow.quality.finding import MOST, Fault, Severity, shortened
from translation_workflow.quality.original import Original
from translation_workflow.quality.pair import Pair
from translation_workflow.quality.rule import rule
from translation_workflow.words.said import said

from .exchange import Exchange, Mark


@rule(
    "placeholders",
    title=said("Placeholders"),
    severity=Severity.BLOCKING,
    right=[
        Pair("%(count)s of {total} trees", "Av {total} träd: %(count)s", "sv"),
        Pair("About 40 % of the energy; 5 % is sun.", "Noin 40 % energiasta; 5 % on aurinkoa.", "fi"),
        Pair("Share in % of all: 5 %.", "%-satsen av allt: 5\u00a0%.", "sv"),
        Pair("%s: %d of %d", "%s: %d z %d", "pl"),
        Pair("See ⟦0⟧the guide⟦1⟧.", "Voir ⟦0⟧le guide⟦1⟧.", "fr"),
    ],
    wrong=[
        Pair("%(count)s trees", "%(antal)s träd", "sv"),
        Pair("{title} is here", "{otsikko} on tässä", "fi"),
        Pair("%s trees", "drzewa", "pl"),
        Pair("See ⟦0⟧the guide⟦1⟧.", "Δείτε ⟦0⟧τον οδηγό.", "el"),
        Pair("%s has %d trees", "%d arbres à %s", "fr"),
        Pair("{title}", "{title} {title}", "sv"),
        Pair("Back to the %s version", "Terug naar de versie", "nl"),
    ],
)
def placeholders(pair: Pair) -> Iterable[Fault]:
    """The translation has the source's, each as often; `%s` and `%d` take values by their order."""
    if _BEGINS.isdisjoint(pair.target_signs) and _BEGINS.isdisjoint(pair.source_signs):
        return ()
    wanted, found = pair.original.ask(_wanted), placeholders_in(pair.target)
    if [mark.key for mark in wanted] == [mark.key for mark in found]:
        return ()
    return list(islice(_faults(Exchange(wanted, found, pair.target)), MOST))


def placeholders_in(words: str) -> list[Mark]:
    """Return the placeholders of a text in reading order."""
    found: list[Mark] = []
    end = 0
    # To look for what begins one is much quicker than to try each letter.
    for begin in _BEGIN.finditer(words):
        match = _PLACEHOLDER.match(words, begin.start()) if begin.start() >= end else None
        if match is not None:
            found.append(Mark(_key(match), match[0], match.span()))
            end = match.end()
    return found


def _wanted(source: Original) -> list[Mark]:
    return placeholders_in(source.stored)


def _faults(exchange: Exchange) -> Iterator[Fault]:
    fix = exchange.fix()
    known = {mark.key for mark in exchange.wanted}
    there = {mark.key for mark in exchange.found}
    strange, missing = exchange.strange(), exchange.missing()
    for mark in strange:
        if mark.key in known:
            template = said("the placeholder {mark} stands more often than in the source text. Take it out.")
        else:
            template = said(
                "the placeholder {mark} is not in the source text. Write it as there, or take it out."
            )
        yield Fault(template, {"mark": shortened(mark.written)}, mark.span, fix)
    for mark in missing:
        if mark.key in there:
            template = said("the placeholder {mark} stands less often than in the source text. Put it in.")
        else:
            template = said("the placeholder {mark} is missing. Put it where its value belongs.")
        yield Fault(template, {"mark": shortened(mark.written)}, None, fix)
    if not strange and not missing and _ordered(exchange.wanted) != _ordered(exchange.found):
        yield Fault(
            "{marks} take their values by their order, which is another one in the source text. "
            "Keep that order.",
            {"marks": shortened(", ".join(mark.written for mark in exchange.found if _is_ordered(mark)))},
        )


def _ordered(marks: Iterable[Mark]) -> list[str]:
    return [mark.key for mark in marks if _is_ordered(mark)]


def _is_ordered(mark: Mark) -> bool:
    return mark.key in {"%text", "%number", "%fraction", "%sign"}


def _key(match: re.Match[str]) -> str:
    """Return what stands for a placeholder, without how its value is shown."""
    if (kind := match["kind"] or match["bare"]) is not None:
        return f"%{match['name'] or match['place'] or ''}{_KINDS.get(kind, kind)}"
    if match["field"] is not None:
        return f"{{{match['field']}}}"
    return "".join(unescape(match[0]).split())


_BEGINS = frozenset("%{⟦⟧")
_BEGIN = re.compile("[%{⟦]")
_KINDS = (
    dict.fromkeys("sra", "text")
    | dict.fromkeys("diouxX", "number")
    | dict.fromkeys("eEfFgG", "fraction")
    | {"c": "sign"}
)
# Every repetition has an end, so that no text takes long.
_PLACEHOLDER = re.compile(
    r"%(?P<name>\([^()%\s]{1,80}\))[-+0# ]{0,5}\d{0,6}(?:\.\d{1,6})?(?P<kind>[diouxXeEfFgGcrsa])"
    r"|(?<![\d%])(?<!\d[ \u00a0\u202f])%(?P<place>\d{1,3}\$)?(?:-(?=\d))?[+0#]{0,4}\d{0,6}(?:\.\d{1,6})?"
    r"(?P<bare>[diouxXeEfFgGcrs])"
    r"|\{\{[^{}]{1,200}\}\}|\{%[^{}]{1,200}%\}"
    r"|\{(?P<field>(?:[^\W\d]\w{0,80}|\d{0,3})(?:[.\[][\w.\[\]]{0,80})?)(?:![rsa])?(?::[^{}]{0,40})?\}"
    r"|⟦[^⟦⟧]{0,80}⟧"
)
