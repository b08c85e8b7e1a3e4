"""Marks that no page can hold, and marks that are not closed where they should be.

Both follow `source.markup.misfits`, by which the words are published.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from translation_workflow.quality.finding import MANY, MOST, Fault, Severity
from translation_workflow.quality.pair import Pair
from translation_workflow.quality.rule import rule
from translation_workflow.source.markup import Misfit, misfits
from translation_workflow.words.said import said


@rule(
    "sanitiser",
    title=said("Marks that are not allowed"),
    severity=Severity.BLOCKING,
    right=[
        Pair("<b>Trees</b> and CO<sub>2</sub>", "<b>Träd</b> och CO<sub>2</sub>", "sv"),
        Pair("Less than 5 and more than 3", "Alle &lt;5 ja yli &gt;3", "fi"),
        Pair("One<br>Two", "Ένα<br/>Δύο", "el"),
    ],
    wrong=[
        Pair("Trees", "Träd<script>alert(1)</script>", "sv"),
        Pair("<b>Trees</b>", '<b style="color: red">Drzewa</b>', "pl"),
        Pair("<b>Trees</b>", "<strong>Arbres</strong>", "fr"),
        Pair("Less than 5 %", "Alle <5 %", "fi"),
        Pair("Trees", "Δέντρα<!-- δάση; -->", "el"),
    ],
    can_be_dismissed=False,
)
def sanitiser(pair: Pair) -> Iterable[Fault]:
    """What `pages.markup.sanitise` would take out of the text, or write otherwise."""
    return _told(pair, is_foreign=True) if pair.misfits else ()


@rule(
    "tags",
    title=said("Formatting marks"),
    severity=Severity.BLOCKING,
    right=[
        Pair("See <b>all <i>trees</i></b>.", "Se <b>alla <i>träd</i></b>.", "sv"),
        Pair("Two<br>lines", "Kaksi<br>riviä", "fi"),
    ],
    wrong=[
        Pair("<b>Trees</b> grow.", "<b>Träd växer.", "sv"),
        Pair("<b>Trees</b> grow.", "Drzewa</b> rosną.", "pl"),
        Pair("<b><i>Trees</i></b>", "<b><i>Δέντρα</b></i>", "el"),
        Pair(
            '<a id="a1">Trees</a> and <a id="a2">towns</a>',
            '<a id="a1">Arbres et <a id="a2">villes</a></a>',
            "fr",
        ),
    ],
    can_be_dismissed=False,
)
def tags(pair: Pair) -> Iterable[Fault]:
    """Tags close in the order in which they opened, and no link stands in another."""
    return _told(pair, is_foreign=False) if pair.misfits else ()


def _told(pair: Pair, *, is_foreign: bool) -> Iterable[Fault]:
    found = [one for one in pair.misfits if one.is_foreign is is_foreign]
    fix = _without_foreign(pair) if found and is_foreign else None
    return [Fault(one.template, one.values, (one.start, one.end), fix) for one in found[:MOST]]


def _without_foreign(pair: Pair) -> str | None:
    """Return a text as it would be right, where every mark that is not allowed has a plain meaning."""
    if len(pair.misfits) == MANY:
        return None
    words = pair.target
    parts, end = [], 0
    for one in pair.misfits:
        if not one.is_foreign:
            return None
        if (meant := _meant(one)) is None:
            return None
        parts += [words[end : one.start], meant]
        end = one.end
    fixed = "".join([*parts, words[end:]])
    return None if next(misfits(fixed), None) else fixed


def _meant(found: Misfit) -> str | None:
    """Return what stands for a mark; None where a person has to say."""
    named = _TAG.fullmatch(found.mark)
    if named is None:
        is_sign = not found.mark[1:2].isalpha() and found.mark[1:2] not in {"/", "!", "?"}
        return found.mark.replace("<", "&lt;") if is_sign else None
    end, name = named["end"], named["name"].lower()
    if name == "br":
        return "<br/>"
    name = _SAME.get(name, name)
    return f"<{end}{name}>" if name in _PAIRED else None


_TAG = re.compile(r"<(?P<end>/?)(?P<name>[A-Za-z]+)(?:\s[^<>/]*)?>")
_SAME = {"strong": "b", "em": "i"}
_PAIRED = frozenset({"b", "i", "sub", "sup"})
