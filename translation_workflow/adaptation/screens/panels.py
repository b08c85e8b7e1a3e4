"""The preview in Wagtail's side panel. What it shows belongs to the room above, and is found by name."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from wagtail.admin.ui.components import MediaContainer
from wagtail.admin.ui.side_panels import PreviewSidePanel
from wagtail.models import PreviewableMixin

from translation_workflow.editions.models import Edition

PREVIEW = "preview_adaptation"
LINK = "previews:make"


class Previewed(PreviewableMixin):
    """What Wagtail asks for the sizes of its preview: pages here have no preview of their own."""


def preview_url(edition: Edition, key: UUID, *, name: str = PREVIEW) -> str:
    """Return where a page's draft is shown as readers would get it; "" where nobody shows it.

    With the name LINK: where somebody makes a link to it for others.
    """
    try:
        return reverse(name, args=[edition.pk, key])
    except NoReverseMatch:
        return ""


def panels_for(request: HttpRequest, url: str, *, form: str = "") -> MediaContainer:
    """Return the screen's side panels. `form` is the query that names the form which is open."""
    if not url:
        return MediaContainer()
    at = f"{url}?{form}" if form else url
    return MediaContainer([PreviewSidePanel(Previewed(), request, preview_url=at)])
