"""Who comes into the screens of questions, and what every one of them shares."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic.base import View

from translation_workflow.editions.models import Edition
from translation_workflow.editions.policy import editions_where, may_anywhere
from translation_workflow.editions.roles import Act
from translation_workflow.sent import object_in
from translation_workflow.talk.errors import NotAllowed, NotSaid


class ForSpeakers(View):
    """Only those come in who ask in an edition, or answer in a programme."""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        if not any(may_anywhere(request.user, act) for act in (Act.ASK, Act.ANSWER)):
            raise PermissionDenied

    @cached_property
    def answered(self) -> QuerySet[Edition]:
        """The editions whose questions the user answers: all of the programmes whose master is theirs."""
        masters = editions_where(self.request.user, Act.ANSWER)
        return Edition.objects.filter(programme__in=masters.values("programme"))

    @cached_property
    def editions(self) -> list[Edition]:
        """The editions in whose questions the user has a part; one query."""
        asked = editions_where(self.request.user, Act.ASK)
        mine = Q(pk__in=asked.values("pk")) | Q(pk__in=self.answered.values("pk"))
        return list(Edition.objects.filter(mine).select_related("programme__master_locale", "locale"))


class Endpoint(ForSpeakers):
    """Takes JSON, and answers with JSON; what is refused has `detail`, a sentence."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        sent = self.sent()
        if sent is None:
            detail = _(
                "What was sent cannot be read. Load the page again; your words are still in the field."
            )
            return JsonResponse({"detail": detail}, status=400)
        try:
            return self.act(sent)
        except NotAllowed as refusal:
            return JsonResponse({"detail": str(refusal)}, status=404)
        except NotSaid as refusal:
            return JsonResponse({"detail": str(refusal)}, status=422)

    def act(self, sent: dict[str, Any]) -> HttpResponse:
        """Do what was asked. Raises NotSaid."""
        raise NotImplementedError

    def sent(self) -> dict[str, Any] | None:
        """Return what was sent; None for what is no JSON object, or whose `text` is no text."""
        sent = object_in(self.request.body)
        return sent if sent is not None and isinstance(sent.get("text", ""), str) else None
