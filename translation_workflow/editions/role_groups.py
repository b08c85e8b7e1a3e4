"""The groups that give roles in Wagtail: made by the system, and kept as the table says.

A coordinator puts people in and takes them out. What such a group may is nobody's choice: what somebody
gave it, or took from it, by hand is put right, and told in the log.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.contrib.auth.models import Group
from django.db import IntegrityError, transaction
from django.db.models import Exists, F, OuterRef, Subquery
from wagtail.models import Collection, Page

from .grants import Place, rights_of
from .models import Edition, EditionFiles, RoleGroup
from .rights import set_rights
from .roles import OF_EDITIONS, Role

logger = logging.getLogger(__name__)

OFTEN = 3


@dataclass(frozen=True)
class Kept:
    """What was done: groups and collections that were made, and how many rights were put right."""

    made: int
    righted: int

    def __str__(self) -> str:
        return f"{self.made} groups and collections made, {self.righted} rights put right."


def keep_role_groups() -> Kept:
    """Make the groups and collections that are missing, and let each have what its role needs.

    Others may do it at the same moment, and make some of them first: then it is looked at again.
    """
    for _ in range(OFTEN):
        try:
            with transaction.atomic():
                return _keep()
        except IntegrityError:
            logger.info("Groups of roles were made by somebody else meanwhile; looking again.")
    with transaction.atomic():
        return _keep()


def _keep() -> Kept:
    editions = list(Edition.objects.select_related("programme").order_by("pk"))
    made = _make_collections(editions) + _make_groups(editions)
    places = _places()
    rows = list(RoleGroup.objects.select_related("group"))
    rights = {row.group_id: rights_of(Role(row.role), row.edition_id, places) for row in rows}
    return Kept(made, set_rights(rights, names={row.group_id: row.group.name for row in rows}))


def group_of(role: Role, edition: Edition | None = None) -> Group:
    """Return the group whose members have a role; an author's edition is the master's own.

    Raises RoleGroup.DoesNotExist for a role that the edition does not give, as a translator of the master.
    """
    about = None if role is Role.COORDINATOR else edition
    found = RoleGroup.objects.select_related("group").filter(role=role.value, edition=about)
    if not found.exists():
        keep_role_groups()
    return found.get().group


def roles_in(edition: Edition) -> Sequence[Role]:
    """Return the roles that people can be given in an edition."""
    return [Role.AUTHOR] if edition.is_master else [Role.TRANSLATOR, Role.REVIEWER]


def _make_collections(editions: Iterable[Edition]) -> int:
    present = set(EditionFiles.objects.values_list("edition", flat=True))
    missing = [edition for edition in editions if edition.pk not in present]
    for edition in missing:
        root = Collection.get_first_root_node()
        EditionFiles.objects.create(edition=edition, collection=root.add_child(name=str(edition)))
    return len(missing)


def _make_groups(editions: Iterable[Edition]) -> int:
    present = set(RoleGroup.objects.values_list("role", "edition"))
    wanted: list[tuple[Role, Edition | None]] = [
        (Role.COORDINATOR, None),
        *((role, edition) for edition in editions for role in roles_in(edition)),
    ]
    missing = [one for one in wanted if (one[0].value, one[1].pk if one[1] else None) not in present]
    for role, edition in missing:
        group = Group.objects.create(name=_free_name(_name(role, edition)))
        RoleGroup.objects.create(role=role.value, edition=edition, group=group)
    return len(missing)


def _name(role: Role, edition: Edition | None) -> str:
    if edition is None:
        return role.value
    return f"{role} of {edition if role in OF_EDITIONS else edition.programme.slug}"


def _free_name(name: str) -> str:
    """Somebody may have made a group of this name: it is theirs, and gives no role."""
    taken = set(Group.objects.filter(name__startswith=name).values_list("name", flat=True))
    candidates = (name, *(f"{name} ({number})" for number in range(2, len(taken) + 3)))
    return next(candidate for candidate in candidates if candidate not in taken)


def _places() -> list[Place]:
    first = Page.objects.filter(
        translation_key=OuterRef("programme__master_page__translation_key"), locale=OuterRef("locale")
    )
    rows = Edition.objects.annotate(
        masters_own=Exists(Edition.objects.filter(pk=OuterRef("pk"), locale=F("programme__master_locale"))),
        first_page=Subquery(first.values("pk")[:1]),
    )
    values = rows.values_list("pk", "programme", "masters_own", "first_page", "files__collection")
    return [Place(*row) for row in values.order_by("pk")]
