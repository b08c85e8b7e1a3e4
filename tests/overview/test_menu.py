"""One menu for translation, in the order of the work, of what concerns somebody."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.test import RequestFactory
from wagtail.admin.menu import MenuItem, admin_menu

from tests.overview.town import Town, fresh
from tests.people import person
from translation_workflow.editions.roles import Role
from translation_workflow.overview.menu import ORDER, in_order

pytestmark = pytest.mark.django_db


def items_of(user: Any) -> list[str]:
    """The names in the menu of translation, as somebody sees them; none where the menu is not there."""
    request = RequestFactory().get("/admin/")
    request.user = fresh(user)
    found = [one for one in admin_menu.menu_items_for_request(request) if one.name == "translation"]
    return [
        item.name
        for one in found
        for item in sorted(one.menu.menu_items_for_request(request), key=lambda i: i.order)
    ]


def test_a_partner_has_the_work_in_its_order() -> None:
    """First where to begin, then what is done there; nothing of those who answer for the whole."""
    town = Town()
    found = items_of(town.siv)
    assert found[0] == "matrix"
    assert [name for name in found if name in ("matrix", "adaptations", "catalogues", "facts")] == [
        "matrix",
        "adaptations",
        "catalogues",
        "facts",
    ]
    assert "webhooks" not in found
    assert "log" not in found


def test_who_answers_for_all_has_all() -> None:
    """A superuser sees every item, each once."""
    Town()
    root = get_user_model().objects.create_superuser("root", "root@example.org", "a long enough password")
    found = items_of(root)
    assert len(found) == len(set(found))
    assert {"matrix", "adaptations", "catalogues", "facts", "jobs", "previews", "webhooks"} <= set(found)
    assert found == [name for name in ORDER if name in found]


def test_an_author_has_what_concerns_authors() -> None:
    """How far the editions are; no catalogues, which are the partners'."""
    town = Town()
    found = items_of(person(Role.AUTHOR, town.world.master, name="anna"))
    assert "matrix" in found
    assert not {"catalogues", "adaptations", "facts"} & set(found)


def test_who_has_no_part_has_no_menu() -> None:
    """A menu without items is not there."""
    assert items_of(person(None)) == []


def test_rooms_that_are_not_named_follow() -> None:
    """An item of a later room comes after those whose place is known."""
    items = [
        MenuItem(name, "/", name=name, order=order)
        for name, order in (("new", 1), ("facts", 900), ("matrix", 950))
    ]
    assert [item.name for item in in_order(items)] == ["matrix", "facts", "new"]
