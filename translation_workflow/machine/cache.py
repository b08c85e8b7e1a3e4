"""What was asked before: by text, languages and engine version, for every process."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from hashlib import sha256

from django.db import connections, transaction
from django.utils.translation import gettext as _

from .engine import Engine
from .errors import InTransaction
from .models import Answer

RULES = 1
"""Raise it when texts are sent, or answers read, in another way: nothing said before counts any more."""
AT_ONCE = 500


def refuse_in_transaction() -> None:
    """Raise InTransaction where any database is in one: somebody else would wait for an engine.

    The transactions that tests are wrapped in are nobody's: Django marks them for its own check of the kind.
    """
    for connection in connections.all(initialized_only=True):
        if any(not getattr(block, "_from_testcase", False) for block in connection.atomic_blocks):
            raise InTransaction(
                _("An engine is never asked inside a transaction: ask first, then open one and write.")
            )


def key_of(text: str, *, engine: Engine, source: str, target: str) -> bytes:
    """Return what an answer is kept by."""
    told = "\0".join((str(RULES), engine.version, source.lower(), target.lower(), text))
    return sha256(told.encode("utf-8", "surrogatepass")).digest()


def kept(keys: Iterable[bytes]) -> dict[bytes, str]:
    """Return the words that are kept, by key."""
    found: dict[bytes, str] = {}
    wanted = list(keys)
    for start in range(0, len(wanted), AT_ONCE):
        rows = Answer.objects.filter(key__in=wanted[start : start + AT_ONCE]).values_list("key", "words")
        found.update((bytes(key), words) for key, words in rows)
    return found


def keep(words: Mapping[bytes, str], *, engine: Engine, target: str) -> None:
    """Keep words by key, in a transaction of its own; what another process kept meanwhile stays."""
    shared = {"engine": engine.version, "target": target.lower()}
    rows = [Answer(key=key, words=said, **shared) for key, said in words.items()]
    with transaction.atomic():
        Answer.objects.bulk_create(rows, ignore_conflicts=True, batch_size=AT_ONCE)


def forget(*, engine: str = "", before: datetime | None = None) -> int:
    """Delete what engines of this name said (“” for all), before a moment; return how many answers."""
    answers = Answer.objects.all()
    if engine:
        answers = answers.filter(engine__startswith=engine)
    if before is not None:
        answers = answers.filter(at__lt=before)
    return answers.delete()[0]
