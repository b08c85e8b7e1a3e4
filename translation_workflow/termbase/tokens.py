"""The words of a text with where they stand. Pure."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from translation_workflow.words.fold import WORD
from translation_workflow.words.letters import letters_of

# What ends a sentence, or parts what is said: no term reaches over it.
_PARTING = re.compile(r"[.!?;:,()\[\]…]\s|\n\s*\n|[()]")
# A soft hyphen, and signs without width, stand inside of words.
_UNSEEN = re.compile("[\u00ad\u200b\u200c\u200d\u2060\ufeff]")
APART = 100


class Token(NamedTuple):
    """A word as it is written, from `start` to `end` in the text.

    `place` counts the words; it leaps over full stops, commas and brackets.
    """

    written: str
    start: int
    end: int
    place: int


def tokens_in(text: str) -> list[Token]:
    """Return the words of a text in order."""
    tokens: list[Token] = []
    place, before = 0, 0
    for found in WORD.finditer(text):
        start, end = found.span()
        # A blank alone, which nearly every word follows, parts nothing.
        if start - before > 1 and place and _PARTING.search(text, before, start):
            place += APART
        place += 1
        tokens.append(Token(found[0], start, end, place))
        before = end
    return tokens


def words_of(text: str) -> tuple[str, ...]:
    """Return the words of a text as they are written."""
    return tuple(WORD.findall(text))


@lru_cache(maxsize=1 << 14)
def telling_words(term: str, language: str) -> tuple[str, ...]:
    """Return the words of a term that say something; all, where none does."""
    words = words_of(term)
    silent = letters_of(language).silent
    return tuple(word for word in words if word.lower() not in silent) or words


def without_unseen(text: str) -> str:
    """Return a text without the signs that nobody sees, which would part a word."""
    return text if text.isascii() else _UNSEEN.sub("", text)
