"""The part of a page that shows why it was found, with the words that were looked for marked. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from cms.delivery.documents.schema.search import Excerpt, Run
from translation_workflow.words.fold import words_in

from .entry import Quotable
from .extract import Kind
from .terms import Tokens

# So many words are quoted, so many of them before the first that was looked for.
WORDS = 32
BEFORE = 8
CUT = "…"
# Sections that hold nothing but pages of the edition, by their titles.
OF_PAGES = frozenset({"related_themes"})


def title_runs(title: str, pieces: Sequence[Quotable], wanted: Sequence[Tokens]) -> list[Run]:
    """Return a page's title as runs."""
    for one in pieces:
        if one.piece.kind is Kind.TITLE:
            return _runs(one, _matches(one, wanted), 0, len(one.tokens))
    return [Run(text=title, match=False)]


def excerpt_of(pieces: Sequence[Quotable], wanted: Sequence[Tokens], *, language: str) -> Excerpt:
    """Return the best part of a text: the paragraph with the most of the words, the first of several.

    Where only the title has them it is the beginning of the text.
    """
    below = [one for one in pieces if one.piece.kind is not Kind.TITLE]
    if not below:
        return Excerpt(runs=[])
    best = max(below, key=lambda one: (_has(one, wanted), one.piece.kind is Kind.BODY))
    matches = _matches(best, wanted)
    first, last = _window(matches)
    piece = best.piece
    return Excerpt.model_validate(
        {
            **({"section": piece.section} if piece.section else {}),
            **({"block": piece.block} if piece.block else {}),
            **({"language": piece.language} if piece.language != language else {}),
            "runs": _runs(best, matches, first, last),
        }
    )


def linked_title(excerpt: Excerpt) -> str:
    """Return the title of another page where an excerpt is just that and names no language; else nothing."""
    if excerpt.section not in OF_PAGES or excerpt.language:
        return ""
    return "".join(run.text for run in excerpt.runs)


def _has(one: Quotable, wanted: Sequence[Tokens]) -> int:
    """Return how many of the words a piece has."""
    return sum(any(tokens.finds(word) for word in one.tokens) for tokens in wanted)


def _matches(one: Quotable, wanted: Sequence[Tokens]) -> list[bool]:
    return [any(tokens.finds(word) for tokens in wanted) for word in one.tokens]


def _window(matches: Sequence[bool]) -> tuple[int, int]:
    """Return the words to quote, from one to before another: where the most of what was looked for is."""
    if len(matches) <= WORDS:
        return 0, len(matches)
    starts = [max(0, place - BEFORE) for place, match in enumerate(matches) if match] or [0]
    best = max(starts, key=lambda start: (sum(matches[start : start + WORDS]), -start))
    best = min(best, len(matches) - WORDS)
    return best, best + WORDS


def _runs(one: Quotable, matches: Sequence[bool], first: int, last: int) -> list[Run]:
    """Return the words from `first` to before `last` with what stands between them, as few runs as can be."""
    text = one.piece.text
    words = list(words_in(text))[first:last]
    if not words:
        return [Run(text=text, match=False)]
    begin = words[0].start() if first else 0
    end = words[-1].end() if last < len(one.tokens) else len(text)
    parts: list[tuple[str, bool]] = [(CUT if first else "", False)]
    for word, match in zip(words, matches[first:last], strict=True):
        parts += [(text[begin : word.start()], False), (word[0], match)]
        begin = word.end()
    parts += [(text[begin:end], False), (CUT if last < len(one.tokens) else "", False)]
    return _joined(parts)


def _joined(parts: Sequence[tuple[str, bool]]) -> list[Run]:
    runs: list[tuple[str, bool]] = []
    for text, match in parts:
        if text and runs and runs[-1][1] == match:
            runs[-1] = runs[-1][0] + text, match
        elif text:
            runs.append((text, match))
    return [Run(text=text, match=match) for text, match in runs]
