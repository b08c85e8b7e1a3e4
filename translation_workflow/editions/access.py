"""Who comes into the screens of editions: views begin here."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest
from django.utils.functional import cached_property
from django.views.generic.base import View

from .models import Edition
from .policy import coordinates_any, edition_for, editions_coordinated_by, editions_for, has_editions

DRAWN_FOR = "X-Drawn-For"
"""The header in which a page that stands open tells the id of whom it was drawn for."""


class SomebodyElse(PermissionDenied):
    """Another person signed in, in the same browser, since the page was drawn."""


def check_person(request: HttpRequest, *, drawn_for: str | None) -> None:
    """Raise SomebodyElse for what comes from a page that was drawn for another person."""
    if drawn_for and drawn_for != str(request.user.pk):
        raise SomebodyElse


class ForTranslators(View):
    """Only those come in who may translate an edition; what belongs to others is not found."""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        check_person(request, drawn_for=request.headers.get(DRAWN_FOR))
        self.come_in()

    def come_in(self) -> None:
        """Raise PermissionDenied, or Http404, for who may not."""
        if not has_editions(self.request.user):
            raise PermissionDenied

    @cached_property
    def editions(self) -> QuerySet[Edition]:
        return editions_for(self.request.user)


class ForEdition(ForTranslators):
    """About one edition, named by `pk` in the address."""

    edition: Edition

    def come_in(self) -> None:
        found = edition_for(self.request.user, self.kwargs["pk"])
        if found is None:
            super().come_in()
            raise Http404
        self.edition = found


class ForCoordinators(ForTranslators):
    """Only those come in who answer for an edition towards the outside."""

    def come_in(self) -> None:
        if not coordinates_any(self.request.user):
            raise PermissionDenied

    @cached_property
    def editions(self) -> QuerySet[Edition]:
        return editions_coordinated_by(self.request.user)
