"""Findings of rules, as the desk shows them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from django.utils.translation import gettext as _

from translation_workflow.adaptation.published import Adaptation
from translation_workflow.quality import finding as rules
from translation_workflow.quality.look import findings_of_typed, with_dismissals
from translation_workflow.quality.pair import Pair
from translation_workflow.quality.piece import Found
from translation_workflow.quality.pieces import pieces_in
from translation_workflow.quality.run import findings
from translation_workflow.source.markup import plain_text
from translation_workflow.source.segments import Segment
from translation_workflow.source.working import Place
from translation_workflow.termbase.terms import Terms

from .page import Finding
from .subject import Piece, Subject


def findings_by_place(
    subject: Subject, segments: Sequence[Segment], *, adaptation: Adaptation, terms: Terms
) -> Mapping[Place, Sequence[Finding]]:
    """Return what rules say of the working text of an object, by place. Four queries at most."""
    if not subject.is_live:
        return {}
    pieces = pieces_in(subject.edition, segments, holds=subject.holds, adaptation=adaptation, terms=terms)
    found = [Found(piece, one) for piece in pieces for one in _remembered(piece.pair)]
    return _by_place(with_dismissals(subject.edition, found))


def findings_of(piece: Piece, words: str) -> list[Finding]:
    """Return what rules would say of words that somebody is typing."""
    if not words or not piece.subject.is_live:
        return []
    return [finding_of(one) for one in findings_of_typed(piece.edition, piece.place, words=words)]


def finding_of(found: Found) -> Finding:
    """Return a finding as people read it, in the language of the interface where a sentence has one."""
    fault = found.finding.fault
    return Finding(
        id=found.id,
        rule=found.finding.rule,
        title=_(found.title),
        severity=str(found.finding.severity),
        sentence=_capital(_(fault.template).format_map(_values(found))),
        can_dismiss=found.can_be_dismissed,
        dismissed=found.dismissed.reason if found.dismissed else "",
        dismissed_by=found.dismissed.by if found.dismissed else "",
        row=found.dismissed.row if found.dismissed else None,
    )


def _values(found: Found) -> Mapping[str, object]:
    """Return what a sentence names: a link by its words, since nobody at the desk sees how it is written."""
    values, mark = found.finding.fault.values, found.finding.fault.values.get("mark")
    if found.finding.rule != "links" or not mark:
        return values
    link = re.search(rf"{re.escape(str(mark))}(.*?)</a>", found.piece.pair.source, re.DOTALL)
    words = plain_text(link[1]).strip() if link else ""
    return {**values, "mark": f"“{words}”"} if words else values


@lru_cache(1 << 13)
def _remembered(pair: Pair) -> tuple[rules.Finding, ...]:
    """What rules say of a pair depends on it alone: a page is asked again after each of its pieces."""
    return tuple(findings(pair))


def _by_place(found: Iterable[Found]) -> dict[Place, list[Finding]]:
    by_place: dict[Place, list[Finding]] = defaultdict(list)
    for one in found:
        by_place[one.piece.context, one.piece.string].append(finding_of(one))
    return by_place


def _capital(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]
