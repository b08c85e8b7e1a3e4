"""A coordinator gives roles and takes them, and adds people by their mail address."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.core import mail
from django.test import Client, override_settings
from django.urls import reverse
from wagtail.users.models import UserProfile

from tests.catalogues.screening import world_with_pages
from tests.people import client_of, person
from tests.publishing.builders import World
from translation_workflow.editions.models import RoleGroup
from translation_workflow.editions.policy import may_translate
from translation_workflow.editions.roles import Role

pytestmark = pytest.mark.django_db

HOME = "people:home"


@pytest.fixture
def world() -> World:
    return world_with_pages()


@pytest.fixture
def coordinator(world: World) -> Any:
    return person(Role.COORDINATOR, name="carla")


def row(world: World, role: Role = Role.TRANSLATOR) -> RoleGroup:
    return RoleGroup.objects.get(role=role, edition=None if role is Role.COORDINATOR else world.edition)


def give(client: Client, role: RoleGroup, address: str, name: str = "") -> Any:
    sent = {"mail": address, "name": name, "role": role.pk}
    return client.post(reverse("people:give"), sent, follow=True)


def take(client: Client, role: RoleGroup, user: Any) -> Any:
    return client.post(reverse("people:take", args=[role.pk, user.pk]), follow=True)


def again(user: Any) -> Any:
    return get_user_model().objects.get(pk=user.pk)


def test_somebody_new_gets_an_account_a_role_and_a_letter(world: World, coordinator: Any) -> None:
    """The link in it leads to choosing a password; with that they are in."""
    answer = give(client_of(coordinator), row(world), "siv@example.org", "Siv Berg")
    assert "Siv Berg is translator of towns/sv now." in answer.content.decode()
    siv = get_user_model().objects.get(email="siv@example.org")
    assert may_translate(siv, world.edition)
    assert (siv.first_name, siv.last_name, siv.is_superuser) == ("Siv", "Berg", False)
    [letter] = mail.outbox
    assert letter.to == ["siv@example.org"]
    link = re.search(r"https?://[^/]+(/\S+)", letter.body).group(1)  # type: ignore[union-attr]
    browser = Client()
    form = browser.get(link, follow=True)
    assert form.status_code == 200
    chosen = {"new_password1": "drivhus och vindkraft", "new_password2": "drivhus och vindkraft"}
    browser.post(form.redirect_chain[-1][0], chosen)
    sent = {"username": "siv@example.org", "password": "drivhus och vindkraft"}
    assert browser.post(reverse("wagtailadmin_login"), sent).status_code == 302
    assert browser.get(reverse("catalogues:home")).status_code == 200


def test_who_has_an_account_gets_the_role_and_is_told_of_it(world: World, coordinator: Any) -> None:
    """Whatever case the address is typed in; no second account is made, and no password is asked for."""
    siv = person(None, name="siv")
    give(client_of(coordinator), row(world, Role.REVIEWER), "SIV@example.org")
    assert may_translate(again(siv), world.edition)
    assert get_user_model().objects.filter(email__iexact="siv@example.org").count() == 1
    [letter] = mail.outbox
    assert letter.to == ["siv@example.org"]
    assert "granskare för towns/sv" in letter.body
    assert reverse("wagtailadmin_home") in letter.body
    assert "password" not in letter.body


@override_settings(WAGTAILADMIN_BASE_URL="https://editions.example")
def test_letters_are_in_the_language_of_who_gets_them(world: World, coordinator: Any) -> None:
    """The one that they chose, whatever the coordinator reads; links lead where those of all mails lead."""
    siv = person(None, name="siv")
    UserProfile.objects.create(user=siv, preferred_language="nl")
    give(client_of(coordinator), row(world, Role.REVIEWER), "siv@example.org")
    [letter] = mail.outbox
    assert letter.body.startswith("Beste siv@example.org")
    assert f"https://editions.example{reverse('wagtailadmin_home')}" in letter.body


def test_the_coordinator_reads_whose_account_got_the_role(world: World, coordinator: Any) -> None:
    """Its name to log in by, and since when it exists."""
    siv = person(None, name="sivs-login")
    siv.date_joined = datetime(2020, 2, 29, 12, tzinfo=UTC)
    siv.save()
    answer = give(client_of(coordinator), row(world), "sivs-login@example.org").content.decode()
    assert "The account is sivs-login, and exists since Feb. 29, 2020." in answer


@pytest.mark.parametrize("role", [Role.TRANSLATOR, Role.REVIEWER, Role.AUTHOR, Role.COORDINATOR])
def test_nobody_takes_the_address_of_somebody_else(world: World, coordinator: Any, role: Role) -> None:
    """The form about oneself has no such field, and one that is sent by hand is not listened to."""
    where = {Role.AUTHOR: [world.master], Role.COORDINATOR: []}.get(role, [world.edition])
    rut = person(role, *where, name="rut")
    client, url = client_of(rut), reverse("wagtailadmin_account")
    opened: Any = client.get(url)
    assert "name_email-first_name" in opened.content.decode()
    assert "name_email-email" not in opened.content.decode()
    own = {"first_name": "Ruth", "last_name": "Berg", "email": "siv@example.org"}
    sent = _as_it_stands(opened) | {f"name_email-{name}": value for name, value in own.items()}
    client.post(url, sent)
    assert (again(rut).first_name, again(rut).email) == ("Ruth", "rut@example.org")
    give(client_of(coordinator), row(world, Role.REVIEWER), "siv@example.org")
    assert (
        get_user_model().objects.get(groups=row(world, Role.REVIEWER).group, email="siv@example.org") != rut
    )


def _as_it_stands(opened: Any) -> dict[str, Any]:
    """Return what a browser sends of the forms about oneself if nothing is changed."""
    forms = [panel.get_form() for panels in opened.context["panels_by_tab"].values() for panel in panels]
    fields = [(form.add_prefix(name), form[name].value()) for form in forms for name in form.fields]
    return {name: value for name, value in fields if value}


def test_a_role_that_is_taken_ends_with_the_next_request(world: World, coordinator: Any) -> None:
    """In the session that is open."""
    siv = person(Role.TRANSLATOR, world.edition, name="siv")
    client = client_of(siv)
    assert client.get(reverse("catalogues:home")).status_code == 200
    told = take(client_of(coordinator), row(world), siv).content.decode()
    assert "siv@example.org is no longer translator of towns/sv." in told
    assert client.get(reverse("catalogues:home")).status_code == 302


@pytest.mark.parametrize(("address", "name"), [("", ""), ("siv", ""), ("siv@example.org\nBcc: x@y.org", "")])
def test_a_wrong_address_is_told_at_the_form(world: World, coordinator: Any, address: str, name: str) -> None:
    """What was typed stays; nobody is made."""
    before = get_user_model().objects.count()
    answer = give(client_of(coordinator), row(world), address, name)
    assert answer.status_code == 422
    assert 'role="alert"' in answer.content.decode()
    assert get_user_model().objects.count() == before
    assert mail.outbox == []


def test_a_closed_account_is_not_opened_by_a_role(world: World, coordinator: Any) -> None:
    """Whoever closed it had a reason."""
    siv = person(None, name="siv")
    siv.is_active = False
    siv.save()
    answer = give(client_of(coordinator), row(world), "siv@example.org").content.decode()
    assert "is closed" in answer
    assert not again(siv).groups.exists()


def test_a_coordinator_does_not_lock_themselves_out(world: World, coordinator: Any) -> None:
    """Another one takes the role."""
    told = take(client_of(coordinator), row(world, Role.COORDINATOR), coordinator).content.decode()
    assert "You cannot take this role from yourself." in told
    assert coordinator.groups.exists()


def test_only_groups_that_give_roles_can_be_given(world: World, coordinator: Any) -> None:
    """The number of another group in the form is no role."""
    answer = client_of(coordinator).post(
        reverse("people:give"), {"mail": "siv@example.org", "name": "", "role": 10**6}
    )
    assert answer.status_code == 422
    assert not get_user_model().objects.filter(email="siv@example.org").exists()


@pytest.mark.parametrize("role", [Role.TRANSLATOR, Role.REVIEWER, Role.AUTHOR, None])
def test_others_give_no_roles(world: World, role: Role | None) -> None:
    """Least of all to themselves; neither by the screen nor by the function behind it."""
    own = [world.master if role is Role.AUTHOR else world.edition] if role else []
    user = person(role, *own, name="rut")
    client = client_of(user)
    assert client.get(reverse(HOME)).status_code == 302
    give(client, row(world, Role.COORDINATOR), user.email)
    give(client, row(world, Role.REVIEWER), user.email)
    assert user.groups.count() == len(own)
    take(client, row(world), person(Role.TRANSLATOR, world.edition, name="siv"))
    assert row(world).group.user_set.filter(username="siv").exists()


def test_roles_as_headings_begin_with_a_capital_letter(world: World, coordinator: Any) -> None:
    """In a sentence they do not."""
    page = client_of(coordinator).get(reverse(HOME)).content.decode()
    assert re.findall(r'id="role-\d+">([^<]+)<', page) == [
        "Coordinator of all editions",
        "Author of Towns",
        "Translator of towns/sv",
        "Reviewer of towns/sv",
    ]


def test_names_are_text(world: World, coordinator: Any) -> None:
    """Whatever somebody typed as theirs."""
    give(client_of(coordinator), row(world), "siv@example.org", "<script>alert(1)</script>")
    assert "<script>alert(1)" not in client_of(coordinator).get(reverse(HOME)).content.decode()
