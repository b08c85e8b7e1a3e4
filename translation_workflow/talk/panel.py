"""Wagtail's side panel “Translations”, beside the pages of a master.

Wagtail has no hook for side panels of pages: so its editor is asked for its own, and ours comes after them.
"""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.components import MediaContainer
from wagtail.admin.ui.side_panels import BaseSidePanel
from wagtail.admin.views.pages.edit import EditView

from translation_workflow.editions.models import Edition
from translation_workflow.editions.registry import translated_editions

from .screens.effects import masters_edition
from .threads import waiting_for_authors

stock_side_panels = EditView.get_side_panels


class TranslationsPanel(BaseSidePanel):
    """Fetches what it shows when it is opened, and again when the draft was saved; see static/talk/panel.js.

    The number at its button is of questions that wait for an author.
    """

    class SidePanelToggle(BaseSidePanel.SidePanelToggle):
        aria_label = _("Toggle translations")
        icon_name = "globe"

        def get_context_data(self, parent_context: Any) -> dict[str, Any]:
            context: dict[str, Any] = super().get_context_data(parent_context)
            return context | {"count": self.panel.waiting}

    name = "translations"
    title = _("Translations")
    template_name = "talk/panel.html"
    order = 350

    def __init__(self, page: Any, request: Any, *, edition: Edition) -> None:
        super().__init__(page, request)
        editions = translated_editions(edition.programme)
        self.waiting = waiting_for_authors(editions, {page.translation_key}).count()

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(parent_context)
        return context | {"url": reverse("talk:effects", args=[self.object.pk])}

    class Media:
        css = {"all": ["talk/talk.css"]}
        js = ["talk/talk.js", "talk/panel.js"]


def install() -> None:
    """Put the panel into Wagtail's page editor. Called once, when all apps are loaded."""
    EditView.get_side_panels = get_side_panels


def get_side_panels(self: EditView) -> Any:
    """Return Wagtail's panels, and ours beside a page whose translators the user answers."""
    panels = stock_side_panels(self)
    # What is saved while somebody types renews parts of the page only, and ours renews itself.
    if self.expects_json_response or self.hydrate_create_view:
        return panels
    edition = masters_edition(self.page, self.request.user)
    if edition is None:
        return panels
    return MediaContainer([*panels, TranslationsPanel(self.page, self.request, edition=edition)])
