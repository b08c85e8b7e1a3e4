"""What groups may in Wagtail's tables, compared with what they are to: missing rights come, others go."""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from django.contrib.auth.models import Group, Permission
from wagtail.models import GroupCollectionPermission, GroupPagePermission

from .grants import Rights

logger = logging.getLogger(__name__)

Row = tuple[int, Any, str]
"""A group, what a right is about (a page, a collection, None), and the name of the permission."""


def set_rights(rights: Mapping[int, Rights], *, names: Mapping[int, str]) -> int:
    """Let each group have exactly its rights. Return how many were put right; a warning tells of each.

    `names` are the groups' names, for those who read the log. Four queries where all is right.
    """
    permissions = {
        f"{app}.{codename}": pk
        for pk, app, codename in Permission.objects.values_list("pk", "content_type__app_label", "codename")
    }
    by_number = {pk: name for name, pk in permissions.items()}
    kinds = (
        (Group.permissions.through, None, {(g, None, n) for g, r in rights.items() for n in r.models}),
        (GroupPagePermission, "page_id", {(g, p, n) for g, r in rights.items() for p, n in r.pages}),
        (
            GroupCollectionPermission,
            "collection_id",
            {(g, c, n) for g, r in rights.items() for c, n in r.files},
        ),
    )
    righted = 0
    for model, about, wanted in kinds:
        rows = _rows(model, about, rights, by_number)
        surplus = [pk for row, pks in rows.items() for pk in (pks if row not in wanted else pks[1:])]
        missing = sorted(wanted - rows.keys(), key=repr)
        for group, place, name in sorted(rows.keys() - wanted, key=repr):
            where = f" on {about.removesuffix('_id')} {place}" if about else ""
            logger.warning(
                "Took %s%s from the group “%s”: its role has no need of it.", name, where, names[group]
            )
        model.objects.filter(pk__in=surplus).delete()
        model.objects.bulk_create(
            model(group_id=group, permission_id=permissions[name], **({about: place} if about else {}))
            for group, place, name in missing
        )
        righted += len(surplus) + len(missing)
    return righted


def _rows(
    model: Any, about: str | None, groups: Iterable[int], names: Mapping[int, str]
) -> dict[Row, list[int]]:
    """Return what is there, with the ids of the rows that say so: collections let a right stand twice."""
    found: dict[Row, list[int]] = defaultdict(list)
    rows = model.objects.filter(group__in=list(groups)).order_by("pk")
    for row in rows:
        place = getattr(row, about) if about else None
        found[row.group_id, place, names[row.permission_id]].append(row.pk)
    return found
