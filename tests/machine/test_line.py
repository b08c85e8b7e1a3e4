"""How an engine is asked: again, at a measured pace, and not at all for a while."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, field

import pytest

from translation_workflow.machine.errors import (
    EngineFailed,
    Garbled,
    NotAllowed,
    OutOfTime,
    Passing,
    Refused,
    Resting,
)
from translation_workflow.machine.line import LONGEST_PAUSE, TRIES, Line
from translation_workflow.machine.pace import Pace
from translation_workflow.sockets.clock import Clock, Deadline


@dataclass
class Watch:
    """A clock that stands still but for sleeps."""

    at: float = 0.0
    slept: list[float] = field(default_factory=list)

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.at += seconds

    def deadline(self, seconds: float) -> Deadline:
        return Deadline.after(seconds, clock=Clock(lambda: self.at, self.sleep))


@pytest.fixture
def watch() -> Watch:
    return Watch()


def line(**more: float) -> Line:
    return Line(call_seconds=10, **{"calls_per_second": None, "failures": 100} | more)  # type: ignore[arg-type]


@dataclass
class Telling:
    """Raises what it is given, one each time, and then answers; `deadlines` are what each try had left."""

    faults: list[EngineFailed]
    left: list[float] = field(default_factory=list)

    def __call__(self, *, deadline: Deadline) -> str:
        self.left.append(deadline.seconds)
        if self.faults:
            raise self.faults.pop(0)
        return "answer"


def failing(make: Callable[[], EngineFailed]) -> Telling:
    return Telling([make() for _ in range(100)])


def test_it_tries_again_with_longer_pauses(watch: Watch) -> None:
    """Pauses double, and are a bit longer than that, so that many who failed at once do not meet again."""
    asked = Telling([Passing("no"), Passing("no")])
    assert line().call(asked, deadline=watch.deadline(100)) == "answer"
    first, second = watch.slept
    assert 0.5 <= first <= 1.0
    assert 1.0 <= second <= 1.5


def test_pauses_are_not_the_same_twice() -> None:
    """There is chance in them."""
    pauses = set()
    for _ in range(5):
        watch = Watch()
        line().call(Telling([Passing("no")]), deadline=watch.deadline(100))
        pauses.update(watch.slept)
    assert len(pauses) > 1


def test_it_gives_up_after_some_tries(watch: Watch) -> None:
    """The last fault is told."""
    asked = failing(lambda: Passing("no"))
    with pytest.raises(Passing, match="no"):
        line().call(asked, deadline=watch.deadline(1000))
    assert len(asked.left) == TRIES
    assert max(watch.slept) <= LONGEST_PAUSE + 0.5


@pytest.mark.parametrize("fault", [Refused("no"), NotAllowed("no"), Garbled("no"), OutOfTime("no")])
def test_what_no_other_try_helps_is_told_at_once(watch: Watch, fault: EngineFailed) -> None:
    """A refusal does not become a yes."""
    asked = Telling([fault])
    with pytest.raises(type(fault)):
        line().call(asked, deadline=watch.deadline(100))
    assert watch.slept == []


def test_each_try_has_its_own_deadline_within_the_batch(watch: Watch) -> None:
    """A try has ten seconds, or what is left of the batch."""
    asked = Telling([Passing("no", after=85)])
    line().call(asked, deadline=watch.deadline(93))
    assert asked.left == [10, 8]


def test_no_try_begins_after_the_deadline(watch: Watch) -> None:
    """Where nothing is left, nobody is asked."""
    asked = Telling([])
    with pytest.raises(OutOfTime, match="before the engine was asked"):
        line().call(asked, deadline=watch.deadline(0))
    assert asked.left == []


def test_who_fails_again_and_again_is_left_alone(watch: Watch) -> None:
    """After so many failures in a row the engine is not asked, and the sentence says for how long."""
    own = line(failures=4, rest_seconds=60)
    asked = failing(lambda: Passing("no"))
    with pytest.raises(Passing):
        own.call(asked, deadline=watch.deadline(100))
    with pytest.raises(Resting, match="failed 4 times in a row and is left alone for 60 seconds"):
        own.call(asked, deadline=watch.deadline(100))
    with pytest.raises(Resting):
        own.call(asked, deadline=watch.deadline(100))
    assert len(asked.left) == 4


def test_after_its_rest_one_try_decides(watch: Watch) -> None:
    """An engine that answers again is asked as ever."""
    own = line(failures=2, rest_seconds=0)
    with pytest.raises(Passing):
        own.call(failing(lambda: Passing("no")), deadline=watch.deadline(100))
    assert own.call(Telling([]), deadline=watch.deadline(100)) == "answer"
    assert own.breaker.current_state == "closed"


def test_a_refusal_is_no_failure(watch: Watch) -> None:
    """Who says no is well: a bad text does not stop the others."""
    own = line(failures=2)
    for _ in range(5):
        with pytest.raises(Refused):
            own.call(Telling([Refused("no")]), deadline=watch.deadline(100))
    assert own.breaker.current_state == "closed"


def test_a_success_between_begins_the_count_anew(watch: Watch) -> None:
    """Failures count in a row only."""
    own = line(failures=2)
    for _ in range(4):
        own.call(Telling([Passing("no")]), deadline=watch.deadline(100))
    assert own.breaker.current_state == "closed"


def test_calls_run_beside_each_other() -> None:
    """What counts failures does not make calls wait for one another."""
    meeting = threading.Barrier(3, timeout=10)
    own = line()

    def ask(*, deadline: Deadline) -> str:
        meeting.wait()
        return "met"

    met: list[str] = []
    threads = [
        threading.Thread(target=lambda: met.append(own.call(ask, deadline=Deadline.after(10))))
        for _ in range(3)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert met == ["met"] * 3


def test_a_seconds_worth_of_calls_go_at_once_and_others_wait(watch: Watch) -> None:
    """Five a second: five now, and then one each fifth of a second."""
    pace = Pace(5)
    for _ in range(7):
        pace.wait(watch.deadline(100))
    assert watch.slept == pytest.approx([0.2, 0.2])


def test_permissions_come_back_with_time(watch: Watch) -> None:
    """After a rest there is a second's worth again, and not more."""
    pace = Pace(2)
    for _ in range(2):
        pace.wait(watch.deadline(100))
    watch.at += 1000
    for _ in range(3):
        pace.wait(watch.deadline(100))
    assert watch.slept == pytest.approx([0.5])


def test_a_turn_beyond_the_deadline_is_not_waited_for(watch: Watch) -> None:
    """Who cannot be served in time is told so at once, and takes nobody's turn."""
    pace = Pace(0.1)
    pace.wait(watch.deadline(100))
    with pytest.raises(OutOfTime, match="this text's turn"):
        pace.wait(watch.deadline(5))
    pace.wait(watch.deadline(11))
    assert watch.slept == pytest.approx([10])


def test_what_was_tried_before_is_not_in_the_fault(watch: Watch) -> None:
    """A chain of causes would hold what was sent."""
    with pytest.raises(Passing) as found:
        line().call(failing(lambda: Passing("no")), deadline=watch.deadline(100))
    assert found.value.__cause__ is None
    assert found.value.__context__ is None


def test_who_is_left_alone_says_what_it_failed_with(watch: Watch) -> None:
    """Where calls run side by side most hear of the rest only; the engine's own reason is in that, too."""
    broken = line(failures=2)
    reason = r"2 times in a row .* What it failed with last: It answered 500 \(boom\)\."
    with pytest.raises(Resting, match=reason):
        broken.call(failing(lambda: Passing("It answered 500 (boom).")), deadline=watch.deadline(1000))
    with pytest.raises(Resting, match=reason):
        broken.call(Telling([]), deadline=watch.deadline(1000))
