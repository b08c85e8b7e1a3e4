"""The admin's first page tells who pressed a button what became of it, where that was refused."""

from __future__ import annotations

from typing import Any

from wagtail.admin.ui.components import Component

from .models import Item, Kind, State

# More than these are on the progress page.
SHOWN = 5


class RefusedPanel(Component):
    """What somebody published with Wagtail's own button, and the gate took back."""

    name = "refused-publications"
    template_name = "jobs/refused.html"
    order = 50

    def __init__(self, user: Any) -> None:
        self.user = user

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        """Return the sentences, newest first."""
        items = Item.objects.filter(kind=Kind.PAGE, state=State.DEAD, job__asked_by=self.user)
        return {"sentences": list(items.order_by("-pk").values_list("fault", flat=True)[:SHOWN])}
