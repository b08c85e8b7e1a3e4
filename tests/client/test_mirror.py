"""A copy that follows an edition's changes."""

from __future__ import annotations

import pytest

from cms.client import EditionClient, Mirror, NotFound
from cms.delivery.documents.schema import Document
from tests.publishing.builders import World
from translation_workflow.editions.models import Edition


def whole(swedish: EditionClient) -> dict[object, Document]:
    return {document.key: document for document in swedish.bundle().documents}


def test_a_copy_is_what_the_edition_is(swedish: EditionClient, world: World) -> None:
    """After everything, after a change, after a withdrawal, and after a pause."""
    mirror = Mirror(swedish)
    assert mirror.follow() == 2
    assert mirror.follow() == 0
    world.type("About this site.", "Om webbplatsen.")
    world.publish()
    resumed = Mirror(swedish, documents=mirror.documents, cursor=mirror.cursor)
    assert resumed.follow() == 1
    assert resumed.documents == whole(swedish)
    assert mirror.documents != resumed.documents
    world.page.refresh_from_db()
    world.page.unpublish()
    world.work()
    assert resumed.follow() == 1
    assert resumed.documents == whole(swedish)
    assert resumed.cursor == swedish.bundle().cursor


def test_a_cursor_that_is_none_begins_anew(swedish: EditionClient) -> None:
    """What the copy had, and the edition has not, goes."""
    stray = swedish.at("/").model_copy(update={"key": "stray"})
    mirror = Mirror(swedish, documents={"stray": stray}, cursor="of-long-ago")  # type: ignore[dict-item]
    mirror.follow()
    assert mirror.documents == whole(swedish)


def test_a_copy_stays_as_it_was_until_all_is_told(
    swedish: EditionClient, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An interruption in between shows nobody half of it."""
    for number in range(3):
        world.add_page(f"Page{number}", f"Sentence {number}.")
        world.submit()
        world.work()
        world.publish()
    monkeypatch.setattr("cms.delivery.feed.A_PAGE", 1)
    mirror = Mirror(swedish)
    parts = swedish.changes()
    assert not next(parts).complete
    real, told = swedish.changes, []

    def interrupted(since: str | None = None) -> object:
        for part in real(since):
            told.append(part)
            yield part
            raise KeyboardInterrupt

    monkeypatch.setattr(swedish, "changes", interrupted)
    with pytest.raises(KeyboardInterrupt):
        mirror.follow()
    assert told
    assert (mirror.documents, mirror.cursor) == ({}, None)


def test_an_edition_that_is_withdrawn_is_told(swedish: EditionClient, world: World) -> None:
    """The copy is left as it was: its owner decides."""
    mirror = Mirror(swedish)
    mirror.follow()
    Edition.objects.filter(code="sv").update(status=Edition.Status.RETIRED)
    with pytest.raises(NotFound):
        mirror.follow()
    assert len(mirror.documents) == 2
