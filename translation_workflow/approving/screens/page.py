"""One page or snippet of an edition, as its reviewer looks at it and decides."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import NoReverseMatch, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.generic import TemplateView

from translation_workflow.approving import decide
from translation_workflow.approving.adapted import unpublished
from translation_workflow.approving.decide import Decided, Seen
from translation_workflow.approving.errors import Overtaken, ReviewRefused
from translation_workflow.approving.pieces import Looked, look_at
from translation_workflow.approving.queue import Stage, Waiting, queue
from translation_workflow.editions.access import ForEdition
from translation_workflow.editions.policy import may_approve, may_publish_in
from translation_workflow.review.rendering.choose import Place
from translation_workflow.review.screens.button import tell
from translation_workflow.source.masters import is_of

from .furniture import Screen
from .sent import places_in, seen_in, written


class PageView(ForEdition, Screen, TemplateView):
    """Look at an object of an edition; whoever reviews it decides here, of what they looked at.

    A decision that was overtaken is answered with 409 and the page as it is now, what changed marked.
    """

    template_name = "approving/page.html"
    http_method_names = ["get", "post"]

    def get_page_title(self) -> str:
        return self.looked.title

    def get_page_subtitle(self) -> str:
        return str(self.edition)

    @cached_property
    def key(self) -> UUID:
        key: UUID = self.kwargs["key"]
        return key

    @cached_property
    def looked(self) -> Looked:
        found = look_at(self.edition, self.key, user=self.request.user)
        if found is None:
            raise Http404
        return found

    @cached_property
    def waiting(self) -> Waiting | None:
        """What the list says of it; None where nothing of it waits."""
        found = queue([self.edition], keys=[self.key])
        return found[0] if found else None

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        shows_all = self.request.GET.get("show") == "all"
        user, waiting = self.request.user, self.waiting
        changed = kwargs.get("changed", frozenset())
        pieces = self.looked.pieces if shows_all else self._told(changed)
        return context | {
            "edition": self.edition,
            "key": self.key,
            "looked": self.looked,
            "pieces": pieces,
            "unpublished": unpublished(self.edition, self.key, self.looked.outlook),
            "changed": {f"{context}-{string}" for context, string in changed},
            "shows_all": shows_all,
            "hidden": len(self.looked.pieces) - len(pieces),
            "waiting": waiting,
            "is_sent": bool(waiting and waiting.stage is Stage.SENT),
            "is_mine": bool(waiting and waiting.sender == user.pk),
            "is_returned": bool(waiting and waiting.stage is Stage.RETURNED),
            "may_send": self._may_send(waiting),
            "may_approve": may_approve(user, self.edition),
            "may_publish": may_publish_in(user, self.edition),
            "seen": written(self.looked),
            "desk_url": _way("desk:page", self.edition.pk, self.key),
            "note": kwargs.get("note", ""),
            "is_refused": kwargs.get("is_refused", False),
        }

    def _may_send(self, waiting: Waiting | None) -> bool:
        """Whether the page is offered to be sent; who reviews it need not send what nobody sent."""
        if waiting is None or waiting.page is None or waiting.stage is Stage.SENT:
            return False
        return waiting.stage is Stage.RETURNED or not may_approve(self.request.user, self.edition)

    def _told(self, changed: Collection[Place]) -> list[Any]:
        return [
            piece for piece in self.looked.pieces if piece.is_told or (piece.context, piece.string) in changed
        ]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not may_approve(request.user, self.edition):
            raise PermissionDenied
        if not is_of(self.edition, self.key):
            raise Http404
        seen = seen_in(request.POST)
        try:
            changed = self._decide(seen)
        except Overtaken as overtaken:
            messages.warning(request, str(overtaken))
            return self._again(decide.changed_since(self.edition, self.key, seen))
        except ReviewRefused as refusal:
            messages.error(request, str(refusal))
            return self._again(frozenset(), status=422)
        if changed:
            return self._again(changed)
        return redirect(self._here())

    def _decide(self, seen: Seen) -> frozenset[Place]:
        """Do what was pressed; return the places that it was not done to, since they are others by now."""
        sent = self.request.POST
        acts: dict[str, Callable[[Seen], frozenset[Place]]] = {
            "approve": self._approve_chosen,
            "send_back": self._send_chosen_back,
            "approve_all": self._approve_all,
            "return": self._return,
            "publish": self._publish,
            "approve_publish": self._approve_and_publish,
        }
        if name := sent.get("approve_one"):
            return self._approve(places_in([name]), seen)
        if name := sent.get("send_back_one"):
            return self._send_back(places_in([name]), seen, note=sent.get(f"note-{name}", ""))
        act = acts.get(sent.get("act", ""))
        if act is None:
            raise ReviewRefused(
                _("Nothing was chosen, and nothing was done. Press one of the buttons below.")
            )
        return act(seen)

    def _approve_chosen(self, seen: Seen) -> frozenset[Place]:
        return self._approve(self._chosen(), seen)

    def _send_chosen_back(self, seen: Seen) -> frozenset[Place]:
        return self._send_back(self._chosen(), seen, note=self.request.POST.get("note", ""))

    def _chosen(self) -> set[Place]:
        places = places_in(self.request.POST.getlist("piece"))
        if not places:
            raise ReviewRefused(_("No piece was chosen, and nothing was done. Tick those that you mean."))
        return places

    def _approve_all(self, seen: Seen) -> frozenset[Place]:
        """Approve all that waits, as it was looked at: what came since is told, and not approved."""
        waits = {(piece.context, piece.string) for piece in self.looked.to_decide}
        return self._approve(waits, seen) if waits else frozenset()

    def _approve_and_publish(self, seen: Seen) -> frozenset[Place]:
        waits = {(piece.context, piece.string) for piece in self.looked.to_decide}
        decided, outcome = decide.approve_and_publish(
            self.edition, self.key, places=waits, seen=seen, user=self.request.user
        )
        if decided.done:
            self._told_of(decided, _approved(decided.done))
        tell(self.request, outcome, title=self.looked.title, edition=self.edition)
        return frozenset()

    def _approve(self, places: set[Place], seen: Seen) -> frozenset[Place]:
        done = decide.approve(self.edition, self.key, places=places, seen=seen, user=self.request.user)
        return self._told_of(done, _approved(done.done))

    def _send_back(self, places: set[Place], seen: Seen, *, note: str) -> frozenset[Place]:
        done = decide.send_back(
            self.edition, self.key, places=places, seen=seen, note=note, user=self.request.user
        )
        told = ngettext("%(count)d piece was sent back.", "%(count)d pieces were sent back.", done.done)
        return self._told_of(done, told)

    def _told_of(self, done: Decided, told: str) -> frozenset[Place]:
        if done.done:
            messages.success(self.request, told % {"count": done.done})
        elif not done.changed:
            messages.info(self.request, _("Nothing was to be done: it is so already."))
        if done.changed:
            told = ngettext(
                "Somebody changed %(count)d piece since you looked. It is marked below, and stays as it is.",
                "Somebody changed %(count)d pieces since you looked. They are marked below, and stay as "
                "they are.",
                len(done.changed),
            )
            messages.warning(self.request, told % {"count": len(done.changed)})
        return done.changed

    def _return(self, seen: Seen) -> frozenset[Place]:
        note = self.request.POST.get("note", "")
        decide.send_page_back(self.edition, self.key, note=note, user=self.request.user)
        messages.success(self.request, _("The page was sent back, with your note."))
        return frozenset()

    def _publish(self, seen: Seen) -> frozenset[Place]:
        outcome = decide.publish(self.edition, self.key, seen=seen, user=self.request.user)
        tell(self.request, outcome, title=self.looked.title, edition=self.edition)
        return frozenset()

    def _again(self, changed: frozenset[Place], *, status: int = 409) -> HttpResponse:
        """Show the page as it is now; what was typed stays."""
        for name in ("looked", "waiting"):
            self.__dict__.pop(name, None)
        note = self.request.POST.get("note", "")
        context = self.get_context_data(changed=changed, note=note, is_refused=True)
        return self.render_to_response(context, status=status)

    def _here(self) -> str:
        return self.request.get_full_path()


def _approved(number: int) -> str:
    return ngettext("%(count)d piece was approved.", "%(count)d pieces were approved.", number)


def _way(name: str, *args: Any) -> str:
    """Return an address of a room above this one; "" where it is not there."""
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return ""
