"""A finding is put aside with a reason, and taken up again."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils.translation import gettext

from translation_workflow.editions.models import Edition, Kind
from translation_workflow.editions.policy import may_dismiss
from translation_workflow.source.markup import is_blank, without_control_signs

from .finding import Severity
from .look import findings_in, source_findings_in
from .models import REASON, Dismissal
from .piece import Found
from .rule import REGISTER


class NotDismissed(Exception):
    """A finding that stays as it is; the text says why, and what to do."""


class NotAllowed(NotDismissed):
    """Somebody who may not decide that."""


def find_finding(edition: Edition, name: str) -> list[Found]:
    """Return what a rule found in a piece, by the name that `Found.id` gives it; never nothing.

    In the master's edition that is what the rules say of the master's text. Raises NotDismissed.
    """
    look = source_findings_in if edition.kind is Kind.MASTER else findings_in
    found = [one for one in look(edition) if one.id == name.lower()]
    if not found:
        raise NotDismissed(
            gettext(
                "%(edition)s: there is no finding “%(name)s” now: the words or the master's text changed, or "
                "they are right. Look again: manage.py check_translations."
            )
            % {"edition": edition, "name": name[:40]}
        )
    return found


@transaction.atomic
def dismiss(edition: Edition, found: Found, *, reason: str, user: Any) -> Dismissal:
    """Put aside what a rule says of a piece of this edition, as it was looked at.

    It holds for these words of this text: others are judged anew. Dismissing again gives it another reason.
    `user` None is the system's keeper. Raises NotAllowed, or NotDismissed for a reason that says nothing, a
    finding that cannot be dismissed, or one that is not there any more.
    """
    _check_person(edition, found.finding.rule, user=user)
    reason = reason_of(reason)
    if not found.can_be_dismissed:
        raise NotDismissed(
            gettext(
                "What the rule “%(rule)s” found cannot be dismissed: no page can hold such words. "
                "Correct them."
            )
            % {"rule": found.title}
        )
    _check_still_there(edition, found)
    piece = found.piece
    row, _ = Dismissal.objects.update_or_create(
        edition=edition,
        context_id=piece.context,
        string_id=piece.string,
        rule=found.finding.rule,
        digest=piece.digest,
        defaults={"reason": reason, "dismissed_by": user},
    )
    return row


@transaction.atomic
def take_back(edition: Edition, row: int, *, user: Any) -> None:
    """Let a finding count again that was dismissed in this edition; `row` is the dismissal's id.

    Words that went live by it stay live. Raises NotAllowed, and NotDismissed where there is none.
    """
    found = Dismissal.objects.filter(edition=edition, pk=row).select_for_update().first()
    if found is None:
        told = gettext("%(edition)s: this finding is not dismissed. Nothing was changed.")
        raise NotDismissed(told % {"edition": edition})
    _check_person(edition, found.rule, user=user)
    found.delete()


def _check_person(edition: Edition, rule: str, *, user: Any) -> None:
    known = REGISTER.get(rule)
    is_blocking = known is not None and known.severity is Severity.BLOCKING
    if user is None or may_dismiss(user, edition, blocking=is_blocking):
        return
    told = (
        gettext(
            "You cannot dismiss what the rule “%(rule)s” says in %(edition)s. Only somebody who may publish "
            "there decides that: it keeps the words from going live. Correct the words, or ask a reviewer."
        )
        if is_blocking
        else gettext(
            "You cannot dismiss what the rule “%(rule)s” says in %(edition)s. Only somebody who may change "
            "the words there decides that."
        )
    )
    raise NotAllowed(told % {"rule": gettext(known.title) if known else rule, "edition": edition})


def reason_of(reason: str) -> str:
    """Return a reason as it is kept. Raises NotDismissed for one that says nothing, or is too long."""
    told = without_control_signs(reason).strip()
    if is_blank(told):
        raise NotDismissed(
            gettext("Say why these words are right all the same: a finding is dismissed with a reason.")
        )
    if len(told) > REASON:
        long = gettext("The reason has %(n)d characters; %(most)d fit. Shorten it.")
        raise NotDismissed(long % {"n": len(told), "most": REASON})
    return told


def _check_still_there(edition: Edition, found: Found) -> None:
    """Refuse what belongs to another edition, and what somebody changed meanwhile."""
    look = source_findings_in if edition.kind is Kind.MASTER else findings_in
    now = look(edition, keys={found.piece.address.object_key})
    if not any((one.id, one.finding.rule) == (found.id, found.finding.rule) for one in now):
        raise NotDismissed(
            gettext(
                "%(edition)s: the words or the master's text changed meanwhile, or they are right now. "
                "Nothing was dismissed: look at them again."
            )
            % {"edition": edition}
        )
