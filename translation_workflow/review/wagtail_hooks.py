"""What the review tells Wagtail: the name of its line in a page's history, and its publish button."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.log_actions import LogActionRegistry

from .apply import FOLLOWED
from .button import publish_from_editor


@hooks.register("register_log_actions")
def register_following(actions: LogActionRegistry) -> None:
    actions.register_action(FOLLOWED, _("Follow the master"), _("Followed the master"))


# Before the engine's own hook, which answers with its editor.
@hooks.register("before_edit_page", order=-1)
@hooks.register("before_edit_snippet", order=-1)
def publish(request: HttpRequest, instance: Any) -> HttpResponse | None:
    return publish_from_editor(request, instance)
