"""What somebody typed becomes terms: each a word, with the tokens that it may be found by. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import ceil

from translation_workflow.words.fold import PLAINLY, exact_of, plainly, restored, words_in
from translation_workflow.words.letters import letters_of

# So many words are looked for; whoever types more has said enough.
MOST_WORDS = 12
# The shortest beginning of a word that finds the whole; and what is left of a word of which the ending is
# cut: so many letters at least, and that part of it.
SHORTEST = 3
STEM = 4
STEM_OF_WORD = 0.7


@dataclass(frozen=True)
class Tokens:
    """Any of these finds a document: whole tokens, and beginnings of tokens."""

    whole: frozenset[str] = frozenset()
    beginnings: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.whole or self.beginnings)

    def __or__(self, other: Tokens) -> Tokens:
        return Tokens(self.whole | other.whole, self.beginnings | other.beginnings)

    def finds(self, tokens: Iterable[str]) -> bool:
        """Say whether one of a word's tokens is among these."""
        return any(token in self.whole or token.startswith(tuple(self.beginnings)) for token in tokens)


@dataclass(frozen=True)
class Term:
    """A word that is looked for. `exact` is what was typed; `near` the same with marks put back, or as a
    beginning; `far` is looked at only where a word is found nowhere else.
    """

    exact: Tokens
    near: Tokens
    far: Tokens


def terms_of(query: str, *, language: str, master: str) -> list[Term]:
    """Return the terms of a query in a language, in their order; none where it has no word.

    The words that say nothing (“the”, “och”) are left out where there are others. `master` is the language
    of what is not translated yet.
    """
    words = [word[0] for word in words_in(query)]
    silent = letters_of(language).silent
    telling = [word for word in words if word.lower() not in silent] or words
    wanted = telling[:MOST_WORDS]
    # What is typed last may not be finished yet.
    last = words[-1] if words and query[-1:].isalnum() else None
    terms = [_term(word, language=language, master=master, is_last=word is last) for word in wanted]
    return list(dict.fromkeys(term for term in terms if term.exact))


def _term(word: str, *, language: str, master: str, is_last: bool) -> Term:
    exact = exact_of(word, language=language, readers=language)
    if not exact:
        return Term(Tokens(), Tokens(), Tokens())
    typed = exact[0]
    near = set(restored(word, language=language))
    if letters_of(language).often_plain and plainly(typed) == typed:
        near |= {PLAINLY + typed}
    beginnings = {one for one in (typed, *near) if is_last and len(typed) >= SHORTEST}
    return Term(
        Tokens(frozenset(exact)),
        Tokens(frozenset(near - set(exact)), frozenset(beginnings)),
        _far(exact, near, foreign=exact_of(word, language=master, readers=language)),
    )


def _far(exact: Iterable[str], near: Iterable[str], *, foreign: Iterable[str]) -> Tokens:
    """Return the words without their endings, and the lemma in the master's language."""
    return Tokens(frozenset(foreign), frozenset(_stem(token) for token in (*exact, *near)) - {""})


def _stem(token: str) -> str:
    """Return a token without its ending; nothing where too little would be left."""
    letters = token.lstrip(PLAINLY)
    kept = max(STEM, ceil(len(letters) * STEM_OF_WORD))
    return token[: len(token) - len(letters) + kept] if len(letters) > STEM else ""
