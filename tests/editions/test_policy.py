"""Who may work on an edition."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.catalogues.screening import first_page, world_with_pages
from tests.people import partner_of, person, take
from tests.publishing.builders import World
from translation_workflow.editions.models import Edition
from translation_workflow.editions.policy import (
    editions_coordinated_by,
    editions_for,
    editions_seen_by,
    editions_where,
    may,
    may_answer,
    may_anywhere,
    may_author,
    may_coordinate,
    may_translate,
    programmes_authored_by,
    roles_of,
)
from translation_workflow.editions.registry import add_edition, add_programme
from translation_workflow.editions.roles import ABOUT_MASTER, TABLE, Act, Role

pytestmark = pytest.mark.django_db


def codes(user: object) -> list[str]:
    return [edition.code for edition in editions_for(user)]


def again(user: Any) -> Any:
    """The same person in another request."""
    return get_user_model().objects.get(pk=user.pk)


def test_a_partner_has_the_editions_that_they_have_a_role_in() -> None:
    """Edition by edition; the master's is written, not translated."""
    world = world_with_pages("fi", "et")
    finnish = world.programme.editions.get(code="fi")
    user = partner_of(world.edition)
    assert codes(user) == ["sv"]
    assert may_translate(user, world.edition)
    assert not may_translate(user, finnish)
    both = partner_of(world.edition, finnish, name="both")
    assert codes(both) == ["sv", "fi"]
    author = partner_of(world.master, name="author")
    assert codes(author) == []
    assert [edition.code for edition in editions_seen_by(author)] == ["sv", "fi", "et"]
    assert [edition.code for edition in editions_seen_by(user)] == ["sv"]


@pytest.mark.parametrize("role", [None, *Role])
def test_functions_and_querysets_say_what_the_table_says(role: Role | None) -> None:
    """For each act: in the own edition as the table has it, in another one only what a coordinator may."""
    world = world_with_pages("fi")
    finnish = world.programme.editions.get(code="fi")
    own = {None: (), Role.AUTHOR: (world.master,), Role.COORDINATOR: ()}.get(role, (world.edition,))
    user = person(role, *own)
    for act, entry in TABLE.items():
        has = role in entry.by
        in_others = has and role in (Role.AUTHOR, Role.COORDINATOR)
        expected = {"en"} if act in ABOUT_MASTER and has else set()
        if act not in ABOUT_MASTER:
            expected = {"sv"} if has else set()
            expected |= {"fi"} if in_others else set()
        if act is Act.TELL_OUTSIDE:
            found = {edition.code for edition in editions_coordinated_by(user)}
            per_role = {Role.AUTHOR: {"en"}, Role.REVIEWER: {"sv"}, Role.COORDINATOR: {"en", "sv", "fi"}}
            assert found == per_role.get(role, set()) if role else not found
            continue
        assert {edition.code for edition in editions_where(user, act)} == expected, act
        assert {one.code for one in (world.master, world.edition, finnish) if may(user, act, one)} == expected
        assert may_anywhere(user, act) is has


def test_who_writes_in_one_programme_does_not_in_another() -> None:
    """An author answers the questions of the own programme, a coordinator any, a translator none."""
    world = world_with_pages()
    other = add_programme("rivers", name="Rivers", master="en")
    add_edition(other, code="en")
    author, translator = person(Role.AUTHOR, world.master), person(Role.TRANSLATOR, world.edition)
    coordinator = person(Role.COORDINATOR)
    assert may_author(author, world.programme)
    assert not may_author(author, other)
    assert list(programmes_authored_by(author)) == [world.programme]
    assert [may_answer(user, world.programme) for user in (author, translator, coordinator)] == [
        True,
        False,
        True,
    ]
    assert [may_answer(user, other) for user in (author, translator, coordinator)] == [False, False, True]
    assert [may_coordinate(user) for user in (author, translator, coordinator)] == [False, False, True]


def test_a_superuser_has_all_and_a_closed_account_none() -> None:
    """Whatever they had before."""
    world = world_with_pages()
    add_edition(world.programme, code="fi")
    user = partner_of(world.edition)
    admin = get_user_model().objects.create_superuser("anna", "anna@example.org", "x")
    assert codes(admin) == ["sv", "fi"]
    for closed in (user, admin):
        closed.is_active = False
        closed.save()
        fresh = again(closed)
        assert codes(fresh) == []
        assert not any(may(fresh, act, world.edition) or may_anywhere(fresh, act) for act in Act)
        assert not may_answer(fresh, world.programme)
    assert codes(AnonymousUser()) == []
    assert roles_of(AnonymousUser()) == ()


def test_a_role_that_was_taken_is_gone_at_the_next_request() -> None:
    """Roles are read once a request."""
    world = world_with_pages()
    user = person(Role.REVIEWER, world.edition)
    assert may(user, Act.APPROVE, world.edition)
    take(user, Role.REVIEWER, world.edition)
    assert not may(again(user), Act.APPROVE, world.edition)


def test_rights_in_wagtail_alone_are_no_role() -> None:
    """A group that somebody made by hand may open pages there, and gives nothing here."""
    world = world_with_pages()
    user = person(None)
    group = user.groups.create(name="hand-made")
    group.page_permissions.create(page=first_page(world.edition), permission=_publish())
    assert codes(user) == []
    assert not editions_coordinated_by(user)


def _publish() -> Any:
    from django.contrib.auth.models import Permission

    return Permission.objects.get(content_type__app_label="wagtailcore", codename="publish_page")


def test_thirteen_editions_cost_as_many_queries_as_two() -> None:
    """One query for the editions, one for the user's roles."""
    world: World = world_with_pages("fi", "et", "fr", "it", "pl", "ro", "sl", "hr", "bg", "el", "nl", "en-GB")
    editions = Edition.objects.exclude(pk=world.master.pk).order_by("pk")
    few = partner_of(*editions[:2], name="few")
    many = partner_of(*editions, name="many")
    for user, number in ((few, 2), (many, 13)):
        with CaptureQueriesContext(connection) as queries:
            found = [
                (str(edition), edition.kind, edition.programme.master_page) for edition in editions_for(user)
            ]
        assert len(found) == number
        assert len(queries) == 2
