"""Which language an answer is in, as far as dictionaries can tell."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from translation_workflow.source.markup import plain_text
from translation_workflow.words.fold import words_in
from translation_workflow.words.known import known_share
from translation_workflow.words.said import said

FEWEST_WORDS = 6
"""Of fewer words nobody can say which language they are."""
LEAST_KNOWN = 0.3
"""Of sentences in their own language dictionaries know two thirds and more; of others', half at the most."""


@dataclass(frozen=True)
class Languages:
    """What was asked for, by our codes; `is_pretence` answers are in none."""

    source: str
    target: str
    is_pretence: bool = False


def language_fault(words: str, *, text: str, languages: Languages) -> str:
    """Return a sentence where words for a text are plainly in another language; "" where not, or too few.

    Names are in no language, and a word that the text has too may be a name or be said so in both; where
    most are the text's, it was not translated. Languages that share most of their words, as Danish and
    Swedish do, are not told apart.
    """
    if languages.is_pretence:
        return ""
    asked = {word.lower() for word in _words(text)}
    telling = _telling(words, asked)
    own = [word for word in telling if word.lower() not in asked]
    is_untouched = 2 * len(own) < len(telling)
    judged = telling if is_untouched else own
    if len(judged) < FEWEST_WORDS:
        return ""
    told = " ".join(judged)
    known = known_share(told, language=languages.target)
    if known is None:
        return ""
    if (known_share(told, language=languages.source) or 0.0) > known:
        return said("the answer is still in the language of the text.")
    return said("the answer is in another language.") if known < LEAST_KNOWN else ""


def is_judgeable(words: str) -> bool:
    """Whether there are words enough to say what language they are, whatever was asked."""
    return len(_telling(words, frozenset())) >= FEWEST_WORDS


def _telling(words: str, asked: Collection[str]) -> list[str]:
    """Return the words that are no names: these stand in the text too, or have capitals inside."""
    return [
        word
        for word in _words(words)
        if sum(map(str.isupper, word)) < 2 and not (word[0].isupper() and word.lower() in asked)
    ]


def _words(fragment: str) -> list[str]:
    return [word[0] for word in words_in(plain_text(fragment)) if word[0][0].isalpha()]
