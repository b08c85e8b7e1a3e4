"""What all views of the desk share: who comes in, what it is about, and how a refusal is told."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied, RequestDataTooBig
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _

from translation_workflow.desk.errors import (
    DeskRefused,
    NoSuchPiece,
    NotAllowed,
    NotDone,
    NotUnderstood,
    Overtaken,
    PieceGone,
)
from translation_workflow.desk.subject import Piece, Subject, piece_of_before, pieces_at, subject_of
from translation_workflow.editions.access import ForEdition, SomebodyElse
from translation_workflow.sent import object_in
from translation_workflow.source.working import Place

# Ids of rows are below it on every database.
_MOST = 1 << 31
_STATUS: Mapping[type[DeskRefused], int] = {
    NotUnderstood: 400,
    NotAllowed: 403,
    NoSuchPiece: 404,
    PieceGone: 409,
    Overtaken: 409,
    NotDone: 422,
}


class ForSubject(ForEdition):
    """About an object of the master that one edition translates, named by `pk` and its `key`."""

    subject: Subject

    def come_in(self) -> None:
        super().come_in()
        key: UUID = self.kwargs["key"]
        found = subject_of(self.edition, key)
        if found is None:
            raise Http404
        self.subject = found

    def piece(self, place: Place) -> Piece:
        """Return a piece of the object. Raises PieceGone for one that it had, NoSuchPiece for any other."""
        found = pieces_at(self.subject, {place}).get(place)
        if found is None:
            if piece_of_before(self.subject, place, person=self.request.user) is None:
                raise no_such_piece()
            raise PieceGone(
                _("The authors changed this text meanwhile. What you typed is kept: load the page again.")
            )
        return found


class Answering(ForSubject):
    """Takes JSON by POST, and answers JSON whatever happens."""

    http_method_names = ["post"]
    refusal: JsonResponse | None = None

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Keep a refusal for `dispatch`: raised here it would become a page."""
        try:
            super().setup(request, *args, **kwargs)
        except Http404:
            self.refusal = told(_("There is no such page in this edition."), 404)
        except SomebodyElse:
            self.refusal = told(
                _(
                    "Somebody else signed in here meanwhile. What you typed is kept in this browser: sign in "
                    "as yourself again, and it is saved."
                ),
                401,
                is_other=True,
            )
        except PermissionDenied:
            self.refusal = told(_("You do not work on this edition. Ask its coordinator."), 403)

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if self.refusal is not None:
            return self.refusal
        return super().dispatch(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return JsonResponse(self.answer(_sent(request)))
        except DeskRefused as refusal:
            return told(str(refusal), _STATUS[type(refusal)], **self.more(refusal))

    def answer(self, sent: Mapping[str, Any]) -> dict[str, Any]:
        """Do what was asked; return what is answered. Raises DeskRefused."""
        raise NotImplementedError

    def more(self, refusal: DeskRefused) -> dict[str, Any]:
        """Return what a refusal says beside its sentence."""
        return {"is_gone": True} if isinstance(refusal, PieceGone) else {}


def told(sentence: str, status: int, **more: Any) -> JsonResponse:
    return JsonResponse({"detail": sentence, **more}, status=status)


def no_such_piece() -> NoSuchPiece:
    return NoSuchPiece(_("This page has no such text. Nothing was changed: load the page again."))


def place_in(sent: Any) -> Place:
    """Return the place that was named. Raises NotUnderstood."""
    if not isinstance(sent, Mapping):
        raise not_understood("context")
    return _number(sent, "context"), _number(sent, "string")


def text_in(sent: Mapping[str, Any], name: str, *, most: int, default: str | None = None) -> str:
    """Return a text that was sent. Raises NotUnderstood for none, and for one that is too long."""
    value = sent.get(name, default)
    if not isinstance(value, str):
        raise not_understood(name)
    if len(value) > most:
        raise NotUnderstood(
            _("This is too long: %(length)d characters, and at most %(most)d are read. Shorten it.")
            % {"length": len(value), "most": most}
        )
    return value


def not_understood(name: str) -> NotUnderstood:
    return NotUnderstood(
        _("“%(name)s” is missing, or is not what it should be. Load the page again.") % {"name": name}
    )


def _number(sent: Mapping[str, Any], name: str) -> int:
    value = sent.get(name)
    if isinstance(value, str) and value.isdecimal() and value.isascii() and len(value) < 11:
        value = int(value)
    if type(value) is not int or not 0 < value < _MOST:
        raise not_understood(name)
    return value


def _sent(request: HttpRequest) -> Mapping[str, Any]:
    try:
        sent = object_in(request.body)
    except RequestDataTooBig as error:
        raise NotUnderstood(_("This is more than can be sent at once. Shorten it.")) from error
    if sent is None:
        raise NotUnderstood(_("What was sent is not a JSON object. Load the page again."))
    return sent
