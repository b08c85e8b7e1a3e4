"""Whoever had rights on first pages by groups of somebody's own making has the role for them, once.

Before there were roles, such rights opened editions: to change the first page, to translate; to publish it,
to review; to publish the master's, to write that. Without this step their people would stand outside.
"""

import logging

from django.db import migrations

logger = logging.getLogger(__name__)

STEP = 4
"""Wagtail's pages say where they are by so many letters for each page above them."""


def give_roles(apps, schema_editor):
    """Make members of who may change or publish a first page; each is told in the log.

    Closed accounts get nothing, superusers need nothing. A coordinator's role is more than the registry was,
    and is given by nobody but people.
    """
    Edition = apps.get_model("editions", "Edition")
    editions = Edition.objects.select_related("programme__master_page", "locale").order_by("pk")
    for edition in editions:
        first = _first_page(apps, edition)
        if first is None:
            continue
        is_master = edition.locale_id == edition.programme.master_locale_id
        publishers = _able(apps, first, "publish_page")
        drafters = [user for user in _able(apps, first, "change_page") if user not in publishers]
        for user in publishers:
            _give(apps, user, "author" if is_master else "reviewer", edition)
        for user in drafters:
            if is_master:
                logger.warning(
                    "%s could change the master of %s and not publish it: no role is like that. A coordinator "
                    "can give the role of an author.",
                    user.username,
                    edition.programme.slug,
                )
            else:
                _give(apps, user, "translator", edition)
    _tell_of_registry(apps)


def _first_page(apps, edition):
    master = edition.programme.master_page
    if master is None:
        return None
    pages = apps.get_model("wagtailcore", "Page").objects
    return pages.filter(translation_key=master.translation_key, locale=edition.locale_id).first()


def _able(apps, page, codename):
    """Return who may do this with a page, by a group with a right on it or on a page above it."""
    above = [page.path[:end] for end in range(STEP, len(page.path) + 1, STEP)]
    rights = apps.get_model("wagtailcore", "GroupPagePermission").objects.filter(
        page__path__in=above, permission__codename=codename
    )
    ours = apps.get_model("editions", "RoleGroup").objects.values("group")
    groups = rights.exclude(group__in=ours).values("group")
    users = apps.get_model("auth", "User").objects.filter(is_active=True, is_superuser=False)
    return list(users.filter(groups__in=groups).distinct().order_by("pk"))


def _give(apps, user, role, edition):
    group = _group(apps, role, edition)
    if user.groups.filter(pk=group.pk).exists():
        return
    user.groups.add(group)
    logger.warning(
        "%s has the role “%s” now, for the rights on its first page that a group gave before there were roles.",
        user.username,
        group.name,
    )


def _group(apps, role, edition):
    """Return the group of a role; the start-up step “Roles” makes the others, and gives each its rights."""
    Group, RoleGroup = apps.get_model("auth", "Group"), apps.get_model("editions", "RoleGroup")
    row = RoleGroup.objects.filter(role=role, edition=edition).select_related("group").first()
    if row is not None:
        return row.group
    slug = edition.programme.slug
    name = f"{role} of {slug}" if role == "author" else f"{role} of {slug}/{edition.code}"
    number, free = 1, name
    while Group.objects.filter(name=free).exists():
        number += 1
        free = f"{name} ({number})"
    group = Group.objects.create(name=free)
    RoleGroup.objects.create(role=role, edition=edition, group=group)
    return group


def _tell_of_registry(apps):
    permissions = apps.get_model("auth", "Permission").objects.filter(
        content_type__app_label="editions", codename="change_edition"
    )
    ours = apps.get_model("editions", "RoleGroup").objects.values("group")
    users = apps.get_model("auth", "User").objects.filter(is_active=True, is_superuser=False)
    groups = apps.get_model("auth", "Group").objects.filter(permissions__in=permissions).exclude(pk__in=ours)
    able = users.filter(groups__in=groups) | users.filter(user_permissions__in=permissions)
    for user in able.distinct().order_by("pk"):
        logger.warning(
            "%s could change the registry of editions. Coordinators do that now: a superuser can give the role.",
            user.username,
        )


class Migration(migrations.Migration):
    dependencies = [("editions", "0007_roles"), ("wagtailcore", "0098_apitoken")]

    operations = [migrations.RunPython(give_roles, migrations.RunPython.noop, elidable=False)]
