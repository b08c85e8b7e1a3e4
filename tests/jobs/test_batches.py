"""A worker does an object's editions together, and one that fails takes nothing with it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.utils import timezone

from translation_workflow.editions.models import Edition
from translation_workflow.jobs import leases
from translation_workflow.jobs.effects import EFFECTS, Batch, Refusals
from translation_workflow.jobs.errors import Refused
from translation_workflow.jobs.leases import MOST_ATTEMPTS, claim, new_worker
from translation_workflow.jobs.models import Item, Kind, State
from translation_workflow.jobs.runner import drain
from translation_workflow.jobs.schedule import follow

from .editions import failing_in, line, states, twelve_editions, write_down, written

pytestmark = pytest.mark.django_db
KEY = uuid4()


@pytest.fixture
def editions() -> list[Edition]:
    return twelve_editions()


@pytest.fixture
def effect(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Put an effect in the place of following."""

    def put(function: Any) -> None:
        monkeypatch.setitem(EFFECTS, Kind.FOLLOW, function)  # type: ignore[arg-type]

    put(write_down)
    return put


def test_twelve_editions_cost_six_queries(
    editions: list[Edition], effect: Any, django_assert_num_queries: Any
) -> None:
    """Claim, read, begin, mark, commit; and one look that finds nothing more. The effect comes on top."""
    effect(lambda batch: {})
    follow(KEY, editions)
    with django_assert_num_queries(6):
        assert drain() == 12


def test_a_batch_is_one_object_and_knows_what_changed(editions: list[Edition], effect: Any) -> None:
    """Parts that any of the editions lacks are followed in all; None in one of them means everything."""
    batches: list[Batch] = []
    effect(lambda batch: batches.append(batch) or {})
    other = uuid4()
    follow(KEY, editions[:2], units=["title"])
    follow(KEY, editions[1:3], units=["lead"])
    follow(other, editions[:2], units=["title"])
    follow(other, editions[:1])
    assert drain() == 5
    told = [(batch.key, [row.code for row in batch.editions], batch.units) for batch in batches]
    assert told == [(KEY, ["sv", "fi", "de"], frozenset({"title", "lead"})), (other, ["sv", "fi"], None)]


def test_batches_are_no_larger_than_asked(editions: list[Edition], effect: Any) -> None:
    """What is left of an object comes next."""
    sizes: list[int] = []
    effect(lambda batch: sizes.append(len(batch.editions)) or {})
    follow(KEY, editions)
    assert drain(together=5) == 12
    assert sizes == [5, 5, 2]


def test_only_the_kinds_asked_for_are_done(editions: list[Edition], effect: Any) -> None:
    """The rest keeps waiting."""
    follow(KEY, editions)
    assert drain(kinds=[Kind.PAGE, Kind.DOCUMENT]) == 0
    assert drain(kinds=[Kind.FOLLOW]) == 12


def test_one_failing_edition_does_not_stop_eleven(editions: list[Edition], effect: Any) -> None:
    """The batch is taken back whole, then each edition is done by itself."""
    effect(failing_in("fr", RuntimeError("no room")))
    follow(KEY, editions)
    assert drain() == 11
    assert written() == {line(KEY, edition) for edition in editions if edition.code != "fr"}
    left = Item.objects.get(state=State.WAITING)
    assert (left.edition.code, left.attempts, left.fault) == ("fr", 1, "RuntimeError: no room")


def test_pauses_grow_and_have_an_end(
    editions: list[Edition], effect: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What fails pauses twice as long each time, then is given up with its reason."""
    monkeypatch.setattr(leases, "LONGEST_PAUSE", timedelta(seconds=20))
    effect(failing_in("sv", RuntimeError("no room")))
    follow(KEY, editions[:1])
    pauses = []
    for _ in range(MOST_ATTEMPTS):
        before = timezone.now()
        assert drain() == 0
        item = Item.objects.get()
        if item.not_before:
            pauses.append(round((item.not_before - before).total_seconds()))
        assert drain() == 0, "It is not due."
        assert Item.objects.get().attempts == item.attempts
        Item.objects.update(not_before=None)
    assert pauses == [2, 4, 8, 16, 20, 20, 20]
    item = Item.objects.get()
    assert (item.state, item.attempts, item.fault) == ("dead", MOST_ATTEMPTS, "RuntimeError: no room")
    assert drain() == 0


def test_what_is_refused_is_given_up_at_once(editions: list[Edition], effect: Any) -> None:
    """No other try helps; the sentence stays, and nothing of the effect."""
    effect(failing_in("fr", Refused("towns/fr: “Legal”, title: too long. Shorten it.")))
    follow(KEY, editions)
    assert drain() == 11
    item = Item.objects.get(state=State.DEAD)
    assert (item.edition.code, item.fault) == ("fr", "towns/fr: “Legal”, title: too long. Shorten it.")
    assert line(KEY, item.edition) not in written()


def test_an_effect_may_refuse_some_and_keep_what_it_did(editions: list[Edition], effect: Any) -> None:
    """A gate that put the live page back has done its work, and still needs a person."""

    def refuse_french(batch: Batch) -> Refusals:
        write_down(batch)
        return {edition: "2 pieces are missing." for edition in batch.editions if edition.code == "fr"}

    effect(refuse_french)
    follow(KEY, editions)
    assert drain() == 11
    assert Item.objects.get(state=State.DEAD).fault == "2 pieces are missing."
    assert len(written()) == 12


def test_a_failure_gives_way_to_a_newer_change(editions: list[Edition], effect: Any) -> None:
    """While it ran the object changed again: what waits anew takes over what it had to do."""

    def change_and_fail(batch: Batch) -> Refusals:
        raise RuntimeError("no room")

    effect(change_and_fail)
    follow(KEY, editions[:1], units=["title"])
    item = claim(new_worker(), kinds=list(Kind), limit=12)[0]
    follow(KEY, editions[:1], units=["lead"])
    leases.postpone(item, "no room")
    left = Item.objects.get()
    assert (left.state, left.attempts, left.units) == ("waiting", 0, ["lead", "title"])


def test_older_changes_of_an_object_come_first(editions: list[Edition], effect: Any) -> None:
    """Of one object in one edition the second kind of work waits for the first, whoever asks."""
    follow(KEY, editions[:1])
    older = Item.objects.get()
    Item.objects.create(job=older.job, kind=Kind.PAGE, object_key=KEY, edition=editions[0])
    assert claim(new_worker(), kinds=list(Kind), limit=12) == [older]
    assert claim(new_worker(), kinds=list(Kind), limit=12) == []
    assert states() == ["running", "waiting"]
