"""What somebody says of a piece without typing: right, approved, back to work, the master's, no fault.

Like typed words, it holds only for what the person saw.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from translation_workflow.catalogue.signals import words_came_in
from translation_workflow.editions.models import Edition, Kind
from translation_workflow.editions.policy import may_approve
from translation_workflow.quality import dismiss as quality
from translation_workflow.quality.look import findings_in
from translation_workflow.quality.piece import Found
from translation_workflow.source import states
from translation_workflow.source.working import Place

from .errors import NotAllowed, NotDone
from .keep import drop
from .seen import NOTHING, Seen, hold
from .settle import check_seen
from .subject import Piece


class Act(StrEnum):
    """What can be said of a piece."""

    CONFIRM = "confirm"
    APPROVE = "approve"
    SEND_BACK = "send_back"
    TAKE_MASTERS = "take_masters"


@transaction.atomic
def act(name: Act, piece: Piece, *, version: str, person: Any) -> None:
    """Do one thing to a piece, if it stands as it was seen; what is so already is done.

    Raises NotAllowed, NotDone or Overtaken, then nothing was changed.
    """
    edition, place = piece.edition, piece.place
    _check_person(name, edition, person=person)
    _check(hold({place}, edition.locale_id).get(place, NOTHING), version, edition)
    _do(name, place, edition, person=person)
    if name is Act.TAKE_MASTERS:
        drop({place}, subject=piece.subject, person=person)
        words_came_in.send(sender=Piece, edition=edition, keys={piece.subject.key})


def put_aside(piece: Piece, finding: str, *, reason: str, person: Any) -> None:
    """Dismiss what a rule says of a piece, with a reason. Raises NotAllowed or NotDone."""
    try:
        quality.dismiss(piece.edition, _found(piece, finding), reason=reason, user=person)
    except quality.NotAllowed as refusal:
        raise NotAllowed(str(refusal)) from refusal
    except quality.NotDismissed as refusal:
        raise NotDone(str(refusal)) from refusal


def tell_again(piece: Piece, finding: str, *, person: Any) -> None:
    """Let a dismissed finding count again. Raises NotAllowed or NotDone."""
    found = _found(piece, finding)
    if found.dismissed is None:
        raise NotDone(_("Nobody put this finding aside. Nothing was changed."))
    try:
        quality.take_back(piece.edition, found.dismissed.row, user=person)
    except quality.NotAllowed as refusal:
        raise NotAllowed(str(refusal)) from refusal
    except quality.NotDismissed as refusal:
        raise NotDone(str(refusal)) from refusal


def _check_person(name: Act, edition: Edition, *, person: Any) -> None:
    if name in (Act.APPROVE, Act.SEND_BACK) and not may_approve(person, edition):
        raise NotAllowed(
            _("Words of %(edition)s are approved and sent back by its reviewers. Send the page to review.")
            % {"edition": edition}
        )
    if name is Act.TAKE_MASTERS and edition.kind is not Kind.SAME_LANGUAGE:
        raise NotDone(
            _("%(edition)s is not in its master's language: it has no copies. Nothing was changed.")
            % {"edition": edition}
        )


def _check(seen: Seen, version: str, edition: Edition) -> None:
    check_seen(seen, version)
    if not seen.has_words and edition.kind is not Kind.SAME_LANGUAGE:
        raise NotDone(_("There is no translation yet: type one first."))


def _do(name: Act, place: Place, edition: Edition, *, person: Any) -> None:
    match name:
        case Act.CONFIRM:
            states.confirm([place], edition, user=person, approved=may_approve(person, edition))
        case Act.APPROVE:
            states.confirm([place], edition, user=person, approved=True)
            states.approve([place], edition, user=person)
        case Act.SEND_BACK:
            states.send_back([place], edition, user=person)
        case Act.TAKE_MASTERS:
            states.take_masters([place], edition, user=person)


def _found(piece: Piece, name: str) -> Found:
    found = findings_in(piece.edition, keys={piece.subject.key})
    for one in found:
        if (one.piece.context, one.piece.string) == piece.place and one.id == name:
            return one
    raise NotDone(
        _("This finding is not there any more: the words or the master's text changed. Nothing was changed.")
    )
