"""What all screens of facts share: who comes in, and which fact of which edition they are about."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from translation_workflow.editions.access import ForEdition
from translation_workflow.facts.kinds import KINDS, Kind
from translation_workflow.facts.own import own_facts


class ForFacts(ForEdition):
    """About the facts of one edition, named by `pk` in the address."""

    @property
    def list_url(self) -> str:
        return reverse("facts:edition", args=[self.edition.pk])


class ForKind(ForFacts):
    """About facts of one kind, which the address names."""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        found = [kind for kind in KINDS if kind.name == kwargs["kind"]]
        if not found:
            raise Http404
        self.kind: Kind = found[0]


class ForFact(ForKind):
    """About one fact of the edition, named by `number`; another edition's, and the master's, is not found."""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.fact: Any = get_object_or_404(own_facts(self.edition, self.kind.model), pk=kwargs["number"])


class Screen(WagtailAdminTemplateMixin):
    """The furniture of Wagtail's admin, with the way back to all facts."""

    header_icon = "clipboard-list"

    def way(self) -> list[tuple[str, Any]]:
        """Return the screens above this one, below the first, as (address, label)."""
        return []

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        above = [(reverse("facts:home"), _("Facts")), *self.way()]
        return [
            *self.breadcrumbs_items,
            *({"url": url, "label": label} for url, label in above),
            {"url": "", "label": self.get_page_title()},
        ]
