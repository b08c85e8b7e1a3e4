"""The groups that give roles are made and kept right by the system."""

from __future__ import annotations

import logging

import pytest
from django.contrib.auth.models import Group, Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission

from tests.catalogues.screening import first_page, world_with_pages
from tests.people import person
from translation_workflow.editions.models import Edition, EditionFiles, RoleGroup
from translation_workflow.editions.registry import add_edition
from translation_workflow.editions.role_groups import group_of, keep_role_groups
from translation_workflow.editions.roles import Role

pytestmark = pytest.mark.django_db


def pages_of(group: Group) -> set[tuple[int, str]]:
    return set(group.page_permissions.values_list("page", "permission__codename"))


def files_of(group: Group) -> set[tuple[str, str]]:
    rows = group.collection_permissions.values_list("collection__name", "permission__codename")
    return set(rows)


def test_an_edition_has_its_groups_as_soon_as_it_has_pages() -> None:
    """A translator drafts below the first page, a reviewer publishes there, an author in the master."""
    world = world_with_pages()
    first, master = first_page(world.edition).pk, world.programme.master_page_id
    translator, reviewer = (group_of(role, world.edition) for role in (Role.TRANSLATOR, Role.REVIEWER))
    author = group_of(Role.AUTHOR, world.master)
    assert translator.name == "translator of towns/sv"
    assert author.name == "author of towns"
    drafts = {(first, "add_page"), (first, "change_page")}
    assert pages_of(translator) == drafts
    assert pages_of(reviewer) == {*drafts, (first, "publish_page")}
    rights = ("add_page", "change_page", "publish_page", "lock_page", "unlock_page")
    assert pages_of(author) == {(master, right) for right in rights}
    assert pages_of(group_of(Role.COORDINATOR)) == pages_of(reviewer)


def test_files_of_an_edition_are_its_own_and_the_masters_can_be_chosen() -> None:
    """Another edition's collection is nobody else's business."""
    world = world_with_pages("fi")
    own = {f"{act}_{kind}" for act in ("add", "change", "choose") for kind in ("image", "document")}
    expected = {("towns/sv", right) for right in own}
    expected |= {("towns/en", right) for right in ("choose_image", "choose_document")}
    assert files_of(group_of(Role.TRANSLATOR, world.edition)) == expected
    assert files_of(group_of(Role.REVIEWER, world.edition)) == expected
    assert files_of(group_of(Role.AUTHOR, world.master)) == {("towns/en", right) for right in own}


def test_no_role_may_submit_to_the_engine() -> None:
    """Editions follow their master by themselves."""
    world_with_pages("fi")
    right = Permission.objects.get(codename="submit_translation")
    assert RoleGroup.objects.count() == 6
    assert not right.group_set.filter(role__isnull=False).exists()


def test_an_edition_without_pages_has_groups_already() -> None:
    """People can be given a role before there is anything to do."""
    world = world_with_pages()
    finnish = add_edition(world.programme, code="fi")
    group = group_of(Role.TRANSLATOR, finnish)
    assert pages_of(group) == set()
    assert ("towns/fi", "add_image") in files_of(group)


def test_rights_given_or_taken_by_hand_are_put_right_and_told(caplog: pytest.LogCaptureFixture) -> None:
    """Of models, pages and collections; what hangs on other groups stays."""
    world = world_with_pages("fi")
    group = group_of(Role.TRANSLATOR, world.edition)
    other = Group.objects.create(name="friends")
    finnish = first_page(world.programme.editions.get(code="fi"))
    publish = Permission.objects.get(content_type__app_label="wagtailcore", codename="publish_page")
    wrong = Permission.objects.get(codename="submit_translation")
    choose = Permission.objects.get(codename="choose_image")
    for one in (group, other):
        one.permissions.add(wrong)
        GroupPagePermission.objects.create(group=one, page=finnish, permission=publish)
        root = Collection.get_first_root_node()
        GroupCollectionPermission.objects.create(group=one, collection=root, permission=choose)
    group.page_permissions.filter(permission__codename="change_page").delete()
    with caplog.at_level(logging.WARNING):
        assert keep_role_groups().righted == 4
    assert not group.permissions.filter(codename="submit_translation").exists()
    assert {page for page, _ in pages_of(group)} == {first_page(world.edition).pk}
    assert (first_page(world.edition).pk, "change_page") in pages_of(group)
    assert not group.collection_permissions.filter(collection__depth=1).exists()
    assert other.permissions.filter(codename="submit_translation").exists()
    assert pages_of(other)
    assert "“translator of towns/sv”" in caplog.text
    assert "publish_page" in caplog.text
    assert keep_role_groups() == type(keep_role_groups())(0, 0)


def test_a_group_is_known_by_its_row_and_not_by_its_name() -> None:
    """Neither does a name give a role, nor does another name take it."""
    world = world_with_pages()
    group = group_of(Role.TRANSLATOR, world.edition)
    group.name = "Siv and friends"
    group.save()
    Group.objects.create(name="translator of towns/fi")
    finnish = add_edition(world.programme, code="fi")
    assert group_of(Role.TRANSLATOR, world.edition) == group
    assert group_of(Role.TRANSLATOR, finnish).name == "translator of towns/fi (2)"


def test_a_group_that_somebody_deleted_is_made_again() -> None:
    """Without its members: nobody knows who they were."""
    world = world_with_pages()
    person(Role.TRANSLATOR, world.edition)
    group_of(Role.TRANSLATOR, world.edition).delete()
    assert keep_role_groups().made == 1
    assert not group_of(Role.TRANSLATOR, world.edition).user_set.exists()


def test_an_edition_that_goes_takes_its_groups_along() -> None:
    """Else their members kept rights on its pages."""
    world = world_with_pages("fi")
    finnish = world.programme.editions.get(code="fi")
    names = set(finnish.role_groups.values_list("group__name", flat=True))
    finnish.delete()
    assert names == {"translator of towns/fi", "reviewer of towns/fi"}
    assert not Group.objects.filter(name__in=names).exists()


def test_looking_after_them_costs_the_same_for_thirteen_editions() -> None:
    """Where all is right nothing is written."""
    codes = ("fi", "et", "fr", "it", "pl", "ro", "sl", "hr", "bg", "el", "nl", "en-GB")
    world = world_with_pages(*codes)
    assert RoleGroup.objects.count() == 2 * 13 + 2
    assert EditionFiles.objects.count() == Edition.objects.count() == 14
    with CaptureQueriesContext(connection) as queries:
        assert keep_role_groups().righted == 0
    assert len(queries) <= 11
    assert not [query for query in queries if query["sql"].startswith(("INSERT", "UPDATE", "DELETE"))]
    assert world
