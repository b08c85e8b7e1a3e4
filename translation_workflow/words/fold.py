"""Words become tokens: what is compared when somebody looks for something. Pure; no text makes it fail.

A token is a word in small letters with the marks that count in its readers' language, and the same of its
dictionary form (“byggnaderna” → “byggnaderna”, “byggnad”). Where readers often type plain letters, the plain
form is a token, too, that begins with `~`. Tokens hold letters, digits and that sign, nothing else.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from functools import lru_cache
from itertools import combinations, islice, product

import simplemma
from simplemma.strategies import DefaultStrategy
from simplemma.strategies.dictionaries.dictionary_factory import SUPPORTED_LANGUAGES
from simplemma.strategies.dictionaries.stream_dictionary_factory import StreamDictionaryFactory

from .letters import PLAIN, letters_of

# Change it with the rules of this package: every entry is then made anew at the next start.
RULES = f"1-{simplemma.__version__}"

# A stress written as a mark of its own belongs to its word.
WORD = re.compile("[^\\W_]+(?:[\u0300-\u036f]+[^\\W_]*)*")
LONGEST = 64
PLAINLY = "~"
# Croatian has the dictionary of its neighbours.
DICTIONARIES = {"hr": "hbs"}
# A plain word is tried with so many spellings at most, and so many of those that exist are taken.
SPELLINGS = 300
TAKEN = 4

# Dictionaries of Finnish or Polish take hundreds of megabytes as mappings; these read them where they lie.
# They are read when a language is first met, and kept.
_dictionaries = StreamDictionaryFactory(cache_max_size=len(SUPPORTED_LANGUAGES))
_lemmas = DefaultStrategy(dictionary_factory=_dictionaries)


def words_in(text: str) -> Iterator[re.Match[str]]:
    """Find the words of a text, numbers included; apostrophes and hyphens part them."""
    return WORD.finditer(text)


@lru_cache(maxsize=1 << 16)
def tokens_of(word: str, *, language: str, readers: str) -> tuple[str, ...]:
    """Return the tokens of a word of a document: as it stands, its lemma, and either typed plainly.

    `language` is the word's, `readers` that of the edition: theirs is the say in which marks count.
    """
    own = exact_of(word, language=language, readers=readers)
    if not letters_of(readers).often_plain:
        return own
    plain = dict.fromkeys(PLAINLY + plainly(token) for token in own if plainly(token) != token)
    return (*own, *plain)


def exact_of(word: str, *, language: str, readers: str) -> tuple[str, ...]:
    """Return a word and its lemma as `readers` tell letters apart; nothing for a word without a letter."""
    written = _written(word, readers)
    lemma = _written(_lemma(_written(word, language), language), readers)
    found = (_marked(written, readers), _marked(lemma, readers))
    return tuple(dict.fromkeys(token for token in found if token))


def as_written(word: str, *, readers: str) -> str:
    """Return a word as `readers` tell letters apart, unasked of dictionaries; "" for one without a letter."""
    return _marked(_written(word, readers), readers)


def restored(word: str, *, language: str) -> tuple[str, ...]:
    """Return the exact tokens of what a word typed plainly may stand for: the words that the dictionary has
    with the fewest marks put back. Nothing for a word that it has as it is.
    """
    written = _written(word, language)
    known = _dictionary(language)
    if not known or not written or known(written):
        return ()
    for spellings in _spellings(written, language):
        if words := [spelling for spelling in spellings if known(spelling)]:
            found = (exact_of(one, language=language, readers=language) for one in words[:TAKEN])
            return tuple(dict.fromkeys(token for tokens in found for token in tokens))
    return ()


def plainly(token: str) -> str:
    """Return a token without any mark."""
    bare = unicodedata.normalize("NFD", "".join(PLAIN.get(letter, letter) for letter in token))
    return "".join(letter for letter in bare if letter.isalnum())


def _written(word: str, language: str) -> str:
    """Return a word in small letters and one way of writing, all marks on it, as dictionaries have it."""
    # Folding its case would take the last sigma of a Greek word for another letter.
    small = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", word).lower())
    same = letters_of(language).same
    return "".join(same.get(letter, letter) for letter in small)[:LONGEST]


def _marked(word: str, readers: str) -> str:
    """Return a word with those marks only that make letters of their own."""
    own = letters_of(readers).own
    return "".join(letter if letter in own else plainly(letter) for letter in word.casefold())


# Editions that show the master's words ask for the same ones, each for its own readers.
@lru_cache(maxsize=1 << 16)
def _lemma(word: str, language: str) -> str:
    """Return the dictionary form, or the word where there is none or it is not one word."""
    code = _code(language)
    lemma = (_lemmas.get_lemma(word, code) if code else None) or word
    return lemma if WORD.fullmatch(lemma) else word


def _code(language: str) -> str:
    base = language.split("-", maxsplit=1)[0].lower()
    code = DICTIONARIES.get(base, base)
    return code if code in SUPPORTED_LANGUAGES else ""


def _dictionary(language: str) -> Callable[[str], str | None] | None:
    code = _code(language)
    return _dictionaries.get_dictionary(code).get if code and letters_of(language).accents else None


def _spellings(word: str, language: str) -> Iterator[list[str]]:
    """Return the ways to put marks on a word: all with one, all with two … as far as there is room."""
    accents = letters_of(language).accents
    places = [place for place, letter in enumerate(word) if letter in accents]
    left = SPELLINGS
    for number in range(1, len(places) + 1):
        ways = (
            _with(word, dict(zip(chosen, marked, strict=True)))
            for chosen in combinations(places, number)
            for marked in product(*(accents[word[place]] for place in chosen))
        )
        tried = list(islice(ways, left))
        left -= len(tried)
        if not tried:
            return
        yield tried


def _with(word: str, marked: dict[int, str]) -> str:
    return "".join(marked.get(place, letter) for place, letter in enumerate(word))
