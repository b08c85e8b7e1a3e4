"""Who may work on an edition."""

from __future__ import annotations

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.catalogues.screening import first_page, partner_of, world_with_pages
from translation_workflow.editions.models import Edition
from translation_workflow.editions.policy import editions_for, may_translate
from translation_workflow.editions.registry import add_edition

pytestmark = pytest.mark.django_db


def codes(user: object) -> list[str]:
    return [edition.code for edition in editions_for(user)]


def test_a_partner_has_the_editions_whose_pages_they_may_edit() -> None:
    """Wagtail's own permissions decide, edition by edition; the master's is written, not translated."""
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


def test_a_superuser_has_all_and_a_closed_account_none() -> None:
    """An edition without pages waits for a superuser; nobody else can be asked about it."""
    world = world_with_pages()
    add_edition(world.programme, code="fi")
    user = partner_of(world.edition)
    admin = get_user_model().objects.create_superuser("anna", "anna@example.org", "x")
    assert codes(admin) == ["sv", "fi"]
    for closed in (user, admin):
        closed.is_active = False
        closed.save()
        fresh = get_user_model().objects.get(pk=closed.pk)
        assert codes(fresh) == []
        assert not may_translate(fresh, world.edition)
    assert codes(AnonymousUser()) == []


@pytest.mark.parametrize(
    ("permission", "owns", "may"), [("add_page", True, True), ("add_page", False, False)]
)
def test_to_add_pages_is_to_edit_ones_own(permission: str, owns: bool, may: bool) -> None:
    """As in Wagtail: who may only add edits what they made themselves."""
    world = world_with_pages()
    user = partner_of(world.edition, permission=permission)
    page = first_page(world.edition)
    page.owner = user if owns else None
    page.save(update_fields=["owner"])
    assert may_translate(user, world.edition) is may


def test_permission_on_a_single_page_below_is_none_on_the_edition() -> None:
    """Catalogues hold all of an edition's texts."""
    world = world_with_pages()
    user = partner_of(world.edition)
    row = user.groups.get().page_permissions.get()
    row.page = first_page(world.edition).get_children().first()
    row.save()
    assert codes(user) == []


def test_thirteen_editions_cost_as_many_queries_as_two() -> None:
    """One query for the editions, one for the user's permissions."""
    world = world_with_pages("fi", "et", "fr", "it", "pl", "ro", "sl", "hr", "bg", "el", "nl", "en-GB")
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
