"""The endpoints of talk: ask or comment, reply, answer, close.

All are POST, with the CSRF token in the header, and take JSON: `{text}`, and to ask `{text, kind, context,
string}`, of which `kind` is question or comment, and the last two are left out for the page as a whole. They
answer `{thread, html}`: the thread's id, and the whole of it as it is now.

| status | when |
|---|---|
| 400 | what was sent is not of that shape |
| 403 | somebody who has no part in any conversation |
| 404 | another edition's, or gone |
| 422 | cannot be said: empty, too long, of a text that is gone; `detail` says what to do |
"""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string

from translation_workflow.editions.policy import edition_for
from translation_workflow.talk.models import Thread
from translation_workflow.talk.speaking import answer, ask, close, comment, not_yours, reply
from translation_workflow.talk.subject import Subject
from translation_workflow.talk.threads import conversations

from .access import Endpoint

LARGEST = 2**63


class AskView(Endpoint):
    """Ask the authors, or comment, on an object or a piece of an edition."""

    def act(self, sent: dict[str, Any]) -> HttpResponse:
        edition = edition_for(self.request.user, self.kwargs["pk"])
        if edition is None:
            raise not_yours()
        subject = Subject(self.kwargs["key"], sent.get("context"), sent.get("string"))
        say = comment if sent.get("kind") == "comment" else ask
        return told(self.request, say(edition, subject, text=sent.get("text", ""), user=self.request.user))

    def sent(self) -> dict[str, Any] | None:
        sent = super().sent()
        if sent is None or sent.get("kind", "question") not in ("question", "comment"):
            return None
        ids = [sent.get("context"), sent.get("string")]
        return sent if all(one is None or _is_id(one) for one in ids) else None


class ReplyView(Endpoint):
    """Say more, as people of the edition."""

    def act(self, sent: dict[str, Any]) -> HttpResponse:
        return told(
            self.request, reply(self.kwargs["thread"], text=sent.get("text", ""), user=self.request.user)
        )


class AnswerView(Endpoint):
    """Answer, as an author of the master."""

    def act(self, sent: dict[str, Any]) -> HttpResponse:
        return told(
            self.request, answer(self.kwargs["thread"], text=sent.get("text", ""), user=self.request.user)
        )


class CloseView(Endpoint):
    """Say that it is over."""

    def act(self, sent: dict[str, Any]) -> HttpResponse:
        return told(self.request, close(self.kwargs["thread"], user=self.request.user))


def told(request: HttpRequest, thread: Thread) -> HttpResponse:
    """Answer with a thread as it is now."""
    [now] = conversations(Thread.objects.filter(pk=thread.pk), user=request.user)
    html = render_to_string("talk/thread.html", {"thread": now}, request=request)
    return JsonResponse({"thread": thread.pk, "html": html})


def _is_id(given: Any) -> bool:
    return type(given) is int and 0 < given < LARGEST
