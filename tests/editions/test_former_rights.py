"""Whoever could work before there were roles, by rights on pages, can go on; that is given once."""

from __future__ import annotations

import logging
from functools import cache
from importlib import import_module
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from wagtail.models import GroupPagePermission, Page

from tests.catalogues.screening import first_page, world_with_pages
from tests.publishing.builders import World
from translation_workflow.editions.models import RoleGroup
from translation_workflow.editions.policy import (
    may_author,
    may_coordinate,
    may_publish_in,
    may_translate,
    roles_of,
)
from translation_workflow.editions.role_groups import keep_role_groups

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    """As it was: editions with pages, and no groups of the system."""
    world = world_with_pages("fi")
    Group.objects.filter(role__isnull=False).delete()
    assert not RoleGroup.objects.exists()
    return world


def member(name: str, page: Page, *rights: str, **fields: Any) -> Any:
    """Return somebody in a group that somebody made by hand, with rights on a page."""
    group = Group.objects.create(name=f"Friends of {name}")
    for right in rights:
        permission = Permission.objects.get(content_type__app_label="wagtailcore", codename=right)
        GroupPagePermission.objects.create(group=group, page=page, permission=permission)
    user = get_user_model().objects.create_user(name, f"{name}@example.org", "p", **fields)
    user.groups.add(group)
    return user


NAME = "0008_roles_of_former_rights"


@cache
def models_of_then() -> Any:
    """Return the models as the migration knows them, whatever became of them since."""
    return MigrationLoader(connection).project_state(("editions", NAME)).apps


def upgrade() -> None:
    """As the first start does: the step of the database, then the step “Roles”."""
    step = import_module(f"translation_workflow.editions.migrations.{NAME}")
    step.give_roles(models_of_then(), None)
    keep_role_groups()


def again(user: Any) -> Any:
    return get_user_model().objects.get(pk=user.pk)


def test_each_gets_the_role_that_is_like_the_rights(world: World, caplog: pytest.LogCaptureFixture) -> None:
    """To change is to translate, to publish is to review, of the master to write it; the log tells each."""
    first = first_page(world.edition)
    siv = member("siv", first, "add_page", "change_page")
    rut = member("rut", first, "change_page", "publish_page")
    ann = member("ann", world.programme.master_page, "change_page", "publish_page")
    finnish = world.programme.editions.get(code="fi")
    with caplog.at_level(logging.WARNING):
        upgrade()
    siv, rut, ann = again(siv), again(rut), again(ann)
    assert (may_translate(siv, world.edition), may_publish_in(siv, world.edition)) == (True, False)
    assert (may_translate(rut, world.edition), may_publish_in(rut, world.edition)) == (True, True)
    assert may_author(ann, world.programme)
    assert siv.has_perm("wagtailadmin.access_admin")
    for user in (siv, rut, ann):
        assert len(roles_of(user)) == 1
        assert not may_translate(user, finnish)
    assert "siv has the role “translator of towns/sv” now" in caplog.text
    assert "rut has the role “reviewer of towns/sv” now" in caplog.text
    assert "ann has the role “author of towns” now" in caplog.text


def test_a_right_on_a_page_above_is_a_right_in_all_below(world: World) -> None:
    """As Wagtail reads it; one on a page further down never opened the edition."""
    editor = member("eve", Page.get_first_root_node(), "change_page", "publish_page")
    below = member("bo", first_page(world.edition).get_children().first(), "change_page")
    upgrade()
    assert {(held.role.value) for held in roles_of(again(editor))} == {"author", "reviewer"}
    assert len(roles_of(again(editor))) == 3
    assert roles_of(again(below)) == ()


def test_closed_accounts_and_superusers_get_nothing(world: World) -> None:
    """The ones had a reason, the others need none."""
    first = first_page(world.edition)
    closed = member("cid", first, "change_page", is_active=False)
    keeper = member("kit", first, "change_page", is_superuser=True)
    upgrade()
    for user in (closed, keeper):
        assert user.groups.count() == 1


def test_what_no_role_is_like_is_told_and_not_widened(world: World, caplog: pytest.LogCaptureFixture) -> None:
    """Drafts of the master alone, and the registry without giving roles."""
    drafter = member("dan", world.programme.master_page, "change_page")
    registrar = member("reg", first_page(world.edition))
    registrar.user_permissions.add(Permission.objects.get(codename="change_edition"))
    with caplog.at_level(logging.WARNING):
        upgrade()
    assert not may_author(again(drafter), world.programme)
    assert not may_coordinate(again(registrar))
    assert "dan could change the master of towns and not publish it" in caplog.text
    assert "reg could change the registry of editions" in caplog.text


def test_a_group_of_the_same_name_is_not_taken_for_the_role(world: World) -> None:
    """It is somebody's own, and its members keep out."""
    stranger = get_user_model().objects.create_user("stranger")
    own = Group.objects.create(name="translator of towns/sv")
    stranger.groups.add(own)
    siv = member("siv", first_page(world.edition), "change_page")
    upgrade()
    assert roles_of(again(stranger)) == ()
    assert again(siv).groups.filter(name="translator of towns/sv (2)").exists()


def test_a_role_that_was_taken_since_does_not_come_back(world: World) -> None:
    """The rights by hand may still be there: nothing but the first start looks at them."""
    siv = member("siv", first_page(world.edition), "change_page")
    upgrade()
    siv.groups.remove(*Group.objects.filter(role__isnull=False))
    keep_role_groups()
    assert roles_of(again(siv)) == ()
