"""Roles given to people and taken from them; and accounts for those who have none yet."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import Any

from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from .models import RoleGroup
from .policy import may_give_roles
from .roles import Role


class PeopleRefused(ValueError):
    """A role was not given or not taken; the text says why and what to do."""


@dataclass(frozen=True)
class Given:
    """Somebody who has a role now; `is_new`: the account was made for it, and nobody knows its password."""

    person: Any
    is_new: bool


@transaction.atomic
def give_role(row: RoleGroup, *, mail: str, name: str, by: Any) -> Given:
    """Give a role to whoever has a mail address; without an account one is made.

    Raises PeopleRefused for a closed account, or an address that several have; PermissionDenied for who may
    give no roles.
    """
    if not may_give_roles(by):
        raise PermissionDenied
    users = get_user_model()
    found = list(users.objects.filter(email__iexact=mail)[:2])
    if len(found) > 1:
        raise PeopleRefused(
            _("Several accounts have the address %(mail)s. Nothing was changed. Ask who keeps the system.")
            % {"mail": mail}
        )
    if found and not found[0].is_active:
        raise PeopleRefused(
            _("The account of %(mail)s is closed. Nothing was changed. Ask who keeps the system to open it.")
            % {"mail": mail}
        )
    person = found[0] if found else _account(mail, name)
    person.groups.add(row.group)
    return Given(person, is_new=not found)


def take_role(row: RoleGroup, *, person: Any, by: Any) -> None:
    """Take a role from somebody; it ends with their next request.

    Raises PeopleRefused for one's own role as a coordinator; PermissionDenied for who may take no roles.
    """
    if not may_give_roles(by):
        raise PermissionDenied
    if row.role == Role.COORDINATOR and person.pk == by.pk:
        raise PeopleRefused(
            _("You cannot take this role from yourself. Nothing was changed. Ask another coordinator.")
        )
    person.groups.remove(row.group)


def _account(mail: str, name: str) -> Any:
    """Make an account that can be used once its owner has chosen a password by mail."""
    users = get_user_model()
    username = mail.lower()[:150]
    if users.objects.filter(username__iexact=username).exists():
        raise PeopleRefused(
            _("Another account has %(mail)s as its name. Nothing was changed. Ask who keeps the system.")
            % {"mail": mail}
        )
    first, _space, last = name.strip().partition(" ")
    # A password that nobody knows: “Forgotten password?” sends its mail to those only who have one.
    return users.objects.create_user(
        username, mail, secrets.token_urlsafe(48), first_name=first[:150], last_name=last[:150]
    )
