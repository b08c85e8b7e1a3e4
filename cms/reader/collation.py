"""How languages sort names: an alphabet each where letters with marks are letters of their own.

A language without an alphabet here keeps the order in which the editor wrote the names: a wrong
order looks like a mistake, the editor's like a choice.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable
from typing import TypeVar

T = TypeVar("T")

_LATIN = "abcdefghijklmnopqrstuvwxyz"
ALPHABETS = {
    "bg": "абвгдежзийклмнопрстуфхцчшщъьюя",
    "el": "αβγδεζηθικλμνξοπρστυφχψω",
    "en": _LATIN,
    "et": "abcdefghijklmnopqrsšzžtuvwõäöüxy",
    "fi": _LATIN + "åäö",
    "fr": _LATIN,
    "hr": "abcčćdđefghijklmnopqrsštuvwxyzž",
    "it": _LATIN,
    "nl": _LATIN,
    "pl": "aąbcćdeęfghijklłmnńoópqrsśtuvwxyzźż",
    "ro": "aăâbcdefghiîjklmnopqrsștțuvwxyz",
    "sl": "abcčćdđefghijklmnopqrsštuvwxyzž",
    "sv": _LATIN + "åäö",
}
_SAME = str.maketrans({"ş": "ș", "ţ": "ț", "ß": "ss", "ς": "σ"})
_AFTER_LETTERS = 1000


def collated(named: Iterable[T], *, language: str, name: Callable[[T], str]) -> list[T]:
    """Return things by name as the language sorts names; `language` is a code such as `sv` or `sv-FI`."""
    alphabet = ALPHABETS.get(language.partition("-")[0].lower())
    if alphabet is None:
        return list(named)
    places = {letter: place for place, letter in enumerate(alphabet)}
    return sorted(named, key=lambda thing: (_weights(name(thing), places), name(thing)))


def _weights(name: str, places: dict[str, int]) -> list[int]:
    """Return one number a letter; spaces first. Marks that make no letter in this language do not count."""
    weights: list[int] = []
    for character in unicodedata.normalize("NFC", name).casefold().translate(_SAME):
        if character in places:
            weights.append(places[character])
            continue
        for bare in unicodedata.normalize("NFD", character):
            if bare in places:
                weights.append(places[bare])
            elif bare.isspace() or bare in "-–":
                weights.append(-1)
            elif bare.isalnum():
                weights.append(_AFTER_LETTERS + ord(bare))
    return weights
