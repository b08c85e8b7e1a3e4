"""What the rules say of an edition: of all of it, of some pages, or of one text before it is saved."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from uuid import UUID

from translation_workflow.editions.models import Edition

from .finding import Severity
from .models import Dismissal
from .piece import Dismissed, Found, Piece
from .pieces import originals_of, piece_at, pieces_of
from .run import findings, source_findings

# Above this it is dearer to name places than to read all that an edition dismissed.
FEW = 200


def findings_in(edition: Edition, *, keys: Collection[UUID] | None = None) -> list[Found]:
    """Return what the rules say of an edition's words, in reading order, dismissed or not.

    `keys` are pages and snippets; None is the edition as a whole. Of a master's own edition there is nothing
    to say: see `source_findings_in`. The number of queries depends on neither.
    """
    return _found(edition, pieces_of(edition, keys=keys), is_source=False)


def source_findings_in(master: Edition, *, keys: Collection[UUID] | None = None) -> list[Found]:
    """Return what the rules say of the master's own text, in reading order, dismissed or not."""
    return _found(master, originals_of(master, keys=keys), is_source=True)


def findings_of_typed(edition: Edition, place: tuple[int, int], *, words: str) -> list[Found]:
    """Return what the rules would say of words that are not saved yet; `place` is (context, string).

    Nothing of a text that the master has no longer, and nothing of no words. Findings keep nobody from
    saving.
    """
    piece = piece_at(edition, place, words=words)
    return _found(edition, [piece] if piece else [], is_source=False)


def counting(found: Iterable[Found]) -> list[Found]:
    """Return the findings that nobody dismissed."""
    return [one for one in found if one.dismissed is None]


def keeping_back(found: Iterable[Found]) -> list[Found]:
    """Return the findings that keep words from going live."""
    return [one for one in counting(found) if one.finding.severity is Severity.BLOCKING]


def _found(edition: Edition, pieces: Iterable[Piece], *, is_source: bool) -> list[Found]:
    ask = source_findings if is_source else findings
    found = [Found(piece, finding) for piece in pieces for finding in ask(piece.pair)]
    return with_dismissals(edition, found)


def with_dismissals(edition: Edition, found: Sequence[Found]) -> list[Found]:
    """Return findings with what people dismissed of them; one query, and none where nothing was found."""
    contexts = {one.piece.context for one in found if one.can_be_dismissed}
    if not contexts:
        return list(found)
    rows = Dismissal.objects.filter(edition=edition).select_related("dismissed_by")
    rows = rows.filter(context__in=contexts) if len(contexts) <= FEW else rows
    known = {(row.context_id, row.string_id, row.rule, row.digest): row for row in rows}
    return [_with(one, known.get(_key(one))) if one.can_be_dismissed else one for one in found]


def _key(one: Found) -> tuple[int, int, str, str]:
    return one.piece.context, one.piece.string, one.finding.rule, one.piece.digest


def _with(one: Found, row: Dismissal | None) -> Found:
    if row is None:
        return one
    by = row.dismissed_by.get_username() if row.dismissed_by else ""
    return replace(one, dismissed=Dismissed(row.pk, row.reason, by, row.dismissed_at))
