"""What somebody looked at before a catalogue shipped: warnings of words that are right all the same."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from translation_workflow.editions.models import Edition
from translation_workflow.source.address import Address

from .dismiss import NotDismissed, reason_of
from .finding import Severity
from .models import Dismissal
from .piece import name_of
from .pieces import pieces_of
from .rule import REGISTER

NAMES = ("at", "rule", "finding", "reason")


class WrongEntry(ValueError):
    """An entry that cannot be read; the message says what was expected."""


@dataclass(frozen=True)
class Shipped:
    """One decision: the address, the rule, and the finding's name, which stands for text and words."""

    at: Address
    rule: str
    finding: str
    reason: str

    @classmethod
    def read(cls, told: Any) -> Shipped:
        """Return what an entry tells. Raises WrongEntry."""
        if not isinstance(told, Mapping) or set(told) != set(NAMES):
            raise WrongEntry(f"Expected: {', '.join(NAMES)}.")
        rule = REGISTER.get(str(told["rule"]))
        if rule is None or rule.severity is not Severity.WARNING or not rule.can_be_dismissed:
            raise WrongEntry(f"“{told['rule']}” is no rule whose warnings can be put aside.")
        try:
            at, reason = Address.parse(str(told["at"])), reason_of(str(told["reason"]))
        except (ValueError, NotDismissed) as error:
            raise WrongEntry(str(error)) from None
        return cls(at, rule.name, str(told["finding"]), reason)


def put_aside(edition: Edition, decided: Sequence[Shipped]) -> int:
    """Dismiss what still says the same of the same words; return of how many that is so.

    What somebody decided about it here stays as they decided.
    """
    # A text of several paragraphs is several pieces at one address.
    found = defaultdict(list)
    for piece in pieces_of(edition, keys={one.at.object_key for one in decided}):
        found[piece.address].append(piece)
    rows = [
        Dismissal(
            edition=edition,
            context_id=piece.context,
            string_id=piece.string,
            rule=one.rule,
            digest=piece.digest,
            reason=one.reason,
        )
        for one in decided
        for piece in found[one.at]
        if name_of(piece, one.rule) == one.finding
    ]
    Dismissal.objects.bulk_create(rows, ignore_conflicts=True)
    return len(rows)
