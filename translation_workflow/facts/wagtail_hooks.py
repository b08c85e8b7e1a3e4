"""The screens of facts in the admin, what its first page tells, and what is not deleted."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.log_actions import LogActionRegistry

from pages.owned import ADDRESS_HOOK
from translation_workflow.editions.policy import may_anywhere
from translation_workflow.editions.roles import Act

from .edit import CHECKED, refuse_placed
from .errors import FactRefused
from .kinds import KINDS, kind_of
from .own import owner_of
from .panel import OverduePanel
from .screens import urls


class FactsMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return may_anywhere(request.user, Act.TRANSLATE)


@hooks.register("register_admin_urls")
def register_urls() -> list[Any]:
    return [path("facts/", include(urls))]


@hooks.register("register_translation_menu_item")
def register_menu_item() -> MenuItem:
    return FactsMenuItem(
        _("Facts"), reverse("facts:home"), name="facts", icon_name="clipboard-list", order=170
    )


@hooks.register("construct_homepage_panels")
def tell_of_overdue(request: HttpRequest, panels: list[Any]) -> None:
    panels.append(OverduePanel(request.user))


@hooks.register("register_log_actions")
def register_check(actions: LogActionRegistry) -> None:
    actions.register_action(CHECKED, _("Check a fact"), _("Checked that it still holds"))


@hooks.register(ADDRESS_HOOK)
def address_of(fact: Any) -> str:
    is_fact = any(kind.model is type(fact) for kind in KINDS)
    edition = owner_of(fact) if is_fact else None
    return reverse("facts:change", args=[edition.pk, kind_of(type(fact)).name, fact.pk]) if edition else ""


@hooks.register("before_delete_snippet")
def keep_what_is_placed(request: HttpRequest, instances: Sequence[Any]) -> HttpResponse | None:
    """Keep an edition's fact that its readers see: its stock screens delete as ours do."""
    models = {kind.model for kind in KINDS}
    refused = list(_refused(one for one in instances if type(one) in models))
    for sentence in refused:
        messages.error(request, sentence)
    index = instances[0].snippet_viewset.get_url_name("list") if refused else ""
    return redirect(index) if refused else None


def _refused(facts: Any) -> Any:
    for fact in facts:
        edition = owner_of(fact)
        if edition is not None:
            try:
                refuse_placed(fact, edition)
            except FactRefused as refusal:
                yield str(refusal)
