"""Bold, italic, small signs and breaks, beside those of the source."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from translation_workflow.quality.finding import Fault, Severity
from translation_workflow.quality.pair import Pair
from translation_workflow.quality.rule import rule
from translation_workflow.words.said import said


@rule(
    "formatting",
    title=said("Formatting"),
    severity=Severity.WARNING,
    right=[
        Pair("<b>Trees</b> bind CO<sub>2</sub>.", "CO<sub>2</sub> binds av <b>träd</b>.", "sv"),
        Pair("<b>Trees</b> bind CO<sub>2</sub>.", "<b>Puut</b> sitovat CO₂:ta.", "fi"),
        Pair("The 21st century", "Le XXI<sup>e</sup> siècle", "fr"),
        Pair("The 1<sup>st</sup> step", "Ensimmäinen vaihe", "fi"),
    ],
    wrong=[
        Pair("<b>Trees</b> in towns", "Träd i städer", "sv"),
        Pair("Trees in towns", "<i>Drzewa</i> w miastach", "pl"),
        Pair("1000 m<sup>2</sup>", "1000 m2", "fr"),
        Pair("Trees<br/>Towns", "Δέντρα Πόλεις", "el"),
    ],
)
def formatting(pair: Pair) -> Iterable[Fault]:
    """Words decide where a mark stands, and a person whether it is needed: a warning."""
    if "<" not in pair.target and "<" not in pair.source:
        return ()
    if sorted(_NAME.findall(pair.source)) == sorted(_NAME.findall(pair.target)):
        return ()
    wanted, found = _marks(pair.source), _marks(pair.target)
    return [
        Fault(_TOLD[name], {"found": found[name], "wanted": wanted[name]})
        for name in sorted({*wanted, *found})
        if wanted[name] != found[name]
    ]


def _marks(words: str) -> Counter[str]:
    return Counter(_NAME.findall(_SMALL.sub(_spelt, _ORDINAL.sub("", words))))


def _spelt(match: re.Match[str]) -> str:
    return "<sub>" if match[0][0] in _LOW else "<sup>"


_TOLD = {
    "b": said("bold: {wanted} in the source text, {found} in the translation. Mark the same words as there."),
    "i": said(
        "italics: {wanted} in the source text, {found} in the translation. Mark the same words as there."
    ),
    "sub": said("signs set low: {wanted} in the source text, {found} in the translation. Set them as there."),
    "sup": said(
        "signs set high: {wanted} in the source text, {found} in the translation. Set them as there."
    ),
    "br": said("line breaks: {wanted} in the source text, {found} in the translation. Break lines as there."),
}
_LOW = frozenset("₀₁₂₃₄₅₆₇₈₉")
_SMALL = re.compile("[₀₁₂₃₄₅₆₇₈₉]+|[²³¹⁰⁴⁵⁶⁷⁸⁹]+")
# Endings of numbers, which each language writes in its way: 21<sup>st</sup>, XXI<sup>e</sup>, n<sup>o</sup>.
_ORDINAL = re.compile(
    r"<sup>(?:st|nd|rd|th|e|es|er|ers|re|res|nde?s?|de|ème|èmes|eme|o|os|a)</sup>", re.IGNORECASE
)
_NAME = re.compile(r"<(b|i|sub|sup|br)\b")
