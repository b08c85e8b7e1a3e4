"""People with roles, as a coordinator makes them."""

from __future__ import annotations

from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.test import Client

from translation_workflow.editions.models import Edition
from translation_workflow.editions.role_groups import group_of
from translation_workflow.editions.roles import Role

PASSWORD = "a long enough password"


def person(role: Role | str | None, *editions: Edition, name: str = "") -> Any:
    """Return somebody who has a role in editions (a coordinator in all, an author by the master's own).

    Without a role: somebody who may come into the admin, and nothing else.
    """
    named = name or (f"{role}-{'-'.join(edition.code for edition in editions)}" if role else "nobody")
    user = get_user_model().objects.create_user(named, f"{named}@example.org", PASSWORD)
    if role is None:
        user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    else:
        give(user, role, *editions)
    return user


def give(user: Any, role: Role | str, *editions: Edition) -> None:
    """Give somebody a role besides those that they have."""
    user.groups.add(*(group_of(Role(role), edition) for edition in editions or [None]))


def take(user: Any, role: Role | str, *editions: Edition) -> None:
    """Take a role from somebody."""
    user.groups.remove(*(group_of(Role(role), edition) for edition in editions or [None]))


def partner_of(*editions: Edition, name: str = "siv", role: Role | str = Role.TRANSLATOR) -> Any:
    """Return somebody of these editions; of a master's own: an author."""
    user = person(None, name=name)
    for edition in editions:
        give(user, Role.AUTHOR if edition.is_master else role, edition)
    return user


def client_of(user: Any, **options: Any) -> Client:
    """Return the browser of somebody who is logged in."""
    client = Client(**options)
    client.force_login(user)
    return client
