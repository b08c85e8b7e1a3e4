"""People and workers who write the same page at the same moment: nothing is lost, nobody waits for ever."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

import pytest
from django.db import connection, transaction
from wagtail.models import Page
from wagtail_localize.models import StringTranslation

from pages.models import InfoPage
from pages.progress import unwatched
from tests.programme.starter import block
from tests.publishing.builders import World
from translation_workflow.editions.locks import lock_editions
from translation_workflow.editions.models import Edition
from translation_workflow.editions.registry import add_edition
from translation_workflow.jobs.models import Item, Kind, State
from translation_workflow.jobs.runner import drain
from translation_workflow.jobs.schedule import follow
from translation_workflow.review.drift.sweep import find_drift
from translation_workflow.review.follow import follow_master
from translation_workflow.review.models import PublishedText
from translation_workflow.review.publish import publish_edition

pytestmark = pytest.mark.django_db(transaction=True)

ROUNDS = 8


@pytest.fixture
def world() -> World:
    """A page that is live in two editions, with words of its own in one."""
    world = World()
    add_edition(world.programme, code="de", status="published", maximum_missing=None)
    world.submit()
    world.type("Legal", "Juridik")
    world.type("About this site.", "Om webbplatsen.")
    for edition in editions(world):
        publish_edition(edition, progress=unwatched)
    drain()
    return world


def editions(world: World) -> list[Edition]:
    rows = world.programme.editions.exclude(locale=world.programme.master_locale)
    return list(rows.select_related("programme__master_locale", "locale").order_by("pk"))


def together(*acts: Callable[[], object]) -> None:
    """Do things in threads that begin at once, each on a connection of its own; raise what one raised."""
    start, faults = threading.Barrier(len(acts)), list[BaseException]()

    def run(act: Callable[[], object]) -> None:
        try:
            start.wait(10)
            act()
        except BaseException as fault:
            faults.append(fault)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[act]) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert not any(thread.is_alive() for thread in threads), "Somebody waits for ever."
    if faults:
        raise faults[0]


def write_master(world: World, number: int) -> None:
    """Let the author change a sentence, and put a block in at the top or take it out."""
    page = InfoPage.objects.get(pk=world.page.pk)
    first = block("Legal", "text", f"<p>About this site, {number}.</p><p>It stays.</p>")
    page.body = [block("top", "text", "<p>On top.</p>"), first] if number % 2 else [first]
    page.save_revision().publish()


def settle() -> None:
    """Let the worker end what waits; none of it may have failed."""
    Item.objects.filter(state=State.WAITING).update(not_before=None)
    drain()
    assert not Item.objects.exclude(state=State.DONE).exists()


def assert_sound(world: World) -> None:
    """Every page says what it is to say, once, and stands in a sound tree."""
    assert find_drift(editions(world)) == []
    assert Page.find_problems() == ([], [], [], [], [])
    pages = Page.objects.filter(translation_key=world.page.translation_key)
    assert pages.count() == 1 + len(editions(world))
    rows = PublishedText.objects.values_list("edition", "context", "string")
    assert len(rows) == len(set(rows))


def test_an_author_and_a_translator_publish_the_same_page(world: World) -> None:
    """Whoever comes first: the structure is the master's, and no typed word is lost."""
    world.type("About this site.", "typed")
    for number in range(ROUNDS):
        together(
            lambda number=number: (write_master(world, number), drain()),  # type: ignore[misc]
            lambda: publish_edition(world.edition, keys={world.page.translation_key}, progress=unwatched),
        )
        settle()
        assert_sound(world)
        text = f"About this site, {number}."
        assert world.segment(text).words == "typed"
        world.confirm(text)
    world.publish()
    assert "typed" in str(world.translated(world.page).body[-1].value)
    assert StringTranslation.objects.filter(data="Juridik").exists()


def test_a_publication_and_a_follow_of_the_same_pages(world: World) -> None:
    """Both lock editions before pages, so that neither waits for the other's next step."""
    key = world.page.translation_key
    for number in range(ROUNDS):
        write_master(world, number)
        drain(kinds=[Kind.PAGE, Kind.DOCUMENT])
        world.type(f"About this site, {number}.", f"typed {number}")
        world.confirm(f"About this site, {number}.")
        together(
            lambda: publish_edition(world.edition, progress=unwatched),
            lambda: follow_master(key, editions(world)),
            lambda: follow_master(world.first.translation_key, editions(world)),
        )
        settle()
        assert_sound(world)
        assert f"typed {number}" in str(world.translated(world.page).body[-1].value)


def test_two_workers_and_an_author(world: World) -> None:
    """Two who drain at once do nothing twice."""
    for number in range(ROUNDS):
        follow(world.first.translation_key, editions(world))
        together(drain, drain, lambda number=number: write_master(world, number))  # type: ignore[misc]
        settle()
        assert_sound(world)


def test_an_editor_saves_a_draft_while_its_page_follows(world: World) -> None:
    """The live page follows; what was saved is in the page's history at least."""
    for number in range(ROUNDS):
        write_master(world, number)
        drain(kinds=[Kind.PAGE, Kind.DOCUMENT])

        def save(number: int = number) -> None:
            page = world.translated(world.page)
            page.seo_title = f"Saved {number}"
            page.save_revision()

        together(save, lambda: follow_master(world.page.translation_key, editions(world)))
        settle()
        page = world.translated(world.page)
        saved = [revision.content["seo_title"] for revision in page.revisions.all()]
        assert f"Saved {number}" in saved
        follow_master(world.page.translation_key, editions(world))
        assert_sound(world)


def test_who_follows_waits_for_the_edition_before_any_page(world: World) -> None:
    """So that a publication which has the edition never finds its pages taken."""
    if not connection.features.has_select_for_update_nowait:
        pytest.skip("SQLite has one writer at a time.")
    followed = threading.Thread(target=_follow, args=[world])
    with transaction.atomic():
        lock_editions([world.edition])
        followed.start()
        _until_somebody_waits()
        keys = {world.page.translation_key}
        rows = InfoPage.objects.select_for_update(nowait=True).filter(translation_key__in=keys)
        assert len(rows) == 3
    followed.join(30)
    assert not followed.is_alive()


def _follow(world: World) -> None:
    try:
        follow_master(world.page.translation_key, editions(world))
    finally:
        connection.close()


def _until_somebody_waits() -> None:
    for _ in range(500):
        with connection.cursor() as cursor:
            # Inside a transaction PostgreSQL goes on telling what it told first.
            cursor.execute("SELECT pg_stat_clear_snapshot()")
            cursor.execute(
                "SELECT count(*) FROM pg_stat_activity"
                " WHERE wait_event_type = 'Lock' AND datname = current_database()"
            )
            if cursor.fetchone()[0]:
                return
        time.sleep(0.01)
    raise AssertionError("Nobody waits.")
