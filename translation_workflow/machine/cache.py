"""What was asked before: by text, languages and engine version, for every process."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256

from django.db import connections, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from .engine import Engine
from .errors import InTransaction
from .models import Answer

RULES = 1
"""Raise it when texts are sent, or answers read, in another way: nothing said before counts any more."""
AT_ONCE = 500
KEPT = timedelta(days=183)


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


@dataclass(frozen=True, slots=True)
class Said:
    """Words, or the sentence that says why there are none; one of both is "".

    Words that were refused are as dear as others, and would be said again: the refusal is kept, too.
    """

    words: str = ""
    fault: str = ""


def kept(keys: Iterable[bytes]) -> dict[bytes, Said]:
    """Return what is kept, by key."""
    found: dict[bytes, Said] = {}
    wanted = list(keys)
    for start in range(0, len(wanted), AT_ONCE):
        rows = Answer.objects.filter(key__in=wanted[start : start + AT_ONCE])
        found.update((bytes(key), Said(*told)) for key, *told in rows.values_list("key", "words", "fault"))
    return found


def keep(answers: Mapping[bytes, Said], *, engine: Engine, target: str) -> None:
    """Keep answers by key, in a transaction of its own, in the place of older ones: these stand no more."""
    shared = {"engine": engine.version, "target": target.lower(), "at": timezone.now()}
    # Always in the same order: two processes that keep the same do not wait for each other in a circle.
    told = sorted(answers.items(), key=lambda one: one[0])
    rows = [Answer(key=key, words=said.words, fault=said.fault, **shared) for key, said in told]
    with transaction.atomic():
        Answer.objects.bulk_create(
            rows,
            update_conflicts=True,
            unique_fields=["key"],
            update_fields=["words", "fault", "at"],
            batch_size=AT_ONCE,
        )


def forget_refusals(keys: Iterable[bytes]) -> int:
    """Delete the refusals among what is kept, so that these texts are asked for again; return how many."""
    wanted = list(keys)
    return sum(
        Answer.objects.filter(key__in=wanted[start : start + AT_ONCE]).exclude(fault="").delete()[0]
        for start in range(0, len(wanted), AT_ONCE)
    )


def forget_old() -> int:
    """Delete what was said long ago: engines learn, and texts go. Return how many answers."""
    return forget(before=timezone.now() - KEPT)


def forget(*, engine: str = "", before: datetime | None = None) -> int:
    """Delete what engines of this name said (“” for all), before a moment; return how many answers."""
    answers = Answer.objects.all()
    if engine:
        answers = answers.filter(engine__startswith=engine)
    if before is not None:
        answers = answers.filter(at__lt=before)
    return answers.delete()[0]
