"""An edition's findings as people look through them: counted, and narrowed as they ask. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from .finding import Severity
from .piece import Found

OPEN, ASIDE = "open", "aside"


@dataclass(frozen=True)
class Asked:
    """What somebody looks for; "" is everything. `standing` is OPEN or ASIDE."""

    rule: str = ""
    severity: str = ""
    page: str = ""
    standing: str = OPEN


@dataclass(frozen=True)
class OfRule:
    """How often a rule found something that counts."""

    name: str
    title: str
    severity: Severity
    number: int


@dataclass(frozen=True)
class Counts:
    """How many findings there are: what counts by severity, what was put aside, by rule and by page."""

    blocking: int
    warnings: int
    aside: int
    rules: Sequence[OfRule]
    pages: Mapping[UUID, int]


def counts_of(found: Iterable[Found]) -> Counts:
    """Count what a report tells first; rules that block stand first, then those with most findings."""
    all_found = list(found)
    counting = [one for one in all_found if one.dismissed is None]
    blocking = sum(one.finding.severity is Severity.BLOCKING for one in counting)
    titles = {one.finding.rule: (one.title, one.finding.severity) for one in all_found}
    numbers = Counter(one.finding.rule for one in counting)
    rules = [OfRule(name, *titles[name], numbers[name]) for name in titles]
    return Counts(
        blocking,
        len(counting) - blocking,
        len(all_found) - len(counting),
        sorted(rules, key=lambda one: (one.severity is not Severity.BLOCKING, -one.number, one.name)),
        Counter(one.piece.address.object_key for one in counting),
    )


def narrowed(found: Iterable[Found], asked: Asked) -> list[Found]:
    """Return the findings that somebody looks for, in reading order."""
    return [
        one
        for one in found
        if (one.dismissed is not None) is (asked.standing == ASIDE)
        and asked.rule in ("", one.finding.rule)
        and asked.severity in ("", one.finding.severity)
        and asked.page in ("", str(one.piece.address.object_key))
    ]
