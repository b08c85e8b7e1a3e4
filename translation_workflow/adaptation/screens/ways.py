"""The ways from a page in the admin to its adaptation."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import Button, HeaderButton
from wagtail.models import Page

from translation_workflow.editions.policy import editions_for


def button_to(
    page: Page, user: Any, *, priority: int, kind: type[Button | HeaderButton] = Button
) -> Iterator[Button | HeaderButton]:
    """Yield the way to a page's adaptation, for a translated page of an edition that the user translates."""
    for edition, path_of_first, keys in _adaptable(user):
        is_its = page.locale_id == edition.locale_id and page.path.startswith(path_of_first)
        if is_its and page.translation_key in keys:
            yield kind(
                _("Adapt this page"),
                reverse("adaptations:page", args=[edition.pk, page.translation_key]),
                icon_name="globe",
                priority=priority,
            )


def _adaptable(user: Any) -> list[tuple[Any, str, set[Any]]]:
    """Return the user's editions, each with the path of its first page and the keys of its master's pages."""
    # A listing asks for each of its pages.
    if not hasattr(user, "_adaptable"):
        user._adaptable = list(_read(user))
    found: list[tuple[Any, str, set[Any]]] = user._adaptable
    return found


def _read(user: Any) -> Iterator[tuple[Any, str, set[Any]]]:
    editions = list(editions_for(user))
    tops = {one.programme_id: one.programme.master_page for one in editions if one.programme.master_page}
    keys_of_tops = {top.translation_key for top in tops.values()}
    rows = Page.objects.filter(translation_key__in=keys_of_tops)
    paths = {
        (locale, key): path for locale, key, path in rows.values_list("locale", "translation_key", "path")
    }
    keys = {
        number: set(
            Page.objects.filter(path__startswith=top.path, live=True).values_list(
                "translation_key", flat=True
            )
        )
        for number, top in tops.items()
    }
    for one in editions:
        top = tops.get(one.programme_id)
        path_of_first = paths.get((one.locale_id, top.translation_key)) if top else None
        if path_of_first:
            yield one, path_of_first, keys[one.programme_id]
