"""What the admin offers beyond the registry of editions."""

from __future__ import annotations

from typing import Any

from django.urls import path
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.log_actions import LogActionRegistry, LogFormatter

from .trees.create import ADDRESS_TAKEN
from .views import CreatePagesView


@hooks.register("register_admin_urls")
def register_urls() -> list[Any]:
    return [path("editions/<int:pk>/pages/", CreatePagesView.as_view(), name="edition_pages")]


@hooks.register("register_log_actions")
def register_address_taken(actions: LogActionRegistry) -> None:
    class AddressTaken(LogFormatter):
        label = _("Take another address")

        def format_message(self, log_entry: Any) -> Any:
            told = _("Is at “%(slug)s”, since another page has its address")
            return told % {"slug": log_entry.data["slug"]}

    actions.register_action(ADDRESS_TAKEN)(AddressTaken)
