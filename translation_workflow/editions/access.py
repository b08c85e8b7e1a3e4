"""Who comes into the screens of editions: views begin here."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils.functional import cached_property
from django.views.generic.base import View

from .models import Edition
from .policy import editions_for, has_editions


class ForTranslators(View):
    """Only those come in who may translate an edition; what belongs to others is not found."""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        if not has_editions(request.user):
            raise PermissionDenied

    @cached_property
    def editions(self) -> QuerySet[Edition]:
        return editions_for(self.request.user)


class ForEdition(ForTranslators):
    """About one edition, named by `pk` in the address."""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.edition: Edition = get_object_or_404(self.editions, pk=kwargs["pk"])
