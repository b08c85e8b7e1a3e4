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
    quotable = [
        Quotable(piece, _tokens(piece.text, piece.language, readers)) for piece in pieces_of(document)
    ]
    counted = Counter(token for one in quotable if one.piece.kind is Kind.BODY for token in _all(one))
    most = max(OFTEN, sum(len(one.tokens) for one in quotable) / OFTEN_IN)
    return Entry(
        made_of=made_of(sha256),
        title=_column(_of(quotable, Kind.TITLE)),
        headings=_column(_of(quotable, Kind.HEADING)),
        often=_column(token for token, times in counted.items() if times >= most),
        body=_column(counted),
        pieces=_written(quotable),
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


@lru_cache(maxsize=PARAGRAPHS)
def _tokens(text: str, language: str, readers: str) -> tuple[tuple[str, ...], ...]:
    return tuple(tokens_of(word[0], language=language, readers=readers) for word in words_in(text))


def _of(quotable: Iterable[Quotable], kind: Kind) -> Iterable[str]:
    return (token for one in quotable if one.piece.kind is kind for token in _all(one))


def _all(one: Quotable) -> Iterable[str]:
    return (token for tokens in one.tokens for token in tokens)


def _column(tokens: Iterable[str]) -> str:
    """Return tokens as a column holds them, each once, in their order."""
    column = " ".join(dict.fromkeys(tokens))
    return column if len(column) <= MOST else column[:MOST].rpartition(" ")[0]


def _written(quotable: Iterable[Quotable]) -> str:
    rows = [
        (
            str(one.piece.kind),
            one.piece.text,
            one.piece.language,
            one.piece.section,
            one.piece.block,
            " ".join(",".join(tokens) or NOTHING for tokens in one.tokens),
        )
        for one in quotable
    ]
    return json.dumps(rows, ensure_ascii=False, separators=(",", ":"))
