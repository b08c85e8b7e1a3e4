"""Words that say the opposite of each other by a few letters: possible, impossible. Pure."""

from __future__ import annotations

from collections.abc import Collection

# By languages: what a word may begin with to say the opposite of the rest.
_PREFIXES = {
    "bg": "не без",
    "de": "un in im ir nicht",
    "el": "αν α μη",
    "en": "un in im il ir dis non",
    "es": "in im i ir des",
    "et": "eba mitte",
    "fi": "epä",
    "fr": "in im il ir dé dés non",
    "hr": "ne bez",
    "it": "in im il ir dis s non",
    "nl": "on in im niet",
    "pl": "nie bez",
    "ro": "ne in im des",
    "sl": "ne brez",
    "sv": "o in icke",
}
_ENDINGS = {
    "de": [("los", "voll"), ("los", "reich")],
    "en": [("less", "ful"), ("less", "")],
    "nl": [("loos", "vol")],
    "sv": [("lös", "full")],
}
_SHORTEST = 3


def are_opposite(some: Collection[str], others: Collection[str], *, language: str) -> bool:
    """Whether a word of one side denies one of the other, all in small letters."""
    base = language.split("-", maxsplit=1)[0].lower()
    return _denies(some, set(others), base) or _denies(others, set(some), base)


def _denies(words: Collection[str], others: set[str], base: str) -> bool:
    return any(not others.isdisjoint(_affirmed(word, base)) for word in words)


def _affirmed(word: str, base: str) -> list[str]:
    """Return what a word may deny."""
    found = [
        word.removeprefix(prefix) for prefix in _PREFIXES.get(base, "").split() if word.startswith(prefix)
    ]
    for without, has in _ENDINGS.get(base, ()):
        if word.endswith(without):
            found.append(word.removesuffix(without) + has)
    return [one for one in found if len(one) >= _SHORTEST]
