"""The line to an engine: how often it is asked, how long, and when it is left alone.

A process has one line for each engine; how fast it asks and when it stops are its own affair, and another
process's are that one's.
"""

from __future__ import annotations

import threading
from typing import Protocol, TypeVar

from django.conf import settings
from django.utils.translation import gettext as _
from pybreaker import CircuitBreaker, CircuitBreakerError
from tenacity import RetryCallState, Retrying, retry_if_exception, stop_after_attempt, wait_exponential_jitter

from translation_workflow.sockets.clock import Deadline

from .engine import Engine
from .errors import EngineFailed, OutOfTime, Passing, Refused, Resting
from .pace import Pace

TRIES = 3
FAILURES = 5
"""So many tries in a row may fail before the engine is left alone."""
REST_SECONDS = 60.0
LONGEST_PAUSE = 8.0

T = TypeVar("T")
Answered = TypeVar("Answered", covariant=True)  # noqa: PLC0105


class Ask(Protocol[Answered]):
    """A call, which ends at a deadline."""

    def __call__(self, *, deadline: Deadline) -> Answered: ...


class Line:
    """How one engine is asked. Threads may share it."""

    def __init__(
        self,
        *,
        call_seconds: float,
        calls_per_second: float | None,
        tries: int = TRIES,
        failures: int = FAILURES,
        rest_seconds: float = REST_SECONDS,
    ) -> None:
        self.call_seconds = call_seconds
        self.tries = tries
        self.pace = Pace(calls_per_second) if calls_per_second else None
        self.rest_seconds = rest_seconds
        self.last_fault = ""
        self.breaker = CircuitBreaker(
            fail_max=failures, reset_timeout=rest_seconds, exclude=[Refused], throw_new_error_on_trip=False
        )

    def call(self, ask: Ask[T], *, deadline: Deadline) -> T:
        """Return the answer of the first try that succeeds before the deadline. Raises EngineFailed.

        Between tries it waits as long as the engine asks for, or twice as long each time and a bit;
        where that is not before the deadline, it gives up at once.
        """

        def is_pause_too_long(state: RetryCallState) -> bool:
            return state.upcoming_sleep >= deadline.seconds

        retrying = Retrying(
            retry=retry_if_exception(_may_help),
            stop=stop_after_attempt(self.tries) | is_pause_too_long,  # type: ignore[operator]
            wait=_pause,
            sleep=deadline.clock.sleep,
            reraise=True,
        )
        fault: EngineFailed
        try:
            answer: T = retrying(self._try, ask, deadline=deadline)
            return answer
        except EngineFailed as error:
            fault = error
        # By itself: what was tried before is of no use to anybody, and its frames hold what was sent.
        fault.__cause__ = fault.__context__ = None
        raise fault.with_traceback(None)

    def _try(self, ask: Ask[T], *, deadline: Deadline) -> T:
        if self.pace is not None:
            self.pace.wait(deadline)
        if not deadline.seconds:
            raise OutOfTime(_("The time for this batch was over before the engine was asked."))
        try:
            with self.breaker.calling():
                return ask(deadline=deadline.within(self.call_seconds))
        except CircuitBreakerError:
            pass
        except EngineFailed as error:
            if not isinstance(error, Refused):
                self.last_fault = str(error)
            raise
        raise Resting(
            _(
                "The engine failed %(failures)d times in a row and is left alone for %(seconds)d seconds. "
                "Look whether it runs, and try again then. What it failed with last: %(fault)s"
            )
            % {"failures": self.breaker.fail_max, "seconds": self.rest_seconds, "fault": self.last_fault}
        )


def _may_help(error: BaseException) -> bool:
    return isinstance(error, Passing) and not isinstance(error, Resting)


_backing_off = wait_exponential_jitter(multiplier=0.5, max=LONGEST_PAUSE, jitter=0.5)


def _pause(state: RetryCallState) -> float:
    error = state.outcome.exception() if state.outcome else None
    wanted = error.after if isinstance(error, Passing) else None
    return max(wanted or 0.0, _backing_off(state))


_lines: dict[str, Line] = {}
_lock = threading.Lock()


def line_of(engine: Engine) -> Line:
    """Return this process's line to an engine."""
    options = settings.MACHINES
    with _lock:
        if engine.version not in _lines:
            _lines[engine.version] = Line(
                call_seconds=options.call_seconds,
                calls_per_second=None if engine.is_pretence else options.calls_per_second,
            )
        return _lines[engine.version]


def hang_up() -> None:
    """Forget all lines: whatever failed may be asked again."""
    with _lock:
        _lines.clear()
