"""What `check_translations` prints: a table a person reads, or JSON."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from translation_workflow.catalogue.judged import JudgedEntry
from translation_workflow.editions.models import Edition
from translation_workflow.quality.finding import Finding, Severity
from translation_workflow.quality.piece import Found
from translation_workflow.quality.rule import REGISTER
from translation_workflow.source.address import Address
from translation_workflow.source.markup import without_control_signs

from .tables import as_table


def findings_table(found: Sequence[Found], places: Mapping[Address, str]) -> str:
    """Return a line for each finding: its name, where it stands, whose rule it is, the sentence."""
    rows: dict[str, dict[str, str]] = {}
    for one in found:
        place = places.get(one.piece.address, str(one.piece.address))
        columns = _columns(one.finding, place=place)
        if one.dismissed:
            by = f" ({one.dismissed.by})" if one.dismissed.by else ""
            columns["what"] += f"\nDismissed{by}: {without_control_signs(one.dismissed.reason)}"
        # A rule may find several things in one piece, and all have its name.
        title = one.id if one.id not in rows else f"{one.id} {sum(name[:12] == one.id for name in rows) + 1}"
        rows[title] = columns
    return as_table(rows)


def entries_table(found: Sequence[JudgedEntry]) -> str:
    """Return a line for each finding in a file: where the entry begins, whose rule it is, the sentence."""
    return as_table(
        {
            str(number): _columns(one.finding, place=f"{one.file}:{one.entry.line}")
            for number, one in enumerate(found, start=1)
        }
    )


def finding_as_data(one: Found, *, edition: Edition, places: Mapping[Address, str]) -> dict[str, Any]:
    dismissed = one.dismissed
    return {
        "edition": str(edition),
        "id": one.id,
        "address": str(one.piece.address),
        "place": places.get(one.piece.address, ""),
        "source": one.piece.pair.source,
        "words": one.piece.pair.target,
        "state": str(one.piece.state),
        **_as_data(one.finding),
        "can_be_dismissed": one.can_be_dismissed,
        "dismissed": dismissed and {"reason": dismissed.reason, "by": dismissed.by, "at": dismissed.at},
    }


def entry_as_data(one: JudgedEntry) -> dict[str, Any]:
    return {
        "file": one.file,
        "line": one.entry.line,
        "address": one.entry.context,
        "source": one.entry.source,
        "words": one.entry.target,
        **_as_data(one.finding),
    }


def counted(findings: Sequence[Finding], *, dismissed: int = 0) -> str:
    """Return how many findings of each kind there are, as a sentence."""
    blocking = sum(one.severity is Severity.BLOCKING for one in findings)
    warnings = len(findings) - blocking
    told = f"{blocking} blocking, {warnings} warning{'s'[: warnings != 1]}"
    return f"{told}, {dismissed} dismissed." if dismissed else f"{told}."


def in_entries(found: Sequence[JudgedEntry]) -> str:
    """Return how many entries of files findings are in, as the end of a sentence: importing counts these."""
    entries = len({(one.file, one.entry.line) for one in found})
    return f" in {entries} {'entry' if entries == 1 else 'entries'}" if found else ""


def _columns(finding: Finding, *, place: str) -> dict[str, str]:
    return {
        "where": without_control_signs(place),
        "rule": f"{finding.rule}\n({finding.severity})",
        "what": without_control_signs(finding.sentence),
    }


def _as_data(finding: Finding) -> dict[str, Any]:
    return {
        "rule": finding.rule,
        "title": REGISTER[finding.rule].title,
        "severity": str(finding.severity),
        "side": str(finding.side),
        "sentence": finding.sentence,
        "span": finding.fault.span,
        "fix": finding.fault.fix,
    }
