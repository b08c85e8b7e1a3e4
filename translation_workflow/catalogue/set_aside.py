"""Words that could not go where they should: kept as they came, shown, and settled by a person."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail_localize.models import StringSegment

from translation_workflow.editions.locks import lock_editions
from translation_workflow.editions.models import Edition
from translation_workflow.quality.pair import Pair
from translation_workflow.quality.run import unfit
from translation_workflow.source.hold import ANYTHING
from translation_workflow.source.models import DiscardedText, State
from translation_workflow.source.working import WorkingText, put_working_text, working_text
from translation_workflow.trees.update import write_rows

from . import signals
from .judge import Judgement, Verdict, sentences
from .known import Shelf, objects_of
from .models import Import, ImportedFile, SetAside

_COLUMNS = (
    "edition", "file", "reason", "line", "address", "source", "words", "digest", "context", "string",
    "settled",
)  # fmt: skip
# What a partner's tool makes of an address may be longer than any address.
ADDRESS = 600
_REASONS = {
    Verdict.CONFLICT: SetAside.Reason.CONFLICT,
    Verdict.STALE: SetAside.Reason.STALE,
    Verdict.QUARANTINED: SetAside.Reason.QUARANTINED,
    Verdict.UNKNOWN: SetAside.Reason.UNKNOWN,
}
_ASKED_AGAIN = (SetAside.Reason.CONFLICT, SetAside.Reason.STALE)
_OPENS_AGAIN = (
    f"{SetAside._meta.db_table}.settled = '{SetAside.Settled.TAKEN}' "
    f"OR excluded.reason IN {tuple(map(str, _ASKED_AGAIN))}"
)


class NotSettled(Exception):
    """Words that cannot be taken; the text says why, and what to do."""


def keep_aside(judgements: Sequence[Judgement], file: ImportedFile, edition: Edition) -> None:
    """Keep the words of these entries, in one query.

    What comes again is open again where it was taken, for others changed the place since, or conflicts,
    however somebody settled that: the words here are others now. What cannot be used at all stays put away.
    """
    write_rows(
        SetAside,
        _COLUMNS,
        [
            (
                edition.pk,
                file.pk,
                _REASONS[one.verdict],
                one.entry.line,
                one.entry.context[:ADDRESS],
                one.entry.source,
                one.entry.target,
                _digest(one),
                one.standing.context if one.standing else None,
                one.standing.string if one.standing else None,
                "",
            )
            for one in judgements
        ],
        unique=("edition", "digest"),
        where=_OPENS_AGAIN,
    )


def kept_already(judgements: Sequence[Judgement], edition: Edition) -> bool:
    """Whether the words of all these entries are kept from an earlier file, and stay as they are settled.

    One query.
    """
    digests = {_digest(one) for one in judgements}
    rows = SetAside.objects.filter(edition=edition, digest__in=digests)
    put_away = Q(settled=SetAside.Settled.DISMISSED) & ~Q(reason__in=_ASKED_AGAIN)
    return rows.filter(Q(settled="") | put_away).count() == len(digests)


def _digest(judgement: Judgement) -> str:
    entry = judgement.entry
    # A place that has another text today is another decision.
    string = judgement.standing.string if judgement.standing else 0
    told = "\0".join((entry.context, entry.source, entry.target, str(string)))
    return hashlib.sha256(told.encode()).hexdigest()


@transaction.atomic
def dismiss(aside: SetAside, *, user: Any) -> None:
    """Put words away: what is in their place is right. They stay in the database."""
    _settle(aside, SetAside.Settled.DISMISSED, user=user)


@transaction.atomic
def reopen(aside: SetAside) -> None:
    """Bring back words that were put away. Raises NotSettled for those that were not."""
    put_away = SetAside.objects.filter(pk=aside.pk, settled=SetAside.Settled.DISMISSED)
    if not put_away.update(settled="", settled_by=None, settled_at=None):
        raise NotSettled(_("These words are not put away. Nothing was changed."))


@transaction.atomic
def take(aside: SetAside, *, user: Any, seen: str | None = None) -> None:
    """Let words have their place after all; those that were there are kept as discarded.

    Words for an older text of the master come in as needs work. Words with a blocking finding that can be
    dismissed come in, and go live once it is. `seen` is the seal of the words that the
    person saw in the place. Raises NotSettled, also where other words are there now.
    """
    edition = aside.edition
    lock_editions([edition])
    place = _place(aside)
    now = next(iter(working_text([place], [edition.locale_id])), None)
    if seen is not None and seen != seal(now.words if now and not now.has_error else ""):
        raise NotSettled(_("Somebody changed the words here in the meantime. Look at both again."))
    if now is not None and now.words != aside.words:
        DiscardedText.objects.create(
            edition=edition, context_id=place[0], string_id=place[1], words=now.words, discarded_by=user
        )
    is_stale = aside.reason == SetAside.Reason.STALE
    put_working_text(
        [
            WorkingText(
                edition.locale_id,
                *place,
                aside.words,
                State.NEEDS_WORK if is_stale else State.TRANSLATED,
                translator=user.pk if user else None,
                created_at=now.created_at if now else None,
            )
        ]
    )
    _settle(aside, SetAside.Settled.TAKEN, user=user)
    signals.words_came_in.send(sender=Import, edition=edition, keys=objects_of({place[0]}))


def seal(words: str) -> str:
    """Return what stands for the words that somebody saw; a form may carry it."""
    return hashlib.sha256(words.encode()).hexdigest()


def _place(aside: SetAside) -> tuple[int, int]:
    segment = (
        StringSegment.objects.filter(
            context=aside.context_id,
            string=aside.string_id,
            source__locale=aside.edition.programme.master_locale_id,
        )
        .select_related("string")
        .first()
    )
    if segment is None or aside.context_id is None or aside.string_id is None:
        raise NotSettled(
            _(
                "The English text has changed since, or is gone: there is no place for these words now. "
                "Export again to see what stands there."
            )
        )
    shelf = Shelf(aside.edition)
    holds = shelf.holds(objects_of({aside.context_id}))
    pair = Pair(segment.string.data, aside.words, aside.edition.code, hold=holds.get(aside.address, ANYTHING))
    if found := unfit(pair):
        faults = " ".join(one.through(_) for one in sentences(found))
        raise NotSettled(_("These words cannot be shown as they are: %(faults)s") % {"faults": faults})
    return aside.context_id, aside.string_id


def _settle(aside: SetAside, how: SetAside.Settled, *, user: Any) -> None:
    open_rows = SetAside.objects.filter(pk=aside.pk, settled="")
    if not open_rows.update(settled=how, settled_by=user, settled_at=timezone.now()):
        raise NotSettled(_("Somebody settled this in the meantime. Nothing was changed."))
