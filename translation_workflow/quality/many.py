"""Many findings are put aside with one reason, or taken up again, at one look."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone

from translation_workflow.editions.models import Edition
from translation_workflow.editions.policy import may_dismiss

from .dismiss import reason_of
from .finding import Severity
from .look import findings_in, source_findings_in
from .models import Dismissal
from .piece import Found

MOST = 200
"""So many findings are decided at once."""


@dataclass(frozen=True)
class Decided:
    """What became of findings, in numbers: `refused` are not for this person to decide.

    `unfit` no page can hold, and `gone` are not as they were looked at. What one rule finds twice in one
    piece are two, decided together.
    """

    done: int = 0
    refused: int = 0
    unfit: int = 0
    gone: int = 0


def look_at(edition: Edition) -> list[Found]:
    """Return what the rules say of an edition, or of the master's text in its own edition."""
    return source_findings_in(edition) if edition.is_master else findings_in(edition)


def may_decide(user: Any, edition: Edition, found: Found) -> bool:
    """Return whether somebody may put a finding aside, and take it up again."""
    return may_dismiss(user, edition, blocking=found.finding.severity is Severity.BLOCKING)


@transaction.atomic
def dismiss_many(edition: Edition, names: Collection[str], *, reason: str, user: Any) -> Decided:
    """Put aside findings by their names (`Found.id`), as far as they may be. Raises NotDismissed for a reason
    that says nothing. The queries do not grow with the number.
    """
    told = reason_of(reason)
    found, gone = _named(edition, names)
    allowed = [one for one in found if may_decide(user, edition, one)]
    fit = [one for one in allowed if one.can_be_dismissed]
    now = timezone.now()
    Dismissal.objects.bulk_create(
        [
            Dismissal(
                edition=edition,
                context_id=one.piece.context,
                string_id=one.piece.string,
                rule=one.finding.rule,
                digest=one.piece.digest,
                reason=told,
                dismissed_by=user,
                dismissed_at=now,
            )
            for one in {one.id: one for one in fit}.values()
        ],
        update_conflicts=True,
        unique_fields=["edition", "context", "string", "rule", "digest"],
        update_fields=["reason", "dismissed_by", "dismissed_at"],
    )
    return Decided(len(fit), len(found) - len(allowed), len(allowed) - len(fit), gone)


@transaction.atomic
def take_back_many(edition: Edition, names: Collection[str], *, user: Any) -> Decided:
    """Let findings count again that were put aside, by their names; what was not put aside is `gone`."""
    found, gone = _named(edition, names)
    aside = [one for one in found if one.dismissed]
    allowed = [one for one in aside if may_decide(user, edition, one)]
    rows = {one.dismissed.row for one in allowed if one.dismissed}
    Dismissal.objects.filter(edition=edition, pk__in=rows).delete()
    return Decided(len(allowed), len(aside) - len(allowed), 0, gone + len(found) - len(aside))


def _named(edition: Edition, names: Collection[str]) -> tuple[list[Found], int]:
    """Return the findings of these names that are there now, and how many names have none."""
    wanted = set(names)
    found = [one for one in look_at(edition) if one.id in wanted]
    return found, len(wanted - {one.id for one in found})
