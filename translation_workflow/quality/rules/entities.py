"""References to characters that readers would see as they are written: `&amp;amp;`, `&foo;`."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import unescape

from translation_workflow.quality.finding import Fault, Severity
from translation_workflow.quality.pair import Pair
from translation_workflow.quality.rule import rule
from translation_workflow.words.said import said


@rule(
    "entities",
    title=said("References to characters"),
    severity=Severity.WARNING,
    right=[
        Pair("Save &amp; win", "Spara &amp; vinn", "sv"),
        Pair("Less than 5", "Alle &lt;5", "fi"),
        Pair("Research", "R&amp;D; badania", "pl"),
        Pair("Write &amp;amp; for it", "Skriv &amp;amp; för det", "sv"),
        Pair("See https://a.eu/?a=1&amp;b=2", "Ks. https://a.eu/?a=1&amp;b=2", "fi"),
    ],
    wrong=[
        Pair("Save &amp; win", "Spara &amp;amp; vinn", "sv"),
        Pair("20 kWh", "20&amp;nbsp;kWh", "fi"),
        Pair("Save energy", "Oszczędzaj &foo; energię", "pl"),
        Pair("Save energy", "Εξοικονομήστε & κερδίστε", "el"),
    ],
)
def entities(pair: Pair) -> Iterable[Fault]:
    """A reference stands for its character once; what stands for none, or twice, is read letter by letter."""
    if "&" not in pair.target_signs:
        return ()
    if found := _WRITTEN.search(pair.target_text):
        if found[0] in pair.source_text:
            return ()
        place = _place(pair.target, found[0])
        template = said("a reader will see “{written}”, letter by letter. Write the character itself.")
        return (Fault(template, {"written": found[0]}, place),)
    alone = _ALONE.search(pair.target)
    if alone is None or "&" in pair.source_text:
        return ()
    template = said(
        "a reader will see “{mark}”, which the source does not have. Write “{mark}amp;” or a word for it."
    )
    return (Fault(template, {"mark": "&"}, alone.span()),)


def _place(words: str, written: str) -> tuple[int, int] | None:
    """Return where a reference that stays one stands in stored words."""
    for match in _STORED.finditer(words):
        if unescape(match[0]) == written:
            return match.span()
    return None


# What looks like a reference in a text that was read already.
_WRITTEN = re.compile(r"&(?:[A-Za-z][A-Za-z0-9]{1,31}|#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6});")
_STORED = re.compile(r"&(?:amp;|#38;)?(?:[A-Za-z][A-Za-z0-9]{1,31}|#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6});")
_ALONE = re.compile(r"&(?=\s|$)")
