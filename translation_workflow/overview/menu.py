"""One menu for all that is done with editions, in the order in which people do it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import Menu, MenuItem, SubmenuMenuItem

HOOK = "register_translation_menu_item"
"""Rooms give the menu their items through this hook; each says itself to whom it is shown."""

ORDER = (
    "matrix",
    "review",
    "questions",
    "adaptations",
    "catalogues",
    "facts",
    "termbase",
    "memory",
    "quality",
    "jobs",
    "previews",
    "log",
    "people",
    "webhooks",
)
"""The names of the items, in their order; what is not named here follows them in an order of its own."""


def in_order(items: Iterable[MenuItem]) -> list[MenuItem]:
    """Return the items of the menu as people are to see them. Each is told its place."""
    places = {name: place for place, name in enumerate(ORDER)}
    found = sorted(items, key=lambda item: (places.get(item.name, len(ORDER)), item.order, item.name))
    for place, item in enumerate(found):
        item.order = place
    return found


class TranslationMenu(Menu):
    """The items of the rooms, in the order of this one."""

    @cached_property
    def registered_menu_items(self) -> list[Any]:
        return in_order(super().registered_menu_items)


def menu_item() -> SubmenuMenuItem:
    menu = TranslationMenu(register_hook_name=HOOK, construct_hook_name="construct_translation_menu")
    return SubmenuMenuItem(_("Translation"), menu, name="translation", icon_name="globe", order=90)
