"""PostgreSQL narrows: of all source texts only those with enough trigrams in common are read.

The index holds lengths beside the trigrams, which leaves most texts out before any are compared. It is made
by a migration, where pg_trgm may be made.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from math import ceil

from django.db import connection
from wagtail_localize.models import String

from translation_workflow.source.markup import plain_text

from .grams import Candidates
from .score import LONGEST

TABLE = String._meta.db_table
INDEX = "memory_source_trigrams"

# A text as a reader sees it, as far as a database can tell: breaks are missing.
_PLAIN = (
    "replace(replace(replace(regexp_replace(data, '<[^>]*>', '', 'g'), "
    "'&lt;', '<'), '&gt;', '>'), '&amp;', '&')"
)
# An entry of the index has to fit into a page of it, whatever letters the text has.
_COMPARED = 2_000
_HEAD = f"left({_PLAIN}, {_COMPARED})"
_LENGTH = f"int4range(length({_PLAIN}), length({_PLAIN}), '[]')"
INDEXED = f"({_LENGTH}), ({_HEAD}) gist_trgm_ops(siglen=256)"
"""The columns of the index. Length as a range is what PostgreSQL can index beside trigrams by itself."""

# Breaks that a text may have and the index does not count.
_BREAKS = 10
# What share of all their trigrams two texts have in common at least, by the length from where it holds. A
# changed letter takes away three of them: texts of which three quarters of the letters are the same have
# more, unless their changes lie as if on purpose; the shorter a text, the more chance does.
_SHARED = ((0, 0.05), (24, 0.15), (80, 0.2))

_READY = (
    "SELECT to_regclass(%s) IS NOT NULL AND datctype NOT IN ('C', 'POSIX'), "
    "set_config('pg_trgm.similarity_threshold', %s, false) "
    "FROM pg_database WHERE datname = current_database()"
)
# Of our own constants; texts and numbers go as parameters.
_NARROW = (
    "SELECT asked.number, source.id, source.data "  # noqa: S608
    "FROM unnest(%s::text[], %s::int[], %s::int[]) WITH ORDINALITY AS asked(head, least, most, number) "
    f"JOIN {TABLE} source ON source.locale_id = %s AND {_HEAD.replace('%', '%%')} %% asked.head "
    f"AND {_LENGTH} && int4range(asked.least, asked.most, '[]')"
)


def candidates(texts: Sequence[str], *, locale: int, at_least: float) -> dict[str, Candidates] | None:
    """Return text → the sources that may be so alike (1–100), all texts without tags.

    Two statements for each of the lengths in `_SHARED` that there are. None where the database does
    not narrow: it is another one, it lacks our index, or it knows no letters but those of English.
    """
    if connection.vendor != "postgresql":
        return None
    found = {text: Candidates() for text in texts}
    for (shortest, shared), (longer, _) in pairwise([*_SHARED, (LONGEST + 1, 0.0)]):
        some = [text for text in texts if shortest <= len(text) < longer]
        if some and not _prepare(shared):
            return None
        for number, string, data in _rows(some, locale=locale, share=at_least / 100) if some else ():
            candidates = found[some[number - 1]]
            candidates.numbers.append(string)
            candidates.texts.append(plain_text(data))
    return found


def _prepare(shared: float) -> bool:
    """Set how much texts have to share, which the operator reads from the session; return if it is there."""
    with connection.cursor() as cursor:
        cursor.execute(_READY, [INDEX, str(shared)])
        return bool(cursor.fetchone()[0])


def _rows(texts: Sequence[str], *, locale: int, share: float) -> Iterable[tuple[int, int, str]]:
    heads = [text[:_COMPARED] for text in texts]
    least = [int(len(text) * share) - _BREAKS for text in texts]
    most = [ceil(len(text) / share) for text in texts]
    with connection.cursor() as cursor:
        cursor.execute(_NARROW, [heads, least, most, locale])
        return list(cursor.fetchall())
