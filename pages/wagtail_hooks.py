"""What authors find in the admin's menu."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from . import models as content
from .owned import OwnedSnippets


def _view_set(
    snippet: type[models.Model],
    icon: str,
    *columns: str,
    filters: tuple[str, ...] = ("programme",),
) -> SnippetViewSet:
    attributes = {
        "model": snippet,
        "icon": icon,
        "list_display": ["__str__", *columns, "programme"],
        "list_filter": list(filters),
        "inspect_view_enabled": True,
    }
    view_set: SnippetViewSet = type(f"{snippet.__name__}ViewSet", (OwnedSnippets,), attributes)()
    return view_set


@register_snippet
class ReferenceGroup(SnippetViewSetGroup):
    menu_label = _("References")
    menu_icon = "list-ul"
    menu_order = 210
    items = (
        _view_set(content.Tool, "cog", "url"),
        _view_set(content.PolicyMilestone, "calendar", "when", "review_by"),
        _view_set(content.Statistic, "order", "as_of", "review_by"),
        _view_set(
            content.FinanceInstrument,
            "doc-full",
            "country",
            "review_by",
            filters=("programme", "country"),
        ),
        _view_set(
            content.LegalInstrument,
            "doc-full",
            "country",
            "review_by",
            filters=("programme", "country"),
        ),
    )


@register_snippet
class PeopleGroup(SnippetViewSetGroup):
    menu_label = _("People")
    menu_icon = "group"
    menu_order = 220
    items = (
        _view_set(content.Organisation, "home", "country"),
        _view_set(content.Partnership, "group", "role"),
        _view_set(content.ContactPoint, "mail", "email", "review_by"),
        _view_set(content.SocialAccount, "comment", "url"),
    )
