"""How a page's history calls what editions do by themselves."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.log_actions import LogActionRegistry

from .apply import FOLLOWED


@hooks.register("register_log_actions")
def register_following(actions: LogActionRegistry) -> None:
    actions.register_action(FOLLOWED, _("Follow the master"), _("Followed the master"))
