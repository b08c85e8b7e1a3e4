"""Errands: machines are asked outside any transaction, in nobody's way, and what they said comes in once."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from django.db import connection, transaction
from django.db.models.functions import Now

from pages.models import InfoPage
from tests.jobs.editions import ended, start
from tests.publishing.builders import World
from translation_workflow.editions.models import Edition
from translation_workflow.jobs import errands, work
from translation_workflow.jobs.asking import ask_for_drafts
from translation_workflow.jobs.errands import run_errands, run_errands_beside
from translation_workflow.jobs.leases import MOST_ATTEMPTS, claim, keys_at_work, new_worker, sweep
from translation_workflow.jobs.models import ERRANDS, Item, Job, Kind, State
from translation_workflow.jobs.overview import jobs, reports
from translation_workflow.jobs.runner import drain
from translation_workflow.jobs.schedule import follow, retry
from translation_workflow.machine.errors import InTransaction
from translation_workflow.machine.pretranslate import Outcome, fetch_drafts

from .drafting import asking, words
from .serving import Machine, babble, serving

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def world() -> World:
    world = World()
    drain()
    return world


@pytest.fixture
def machine() -> Iterator[Machine]:
    with serving() as machine, asking(machine):
        yield machine


def keys(world: World) -> list[Any]:
    return [world.first.translation_key, world.page.translation_key]


def items() -> Any:
    return Item.objects.filter(kind=Kind.PRETRANSLATE).order_by("pk")


def expire() -> None:
    Item.objects.filter(state=State.RUNNING).update(lease_until=Now() - timedelta(seconds=1))
    sweep()
    Item.objects.update(not_before=None)


@pytest.mark.parametrize("mark", ["claimed", "answered", "applied", "done"])
def test_a_killed_worker_loses_nothing_and_doubles_nothing(world: World, machine: Machine, mark: str) -> None:
    """kill -9; the next worker fills every piece once, and asks no text again whose answer was there."""
    ask_for_drafts(world.edition, keys(world))
    assert ended([start("tests.machine.dying", mark, machine.url)]) == [-9]
    expire()
    run_errands()
    assert [item.state for item in items()] == ["done", "done"]
    found = words(world)
    assert {text: one[0] for text, one in found.items()} == {text: babble(text) for text in found} | {
        "Less CO<sub>2</sub>.": babble("Less") + " CO<sub>2</sub>."
    }
    assert len(found) == 5
    assert len(machine.texts) == len(set(machine.texts)), "What was answered is not sent again."


def test_who_lost_the_lease_writes_nothing(world: World, machine: Machine) -> None:
    """A worker that comes back late finds the items with another: what it wrote is taken back."""
    ask_for_drafts(world.edition, keys(world)[:1])
    [item] = claim("late", kinds=sorted(ERRANDS), limit=12)
    expire()
    [_] = claim("prompt", kinds=sorted(ERRANDS), limit=12)
    late = errands._Run("late", timedelta(seconds=30), lambda what, done, total: None)
    assert late.work_on([item]) == 0
    assert words(world) == {}
    assert [(one.state, one.worker) for one in items()] == [("running", "prompt")]


def test_following_never_waits_for_a_machine(world: World, machine: Machine) -> None:
    """While a machine thinks about a page, its edition follows the master in that very page."""
    done: list[int] = []

    def follow_meanwhile(texts: list[str]) -> None:
        # Another thread than the one that asks: what it does here, another worker would do.
        follow(world.page.translation_key, [world.edition])
        done.append(drain())
        connection.close()

    machine.before = follow_meanwhile
    ask_for_drafts(world.edition, keys(world))
    assert run_errands() == 2
    assert done == [1]


def test_an_errand_does_not_wait_for_following(world: World) -> None:
    """Nor the other way round: an item that follows the same page is none of the machine's."""
    follow(world.page.translation_key, [world.edition])
    ask_for_drafts(world.edition, keys(world), engine="pseudo")
    assert claim(new_worker(), kinds=[Kind.FOLLOW], limit=12)
    assert run_errands() == 2


def test_a_sweep_for_drift_waits_for_no_errand(world: World) -> None:
    """What an edition has yet to follow up is what its master says, not what a machine does."""
    ask_for_drafts(world.edition, keys(world), engine="pseudo")
    assert keys_at_work(keys(world)) == set()


def test_the_lease_lasts_while_the_machine_thinks(world: World, machine: Machine) -> None:
    """Longer than a lease, and nobody sweeps it, on either database."""
    swept: list[int] = []

    def think(texts: list[str]) -> None:
        for _ in range(15):
            threading.Event().wait(0.1)
            swept.append(sweep())
        connection.close()

    machine.before = think
    ask_for_drafts(world.edition, keys(world))
    assert run_errands(lease=timedelta(seconds=0.6)) == 2
    assert set(swept) == {0}


def test_an_engine_is_never_asked_inside_a_transaction(world: World, machine: Machine) -> None:
    """Whoever tries is told; nothing is sent."""
    with pytest.raises((InTransaction, RuntimeError)), transaction.atomic():
        fetch_drafts(world.edition, keys(world))
    assert machine.asked == []


def test_a_worker_does_errands_beside_its_other_duties(world: World, machine: Machine) -> None:
    """In a thread of its own, while the worker goes its round; what is begun when it is to stop, is ended."""
    assert run_errands_beside in work.COMPANIONS
    stop, asked = threading.Event(), threading.Event()

    def answer_when_it_is_to_stop(texts: list[str]) -> None:
        asked.set()
        assert stop.wait(20)

    machine.before = answer_when_it_is_to_stop
    ask_for_drafts(world.edition, keys(world))

    def run() -> None:
        try:
            work.work(stop, pause=0.01)
        finally:
            connection.close()

    worker = threading.Thread(target=run)
    worker.start()
    assert asked.wait(20), "Nothing was asked."
    stop.set()
    worker.join(30)
    assert not worker.is_alive()
    assert {item.state for item in items()} == {"done"}


def test_a_plain_task_worker_does_errands(world: World) -> None:
    """Who runs no worker of ours gets drafts, too."""
    ask_for_drafts(world.edition, keys(world), engine="pseudo")
    call_command("db_worker", queue_name="*", batch=True, interval=0, startup_delay=False, verbosity=0)
    assert {item.state for item in items()} == {"done"}


def test_asking_twice_is_asking_once(world: World) -> None:
    """What waits already is asked of the engine that was named last, in the job of who asked last."""
    ask_for_drafts(world.edition, keys(world), engine="pseudo")
    Item.objects.filter(kind=Kind.PRETRANSLATE).update(engine="libretranslate")
    found = ask_for_drafts(world.edition, keys(world), engine="pseudo")
    assert [item.engine for item in items()] == ["pseudo", "pseudo"]
    assert {item.job for item in items()} == {found[0].job} == {Job.objects.first()}


def test_noting_costs_the_same_for_many(world: World, django_assert_max_num_queries: Any) -> None:
    """However many pages: a job, its items, and a wake-up."""
    with django_assert_max_num_queries(10):
        ask_for_drafts(world.edition, keys(world), engine="pseudo")
    many = [*keys(world), *(InfoPage(title="x").translation_key for _ in range(60))]
    Item.objects.all().delete()
    with django_assert_max_num_queries(10):
        ask_for_drafts(world.edition, many, engine="pseudo")


def test_only_who_may_translate_an_edition_may_ask(world: World) -> None:
    """Asked when it is noted, and again when it is done: rights may be gone by then."""
    stranger = get_user_model().objects.create_user("stranger")
    with pytest.raises(PermissionDenied):
        ask_for_drafts(world.edition, keys(world), engine="pseudo", asked_by=stranger)
    assert not items().exists()
    boss = get_user_model().objects.create_superuser("boss")
    ask_for_drafts(world.edition, keys(world), engine="pseudo", asked_by=boss)
    get_user_model().objects.filter(pk=boss.pk).update(is_superuser=False)
    assert run_errands() == 0
    assert {(item.state, "may not translate towns/sv any more" in item.fault) for item in items()} == {
        ("dead", True)
    }
    assert words(world) == {}


def test_what_fails_too_often_is_given_up_and_can_be_tried_again(world: World, machine: Machine) -> None:
    """With growing pauses, and the engine's sentence; a person lets it be tried again."""
    machine.status = 503
    ask_for_drafts(world.edition, keys(world)[:1])
    run_errands()
    item = items().get()
    assert (item.state, item.attempts) == ("waiting", 1)
    Item.objects.update(attempts=MOST_ATTEMPTS - 1, not_before=None)
    with asking(machine):
        run_errands()
    assert items().get().state == "dead"
    machine.status = 200
    assert retry(items()) == 1
    with asking(machine):
        assert run_errands() == 1


def test_a_strange_failure_stops_no_other_object(
    world: World, machine: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One object whose words cannot be written leaves the others done, and is tried again."""
    real = errands.DONE_BY[Kind.PRETRANSLATE]

    def apply(edition: Edition, key: Any, fetched: Any) -> Outcome:
        if key == world.page.translation_key:
            raise ValueError("strange")
        return real.apply(edition, key, fetched)  # type: ignore[return-value]

    monkeypatch.setitem(errands.DONE_BY, Kind.PRETRANSLATE, errands.Errand(real.fetch, apply))  # type: ignore[arg-type]
    ask_for_drafts(world.edition, keys(world))
    assert run_errands() == 1
    assert sorted(item.state for item in items()) == ["done", "waiting"]
    assert "Legal" not in words(world)


def test_the_progress_page_tells_what_came_of_it(world: World, machine: Machine) -> None:
    """How many drafts, and which texts were left, and why; in as many queries as before."""
    machine.translate = lambda texts, *, target: [
        "#Lag" if text == "Legal" else babble(text, target=target) for text in texts
    ]
    ask_for_drafts(world.edition, keys(world))
    run_errands()
    report = reports(jobs().filter(kind=Kind.PRETRANSLATE))[0]
    assert (report.done, report.total) == (2, 2)
    assert report.outcome == "by machine: 4, left untranslated: 1"
    assert [note.text for note in report.notes] == ["Legal"]
    assert "“#Lag”" in report.notes[0].sentence
    # Whoever reads it reads it in their language: sentences are kept as they were marked, beside the English.
    (note,) = (note for item in items() for note in item.outcome["notes"])
    assert note["sentence"] == report.notes[0].sentence
    assert [template for template, _ in note["told"]] == [
        "The engine marked words that it could not say with “{mark}”, such as “{word}”."
    ]
