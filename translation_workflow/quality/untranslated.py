"""Whether words that are the same in both languages should be: names, figures and shared words may."""

from __future__ import annotations

import re

from translation_workflow.words.known import is_known

# A text with so many words in small letters is a sentence, and no two languages share one.
SENTENCE = 4
SHORTEST = 4
_SMALL = frozenset(
    [
        "a",
        "an",
        "and",
        "at",
        "by",
        "de",
        "des",
        "di",
        "do",
        "du",
        "e",
        "en",
        "et",
        "for",
        "in",
        "la",
        "le",
        "of",
        "on",
        "or",
        "the",
        "to",
        "und",
        "van",
        "von",
        "y",
    ]
)
_GOES_ON = re.compile(r"[,;:?!.][ \u00a0].*[0-9]", re.DOTALL)
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_NO_WORDS = re.compile(
    r"(?:https?://|www\.)\S{1,2000}|\S{1,64}@\S{1,200}|%\(\w{1,60}\)[a-z]|\{\w{0,60}\}|%[sd]"
)
_LONGEST = 2000


def is_untranslated(text: str, *, language: str, source_language: str) -> bool:
    """Whether a text in `source_language` would have other words in `language`.

    Words that stand in small letters, and the first one, are looked up in both languages' dictionaries; a
    text all in capital initials is a name, but for one that goes on after a mark, and has figures, and whose
    capital words the source's language all knows and the other one mostly not.
    """
    words = _WORD.findall(_NO_WORDS.sub(" ", text[:_LONGEST]))
    small = [word for word in words if word.islower() and word not in _SMALL and len(word) >= SHORTEST]
    if len(small) >= SENTENCE:
        return True
    capital = [word for word in words if not word.islower()]
    if len(capital) > 1 and not small:
        return (
            len(capital) < len(words)
            and _GOES_ON.search(text[:_LONGEST]) is not None
            and all(is_known(word.lower(), language=source_language) for word in capital)
            and 2 * sum(is_known(word.lower(), language=language) is False for word in capital) > len(capital)
        )
    first = [word for word in words[:1] if word.istitle()]
    return any(
        len(word) >= SHORTEST and _is_only(word.lower(), language=language, source_language=source_language)
        for word in first + small
    )


def _is_only(word: str, *, language: str, source_language: str) -> bool:
    """Whether a word is one of the source's language and none of the other."""
    return is_known(word, language=source_language) is True and is_known(word, language=language) is False
