"""Two processes that make the groups of roles at the same moment."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Event
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.db import close_old_connections, connection, transaction
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission

from tests.catalogues.screening import world_with_pages
from translation_workflow.editions.models import EditionFiles, RoleGroup
from translation_workflow.editions.role_groups import Kept, keep_role_groups

pytestmark = pytest.mark.django_db(transaction=True)


def in_own_connection(function: Callable[[], Any]) -> Callable[[], Any]:
    def run() -> Any:
        close_old_connections()
        try:
            return function()
        finally:
            connection.close()

    return run


def test_who_is_second_finds_what_the_first_made() -> None:
    """Neither fails, and nothing is there twice: groups, collections or rights."""
    world_with_pages("fi")
    groups, collections = Group.objects.filter(role__isnull=False), Collection.objects.filter(depth=2)
    names = set(groups.values_list("name", flat=True))
    groups.delete()
    EditionFiles.objects.all().delete()
    collections.delete()
    made, waited = Event(), Event()

    def first() -> Kept:
        with transaction.atomic():
            kept = keep_role_groups()
            made.set()
            waited.wait(timeout=1)
        return kept

    def second() -> Kept:
        made.wait(timeout=30)
        return keep_role_groups()

    with ThreadPoolExecutor(2) as threads:
        one = threads.submit(in_own_connection(first))
        two = threads.submit(in_own_connection(second))
        assert one.result(timeout=60).made == len(names) + 3
        assert two.result(timeout=60) == Kept(0, 0)
    assert set(Group.objects.filter(role__isnull=False).values_list("name", flat=True)) == names
    assert RoleGroup.objects.count() == len(names)
    assert EditionFiles.objects.count() == collections.count() == 3
    for model, place in ((GroupPagePermission, "page"), (GroupCollectionPermission, "collection")):
        rows = list(model.objects.values_list("group", place, "permission"))  # type: ignore[attr-defined]
        assert len(rows) == len(set(rows))
