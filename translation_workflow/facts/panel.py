"""The admin's first page tells who looks after an edition how many of its facts are overdue."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from wagtail.admin.ui.components import Component

from translation_workflow.editions.policy import editions_for

from .overdue import counts_of


class OverduePanel(Component):
    """The user's editions with overdue facts. Three queries at most, however many editions and facts."""

    name = "overdue-facts"
    template_name = "facts/panel.html"
    order = 60

    def __init__(self, user: Any) -> None:
        self.user = user

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        editions = list(editions_for(self.user))
        counts = counts_of(editions, today=timezone.localdate()) if editions else {}
        return {"editions": [(one, counts[one.pk]) for one in editions if one.pk in counts]}
