"""How languages write quotation marks and the marks of a sentence: plain data, and how a text uses them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

NO_BREAK = "\u00a0"
NARROW = "\u202f"


@dataclass(frozen=True)
class Quotes:
    """Quotation marks of a language: `first` is what most write, `outer` all pairs that may stand anywhere,
    `inner` those within other ones only. `space` stands inside the marks, if any.
    """

    first: tuple[str, str]
    outer: frozenset[tuple[str, str]]
    inner: frozenset[tuple[str, str]] = frozenset()
    space: str = ""
    openers: frozenset[str] = frozenset()
    inner_openers: frozenset[str] = frozenset()
    closers: frozenset[str] = frozenset()


def _quotes(outer: str, inner: str = "", *, space: str = "") -> Quotes:
    """Pairs of marks, parted by blanks; the first one is what most write."""
    pairs = [(pair[0], pair[1]) for pair in outer.split()]
    inside = [(pair[0], pair[1]) for pair in inner.split()]
    return Quotes(
        pairs[0],
        frozenset(pairs),
        frozenset(inside),
        space,
        frozenset(begin for begin, _ in pairs),
        frozenset(begin for begin, _ in inside),
        frozenset(end for _, end in pairs + inside),
    )


# Of single marks those at any level: they quote a word here and there.
_QUOTES: Mapping[str, Quotes] = {
    "bg": _quotes("„“ ‚‘ ’’ ‘’", "«» ’’ “”"),
    "el": _quotes("«» ‘’ ‹›", "“” „“"),
    "en": _quotes("“” ‘’"),
    "et": _quotes("„“ „” «» ‚‘ ’’ ‘’"),
    "fi": _quotes("”” ’’ »»"),
    "fr": _quotes("«» ‹› ‘’", "“” «»", space=NO_BREAK),
    "hr": _quotes("„” »« ‘’ ’’ ‚’", "“” „“"),
    "it": _quotes("«» “” ‘’", "“”"),
    "nl": _quotes("‘’ “” „” ’’ ‚’"),
    "pl": _quotes("„” ‚’ ‘’", "«» »«"),
    "ro": _quotes("„” ‘’ ‚’", "«» “”"),
    "sl": _quotes("»« „“ ›‹ ‚‘ ’’"),
    "sv": _quotes("”” ’’ »» »«"),
}


def quotes_of(language: str) -> Quotes | None:
    """Return the quotation marks of a language, None where they are not known."""
    return _QUOTES.get(language.split("-", maxsplit=1)[0].lower())


# What other languages write for a mark that ends a sentence in English.
_ENDS: Mapping[str, Mapping[str, str]] = {"el": {"?": ";", ";": "·"}}
# A mark by its meaning: the same as Greek readers take it, or as it is typed otherwise.
_MEANINGS: Mapping[str, Mapping[str, str]] = {
    "": {"\u037e": "?"},
    # A Latin question mark says nothing in Greek.
    "el": {";": "?", "\u037e": "?", "·": ";", "\u0387": ";", "?": ""},
}


def end_mark(mark: str, *, language: str) -> str:
    """Return how a language writes a mark of English: a Greek question ends with a semicolon."""
    return _ENDS.get(language.split("-", maxsplit=1)[0].lower(), {}).get(mark, mark)


def meaning_of(mark: str, *, language: str) -> str:
    """Return what English would write for a mark that ends a sentence in a language; "" for a strange one."""
    meanings = _MEANINGS.get(language.split("-", maxsplit=1)[0].lower(), _MEANINGS[""])
    return meanings.get(mark, mark)
