"""What is said of a piece without typing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from translation_workflow.desk.acts import Act, act, put_aside, tell_again
from translation_workflow.desk.keep import drop
from translation_workflow.desk.subject import Piece
from translation_workflow.desk.typed import understood
from translation_workflow.quality.models import REASON

from .access import Answering, not_understood, place_in, text_in
from .answers import pieces_of
from .typing import VERSION, Settling

_NAME = 20


class ActView(Settling):
    """Do one thing to one piece; words that were typed are settled first."""

    def answer(self, sent: Mapping[str, Any]) -> dict[str, Any]:
        piece = self.piece_or_kept(sent)
        version = text_in(sent, "version", most=VERSION)
        name = text_in(sent, "act", most=_NAME)
        match name:
            case "copy_source":
                self.settle(piece, _copied(piece), version)
            case "dismiss":
                reason = text_in(sent, "reason", most=REASON * 10, default="")
                finding = text_in(sent, "finding", most=_NAME)
                put_aside(piece, finding, reason=reason, person=self.request.user)
            case "undismiss":
                tell_again(piece, text_in(sent, "finding", most=_NAME), person=self.request.user)
            case _:
                self._say(_act(name), piece, version, sent)
        return self.now(piece)

    def _say(self, name: Act, piece: Piece, version: str, sent: Mapping[str, Any]) -> None:
        if name in (Act.CONFIRM, Act.APPROVE) and sent.get("words") is not None:
            version = self.settle(piece, self.understood(sent, piece), version)
        act(name, piece, version=version, person=self.request.user)


class DropView(Answering):
    """Throw away what this person typed in a place and did not settle."""

    def answer(self, sent: Mapping[str, Any]) -> dict[str, Any]:
        place = place_in(sent)
        drop({place}, subject=self.subject, person=self.request.user)
        # What was said of the words that were typed is said of those that stand there.
        pieces = pieces_of(self.subject, [place], person=self.request.user)
        return {"findings": pieces[0]["findings"] if pieces else []}


def _copied(piece: Piece) -> str:
    return understood(piece.text, links=piece.link_names, hold=piece.hold)


def _act(name: str) -> Act:
    try:
        return Act(name)
    except ValueError as error:
        raise not_understood("act") from error
