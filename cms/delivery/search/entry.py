"""A document's entry: the words it is found by, and its pieces to quote from. Pure."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from translation_workflow.words.fold import RULES, tokens_of, words_in

from .extract import PARAGRAPHS, Kind, Piece, pieces_of

# The body says a word often when it does so three times, and once in two hundred words.
OFTEN = 3
OFTEN_IN = 200
# So many letters a column: PostgreSQL keeps a megabyte of words a row, in bytes.
MOST = 200_000

# The tokens of the words of a text in their order, as they are stored: `a,b c - d`; `-` has no token.
NOTHING = "-"


@dataclass(frozen=True)
class Quotable:
    """A piece as it is stored: `tokens` are those of each of its words, in their order."""

    piece: Piece
    tokens: Sequence[Sequence[str]]


@dataclass(frozen=True)
class Entry:
    """The columns of a row, as `SearchEntry` has them."""

    made_of: str
    title: str
    headings: str
    often: str
    body: str
    pieces: str


def entry_of(body: bytes, *, sha256: str) -> Entry:
    """Return the entry of a stored document."""
    document = json.loads(body)
    readers = document["language"]
    folded = [(piece, _folded(piece.text, piece.language, readers)) for piece in pieces_of(document)]
    counted: Counter[str] = Counter()
    for piece, text in folded:
        if piece.kind is Kind.BODY:
            counted.update(text.tokens)
    most = max(OFTEN, sum(text.words for _, text in folded) / OFTEN_IN)
    return Entry(
        made_of=made_of(sha256),
        title=_column(token for piece, text in folded if piece.kind is Kind.TITLE for token in text.tokens),
        headings=_column(
            token for piece, text in folded if piece.kind is Kind.HEADING for token in text.tokens
        ),
        often=_column(token for token, times in counted.items() if times >= most),
        body=_column(counted),
        pieces=_written(folded),
    )


def made_of(sha256: str) -> str:
    """Return what an entry is told to be made of: the rules of folding, and the document's bytes."""
    return f"{RULES}:{sha256}"


def quotable_in(pieces: str) -> list[Quotable]:
    """Return what `entry_of` wrote."""
    return [
        Quotable(
            Piece(Kind(kind), text, language, section, block),
            [() if one == NOTHING else tuple(one.split(",")) for one in tokens.split()],
        )
        for kind, text, language, section, block, tokens in json.loads(pieces)
    ]


@dataclass(frozen=True, slots=True)
class _Folded:
    """A text's tokens in their order, the number of its words, and the same as it is stored."""

    tokens: tuple[str, ...]
    words: int
    written: str


@lru_cache(maxsize=PARAGRAPHS)
def _folded(text: str, language: str, readers: str) -> _Folded:
    words = [tokens_of(word[0], language=language, readers=readers) for word in words_in(text)]
    written = " ".join(",".join(tokens) or NOTHING for tokens in words)
    return _Folded(tuple(token for tokens in words for token in tokens), len(words), written)


def _column(tokens: Iterable[str]) -> str:
    """Return tokens as a column holds them, each once, in their order."""
    column = " ".join(dict.fromkeys(tokens))
    return column if len(column) <= MOST else column[:MOST].rpartition(" ")[0]


def _written(folded: Iterable[tuple[Piece, _Folded]]) -> str:
    rows = [
        (str(piece.kind), piece.text, piece.language, piece.section, piece.block, text.written)
        for piece, text in folded
    ]
    return json.dumps(rows, ensure_ascii=False, separators=(",", ":"))
