"""What the quality rules say of an edition's words, as far as it has to be mended before they are shown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from translation_workflow.editions.models import Edition
from translation_workflow.quality.finding import Fault, Finding, Severity, Side
from translation_workflow.quality.look import counting
from translation_workflow.quality.many import look_at
from translation_workflow.quality.piece import Found, Piece
from translation_workflow.quality.pieces import originals_of, pieces_of
from translation_workflow.quality.where import places_of

from .flaw import Flaw, Kind
from .typography import ALONE, faults_in, parted_units

TYPOGRAPHY = frozenset(
    {
        *("quotes", "double-space", "edge-space", "french-space", "space-before-mark"),
        *("numbers", "number-style", "units", "formulas", "source-double-space"),
    }
)
NUMBERED = "source-numbered"
# Double spaces of a master are told by a rule on its text, whose findings people can put aside.
OF_MASTERS = [name for name in ALONE if name != "double-space"]
# What no rule of the register says has no name to be put aside by.
UNNAMED = ""


def wrong_words(edition: Edition) -> list[Flaw]:
    """Return the findings that nobody put aside, then the signs that no rule looks at; in reading order."""
    found = [one for one in counting(look_at(edition)) if kind_of(one.finding)]
    found += _signs(edition)
    places = places_of(edition.programme, found)
    return [
        Flaw(
            kind_of(one.finding) or Kind.TYPOGRAPHY,
            places.get(one.piece.address, str(one.piece.address)),
            _as_sentence(one.finding.sentence),
            finding=one.id if one.finding.rule else UNNAMED,
        )
        for one in found
    ]


def kind_of(finding: Finding) -> Kind | None:
    """Return what a finding is here; None for a warning that leaves words as good as they were."""
    if finding.severity is Severity.BLOCKING:
        return Kind.BLOCKING
    if finding.rule == "terms":
        return Kind.TERM if "deprecated" in finding.fault.values else None
    if finding.rule == NUMBERED:
        return Kind.NUMBERED
    return Kind.TYPOGRAPHY if finding.rule in TYPOGRAPHY else None


def _signs(edition: Edition) -> Iterator[Found]:
    """Yield what is wrong with signs: a master's text has no source to be compared with."""
    if edition.is_master:
        for piece in originals_of(edition):
            faults = faults_in(piece.pair.source, language=edition.code, rules=OF_MASTERS)
            yield from _found(piece, faults, side=Side.SOURCE)
    else:
        for piece in pieces_of(edition):
            yield from _found(piece, parted_units(piece.pair.target), side=Side.TARGET)


def _found(piece: Piece, faults: Iterable[Fault], *, side: Side) -> Iterator[Found]:
    for fault in faults:
        yield Found(piece, Finding(UNNAMED, Severity.WARNING, fault, side))


def _as_sentence(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]
