"""What is typed: kept, settled, and brought back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from translation_workflow.desk.errors import DeskRefused, NotDone, Overtaken, PieceGone
from translation_workflow.desk.findings import findings_of
from translation_workflow.desk.history import words_of_entry
from translation_workflow.desk.keep import drop, keep
from translation_workflow.desk.seen import NOTHING, seen_at
from translation_workflow.desk.settle import current_words, settle
from translation_workflow.desk.shown import shown
from translation_workflow.desk.subject import Piece, piece_of_before, pieces_at
from translation_workflow.desk.typed import LONGEST, length_of, lost_links, understood

from .access import Answering, no_such_piece, place_in, text_in
from .answers import finding, pieces_of, theirs

VERSION = 16


class KeepView(Answering):
    """Keep what is being typed as this person's draft, whatever it is; nobody else sees it.

    Also for a text that the master has no longer: what was typed is not lost with it.
    """

    def answer(self, sent: Mapping[str, Any]) -> dict[str, Any]:
        place, version = place_in(sent), text_in(sent, "version", most=VERSION)
        html = text_in(sent, "words", most=LONGEST)
        piece = pieces_at(self.subject, {place}).get(place)
        is_gone = piece is None
        piece = piece or piece_of_before(self.subject, place, person=self.request.user)
        if piece is None:
            raise no_such_piece()
        words = understood(html, links=piece.link_names, hold=piece.hold)
        seen = seen_at({place}, self.edition.locale_id).get(place, NOTHING)
        at = None
        if not is_gone and words == current_words(piece, seen):
            # Typed back to what stands there: nothing is left to keep.
            drop({place}, subject=self.subject, person=self.request.user)
        else:
            at = keep(piece, words=words, version=version, person=self.request.user)
        return {
            "kept_at": at.isoformat() if at else None,
            "is_kept": at is not None,
            "is_gone": is_gone,
            "words": shown(words),
            "findings": [] if is_gone else [finding(one) for one in findings_of(piece, words)],
            "length": length_of(words),
            "limit": piece.hold.limit,
            "lost_links": lost_links(words, piece.link_names) if words else [],
        }


class Settling(Answering):
    """Writes working text, and keeps what was typed where that is refused."""

    typed: tuple[Piece, str, str] | None = None

    def settle(self, piece: Piece, words: str, version: str) -> str:
        """Settle words; return the version of what stands there then. Raises DeskRefused."""
        self.typed = piece, words, version
        done = settle(piece, words=words, version=version, person=self.request.user)
        self.typed = None
        return done.version

    def understood(self, sent: Mapping[str, Any], piece: Piece) -> str:
        html = text_in(sent, "words", most=LONGEST)
        return understood(html, links=piece.link_names, hold=piece.hold)

    def piece_or_kept(self, sent: Mapping[str, Any]) -> Piece:
        """Return the piece that was named; where its text is gone, keep what was typed for it, and raise."""
        try:
            return self.piece(place_in(sent))
        except PieceGone:
            before = piece_of_before(self.subject, place_in(sent), person=self.request.user)
            if before and isinstance(sent.get("words"), str):
                version = text_in(sent, "version", most=VERSION)
                self.typed = before, self.understood(sent, before), version
            raise

    def more(self, refusal: DeskRefused) -> dict[str, Any]:
        told = super().more(refusal)
        if self.typed and isinstance(refusal, Overtaken | NotDone | PieceGone):
            piece, words, version = self.typed
            keep(piece, words=words, version=version, person=self.request.user)
            told |= {"yours": {"words": shown(words)}, "is_kept": True}
        if isinstance(refusal, Overtaken):
            told |= {"theirs": theirs(refusal.seen)}
        return told

    def now(self, piece: Piece) -> dict[str, Any]:
        return pieces_of(self.subject, [piece.place], person=self.request.user)[0]


class SettleView(Settling):
    """Let what was typed be the working text, if nobody else changed the piece since it was seen."""

    def answer(self, sent: Mapping[str, Any]) -> dict[str, Any]:
        piece = self.piece_or_kept(sent)
        self.settle(piece, self.understood(sent, piece), text_in(sent, "version", most=VERSION))
        return self.now(piece)


class RestoreView(Settling):
    """Let the words of an older version stand again."""

    def answer(self, sent: Mapping[str, Any]) -> dict[str, Any]:
        piece, version = self.piece(place_in(sent)), text_in(sent, "version", most=VERSION)
        words = words_of_entry(piece, text_in(sent, "entry", most=80))
        settle(piece, words=words, version=version, person=self.request.user)
        return self.now(piece)
