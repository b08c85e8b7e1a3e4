"""Whether a word is a form of another: by dictionary, by its parts, by its ending. Pure."""

from __future__ import annotations

from functools import lru_cache
from itertools import takewhile

from translation_workflow.words.fold import as_written, exact_of

from .endings import BARE, BARE_ENDINGS, COMPOUNDING, ENDINGS

# What is left of a word without its ending; what a part of a compound has at least.
STEM = 3
PART = 4
# Forms of a word begin with so many letters of it, and with such a part of them.
FIRST = 2
ALIKE = 0.4
# Two words of this length that share all but the last letter may lead compounds.
LEADING = 6
# What may hang on an abbreviation: SEAPeista.
LONGEST_ENDING = 6


@lru_cache(maxsize=1 << 16)
def keys_of(word: str, language: str) -> frozenset[str]:
    """Return what a word is compared by: how it is written, its dictionary form, and that one's own."""
    keys = exact_of(word, language=language, readers=language)
    if len(keys) > 1:
        keys += exact_of(keys[1], language=language, readers=language)
    return frozenset(keys)


@lru_cache(maxsize=1 << 16)
def surface_of(word: str, language: str) -> str:
    """Return a word in small letters, with the marks that count in the language."""
    return as_written(word, readers=language)


def bare_of(word: str, language: str) -> str:
    """Return a word in small letters without the marks that come and go in its forms."""
    surface = surface_of(word, language)
    letters = BARE.get(language)
    return surface.translate(letters) if letters else surface


@lru_cache(maxsize=1 << 16)
def fits(word: str, of: str, language: str) -> bool:
    """Whether `word` is a form of the word `of`, or a compound of it where the language has these."""
    base = language.partition("-")[0].lower()
    return _is_form(word, of, base) or (base in COMPOUNDING and _is_compound(word, of, base))


@lru_cache(maxsize=1 << 14)
def beginning_of(word: str, language: str) -> str:
    """Return what all forms of a word begin with: whatever does not is not worth to be looked up."""
    surface = bare_of(word, language)
    return surface[: max(FIRST, int(len(surface) * ALIKE))]


def abbreviated(word: str, language: str) -> tuple[str, ...]:
    """Return the abbreviations that a word may be a form of: itself, and what its small ending follows.

    “SEAPów” is one of “SEAP”; so is “SEAPs”, and in English nothing else.
    """
    end = len(word)
    while end and word[end - 1].islower():
        end -= 1
    rest = len(word) - end
    if not rest or not end or rest > LONGEST_ENDING or (language == "en" and word[end:] != "s"):
        return (word,)
    return word, word[:end]


def _shared(word: str, other: str) -> int:
    """Return how many letters two words begin with alike."""
    return sum(1 for _ in takewhile(lambda letters: letters[0] == letters[1], zip(word, other, strict=False)))


def _is_form(word: str, of: str, base: str) -> bool:
    if not keys_of(word, base).isdisjoint(keys_of(of, base)):
        return True
    written, wanted = surface_of(word, base), surface_of(of, base)
    if _end_alike(written, wanted, ENDINGS.get(base)):
        return True
    if base in BARE and _end_alike(bare_of(word, base), bare_of(of, base), BARE_ENDINGS[base]):
        return True
    return _tails_fit(word.lower(), of.lower(), base)


def _end_alike(word: str, of: str, endings: frozenset[str] | None) -> bool:
    """Whether two words begin alike and end as forms of one word do."""
    if not endings:
        return False
    shared = _shared(word, of)
    return any(word[length:] in endings and of[length:] in endings for length in range(shared, STEM - 1, -1))


def _tails_fit(word: str, of: str, base: str) -> bool:
    """Whether two words are forms of one by their last parts: “päästökertoimet” by “kertoimet”."""
    shared = _shared(word, of)
    last = min(shared, len(of) - PART, len(word) - PART)
    return any(
        not keys_of(word[start:], base).isdisjoint(keys_of(of[start:], base))
        for start in range(last, STEM - 1, -1)
    )


def _is_compound(word: str, of: str, base: str) -> bool:
    """Whether `of` leads a compound (“växthusgasutsläpp”) or ends it (“Burgemeestersconvenant”)."""
    written, wanted = surface_of(word, base), surface_of(of, base)
    if len(wanted) < PART or len(written) <= len(wanted):
        return False
    shared = _shared(written, wanted)
    if shared == len(wanted) or (shared >= LEADING and shared >= len(wanted) - 1):
        return True
    start = written.find(wanted[:PART], 2)
    return start > 0 and _is_form(written[start:], of, base)
