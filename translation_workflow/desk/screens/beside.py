"""What stands beside one piece, as a fragment of a page; and a machine's words on request."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from translation_workflow.desk.beside import Beside
from translation_workflow.desk.errors import DeskRefused
from translation_workflow.desk.history import versions_of
from translation_workflow.desk.subject import Piece
from translation_workflow.desk.suggest import ask_machine, may_ask_machine, suggestions
from translation_workflow.editions.languages import language_for
from translation_workflow.talk.subject import Subject as Talked
from translation_workflow.talk.threads import threads_beside

from .access import Answering, ForSubject, place_in
from .desk import urls_of

# All versions that anybody would read through.
WHOLE = 1_000


class BesideView(ForSubject):
    """Suggestions, questions and comments, and history of the piece that `context` and `string` name."""

    http_method_names = ["get", "head", "options"]
    shows_whole_history = False

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            piece = self.piece(place_in(request.GET))
        except DeskRefused as refusal:
            raise Http404(str(refusal)) from refusal
        return render(request, "desk/beside.html", self.context(piece))

    def context(self, piece: Piece) -> dict[str, Any]:
        edition, person = self.edition, self.request.user
        talked = Talked(self.subject.key, *piece.place)
        beside = Beside(
            suggestions(piece, person=person),
            versions_of(piece, most=WHOLE) if self.shows_whole_history else versions_of(piece),
            threads_beside(edition, talked, user=person),
        )
        source = language_for(edition.master_code)
        return {
            "beside": beside,
            "suggestions": beside.suggestions,
            "history": beside.history,
            "threads": beside.threads,
            "history_is_open": self.shows_whole_history,
            "page": {
                "language": edition.language.code,
                "direction": edition.language.direction,
                "source_language": source.code,
                "source_direction": source.direction,
                "may_ask_machine": may_ask_machine(edition),
                "urls": urls_of(self),
            },
        }


class HistoryView(BesideView):
    """The same with all versions."""

    shows_whole_history = True


class SuggestView(Answering):
    """Ask the machine for one piece: its words are offered, and written nowhere."""

    def answer(self, sent: Mapping[str, Any]) -> dict[str, Any]:
        words, label = ask_machine(self.piece(place_in(sent)))
        return {"words": words, "origin_label": label}
