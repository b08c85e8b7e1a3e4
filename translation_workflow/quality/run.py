"""All rules on a translation, in plain Python."""

from __future__ import annotations

from functools import lru_cache

from . import rules as _registered  # noqa: F401
from .finding import Finding, Severity, Side
from .pair import Pair
from .plain import is_plainly_fit
from .rule import REGISTER, Check, Rule


def findings(pair: Pair) -> list[Finding]:
    """Return what all rules say of a translation, what blocks first; nothing for one that is empty."""
    if not pair.target:
        return []
    severity = Severity.WARNING if is_plainly_fit(pair) else None
    return _found(pair, _checks(pair.base, severity=severity))


def blocking(pair: Pair) -> list[Finding]:
    """Return what keeps a translation from going live."""
    if not pair.target or is_plainly_fit(pair):
        return []
    return _found(pair, _checks(pair.base, severity=Severity.BLOCKING))


def unfit(pair: Pair) -> list[Finding]:
    """Return what no page can hold of a translation: the blocking findings that nobody can dismiss."""
    return [found for found in blocking(pair) if not REGISTER[found.rule].can_be_dismissed]


def source_findings(pair: Pair) -> list[Finding]:
    """Return what is wrong with a text of the master; the pair's `language` is of no matter."""
    return _found(pair, _checks(pair.base, side=Side.SOURCE))


@lru_cache
def rules_for(base: str, *, side: Side = Side.TARGET, severity: Severity | None = None) -> tuple[Rule, ...]:
    """Return the rules for a language without its country, what blocks first; all severities without one."""
    chosen = [rule for rule in REGISTER.values() if rule.side is side]
    chosen = [rule for rule in chosen if rule.languages is None or base in rule.languages]
    chosen = [rule for rule in chosen if severity is None or rule.severity is severity]
    return tuple(sorted(chosen, key=lambda rule: (not rule.ends, rule.severity is not Severity.BLOCKING)))


@lru_cache
def _checks(
    base: str, *, side: Side = Side.TARGET, severity: Severity | None = None
) -> tuple[tuple[Check, Rule], ...]:
    return tuple((rule.check, rule) for rule in rules_for(base, side=side, severity=severity))


def _found(pair: Pair, checks: tuple[tuple[Check, Rule], ...]) -> list[Finding]:
    found: list[Finding] = []
    for check, rule in checks:
        if faults := check(pair):
            found += [Finding(rule.name, rule.severity, fault, rule.side) for fault in faults]
            if found and rule.ends:
                break
    return found
