"""A data folder from before bytes knew of which document they are."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.test import Client

from cms.delivery.models import Content
from tests.publishing.builders import World

from .reading import Reader

NAMELESS = [("delivery", "0008_contents_of_documents")]


@pytest.mark.django_db(transaction=True)
def test_bytes_are_given_the_documents_that_they_name() -> None:
    """Former ones too; what names no document of ours goes."""
    world = World()
    world.publish()
    world.type("About this site.", "Om webbplatsen.")
    world.publish()
    before = {one.pk: (one.edition_id, one.key) for one in Content.objects.all()}
    newest = MigrationExecutor(connection).loader.graph.leaf_nodes("delivery")
    old = _migrated(NAMELESS).get_model("delivery", "Content").objects
    try:
        old.update(edition=None, key=None)
        old.create(sha256="f" * 64, body=b'{"programme": "towns", "edition": "xx", "key": "1"}', gzip=b"")
    finally:
        _migrated(newest)
    assert {one.pk: (one.edition_id, one.key) for one in Content.objects.all()} == before
    for sha256 in before:
        assert Reader(Client())(f"documents/sha256/{sha256}").status_code == 200


def _migrated(to: list[tuple[str, str]]) -> Any:
    executor = MigrationExecutor(connection)
    return executor.migrate(to).apps
