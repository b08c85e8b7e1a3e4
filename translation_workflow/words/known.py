"""How much of a text a language's dictionary knows: enough to tell that it is in another one."""

from __future__ import annotations

from simplemma.language_detector import LanguageDetector

from .fold import _code, _dictionaries, _lemmas


def known_share(text: str, *, language: str) -> float | None:
    """Return which part of the words is known, 0–1; None for a language without a dictionary.

    Of whole sentences in the language itself that is two thirds at least, in nearly all cases.
    """
    if not (code := _code(language)):
        return None
    return LanguageDetector((code,), lemmatization_strategy=_lemmas).proportion_in_target_languages(text)


def is_known(word: str, *, language: str) -> bool | None:
    """Whether a dictionary has a word in small letters; None where there is no dictionary."""
    if not (code := _code(language)):
        return None
    return _dictionaries.get_dictionary(code).get(word) is not None
