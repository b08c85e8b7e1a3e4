"""The worker follows up what people change, and loses none of it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from typing import Any

import pytest

from pages.models import Tool
from tests.publishing.builders import World
from translation_workflow.jobs.effects import EFFECTS, Batch, Refusals
from translation_workflow.jobs.models import Item, Kind, State
from translation_workflow.jobs.runner import drain
from translation_workflow.review import signals

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    world = World()
    world.publish()
    drain()
    return world


def waiting() -> list[tuple[str, str]]:
    """What waits, as kind and edition, in order."""
    rows = Item.objects.filter(state=State.WAITING).order_by("pk").select_related("edition__programme")
    return [(item.kind, str(item.edition)) for item in rows]


@pytest.fixture
def sent() -> Iterator[list[tuple[str, Any]]]:
    """What publishing tells delivery, in order."""
    told: list[tuple[str, Any]] = []
    with ExitStack() as stack:
        for name in ("pages_went_live", "pages_went_away", "snippets_changed"):

            def hear(name: str = name, **kwargs: Any) -> None:
                told.extend((name, str(edition)) for edition, _ in kwargs.get("keys") or kwargs["pages"])

            signal = getattr(signals, name)
            signal.connect(hear, weak=False)
            stack.callback(signal.disconnect, hear)
        yield told


def test_a_published_page_waits_until_it_is_followed_up(world: World) -> None:
    """The items are written with the change and are done with the work."""
    world.page.title = "Legal notice"
    world.page.save_revision().publish()
    assert waiting() == [("page", "towns/en"), ("document", "towns/en")]
    assert drain() == 3, "The page, the master's document, and the one edition that follows."
    assert waiting() == []
    assert world.segment("Legal notice")


def test_saving_a_draft_schedules_nothing(world: World) -> None:
    """Only what is live concerns editions."""
    world.page.title = "Legal notice"
    world.page.save_revision()
    assert waiting() == []


def test_the_publish_service_schedules_nothing_for_itself(world: World) -> None:
    """Pages of editions that the service publishes are done already."""
    world.type("Legal", "Juridik")
    world.publish()
    assert waiting() == []


def test_an_unpublished_page_goes_away(world: World, sent: list[tuple[str, Any]]) -> None:
    """Delivery is told which edition lost it."""
    world.page.refresh_from_db()
    world.page.unpublish()
    drain()
    assert ("pages_went_away", "towns/en") in sent


def test_a_deleted_page_goes_away(world: World, sent: list[tuple[str, Any]]) -> None:
    """The row knows the page's key after the page is gone."""
    world.page.delete()
    drain()
    assert ("pages_went_away", "towns/en") in sent


def test_a_page_published_by_hand_in_an_edition_is_taken_down(world: World) -> None:
    """Wagtail's own button is followed up like any other publication."""
    translated = world.translated(world.page)
    translated.save_revision().publish()
    assert waiting() == [("page", "towns/sv")]
    assert drain() == 1


def test_a_changed_snippet_reaches_every_edition(world: World, sent: list[tuple[str, Any]]) -> None:
    """Its words become segments, and pages that show it are told to look again."""
    Tool.objects.create(
        programme=world.programme,
        locale=world.programme.master_locale,
        name="Meter",
        description="It counts.",
    )
    drain()
    assert world.segment("It counts.")
    assert {edition for name, edition in sent if name == "snippets_changed"} == {"towns/en", "towns/sv"}


def test_a_failure_keeps_the_row_and_the_others_go_on(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """What failed says why, waits, and is tried again; nothing of it is half-done."""
    real = EFFECTS[Kind.PAGE]

    def fail_for_legal(batch: Batch) -> Refusals:
        refusals = real(batch)
        if batch.key == world.page.translation_key:
            raise RuntimeError("no room")
        return refusals

    monkeypatch.setitem(EFFECTS, Kind.PAGE, fail_for_legal)  # type: ignore[arg-type]
    world.page.title = "Legal notice"
    world.page.save_revision().publish()
    world.first.title = "All towns"
    world.first.save_revision().publish()
    assert drain() == 4, "Both documents, the other page, and the edition that follows it."
    left = Item.objects.get(state=State.WAITING)
    assert (left.attempts, left.fault) == (1, "RuntimeError: no room")
    monkeypatch.undo()
    Item.objects.update(not_before=None)
    assert drain() == 2
    assert world.segment("Legal notice")


def test_a_change_during_the_work_is_not_lost(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is noted anew while it is worked on is done once more."""
    world.page.save_revision().publish()
    rounds = []

    def publish_again(sender: Any, **kwargs: Any) -> None:
        if not rounds:
            rounds.append(1)
            world.page.title = "Legal notice"
            world.page.save_revision().publish()

    signals.pages_went_live.connect(publish_again)
    try:
        drain()
    finally:
        signals.pages_went_live.disconnect(publish_again)
    assert waiting() == []
    assert world.segment("Legal notice")
