"""Keep the server and the worker running, and end them together, whatever ends us.

An essential service that ends, ends everything; another is started again. SIGINT, SIGTERM, SIGHUP and the
death of the parent (`make`) or terminal all mean: stop. A second signal means: at once. If this very
process is killed, the leashes see it and end their groups.
"""

from __future__ import annotations

import contextlib
import os
import select
import signal
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from types import FrameType

from .processes import Leashed, end_all
from .restart import after_death, describe

PAUSE = 0.1
PATIENCE = 60.0
STOP_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


@dataclass(frozen=True)
class Service:
    """A command to keep running. When an `essential` one ends there is no point in the rest."""

    name: str
    command: Sequence[str]
    essential: bool = False


@dataclass
class Running:
    """A service's present process, or the moment (monotonic) at which it is due to start again."""

    service: Service
    process: Leashed | None = None
    started: float = 0.0
    due: float = 0.0
    early_deaths: int = 0


@dataclass
class Stop:
    """Whether somebody wants the end, and why. Installed once, before anything is started."""

    reason: str = ""
    parent: int = field(default_factory=os.getppid)
    event: threading.Event = field(default_factory=threading.Event)
    terminal: select.poll = field(default_factory=select.poll)

    def install(self) -> None:
        """Listen to the signals and the terminal; what whoever started us ignores (nohup) stays ignored."""
        for number in STOP_SIGNALS:
            if signal.getsignal(number) != signal.SIG_IGN:
                signal.signal(number, self._on_signal)
        if signal.getsignal(signal.SIGHUP) != signal.SIG_IGN:
            # A closed terminal sends its signal to the first process in it. `make` keeps that to itself.
            for descriptor in filter(os.isatty, range(3)):
                self.terminal.register(descriptor, 0)

    def wanted(self, *, within: float = 0.0) -> bool:
        """Wait up to `within` seconds; say whether to stop."""
        if not self.event.wait(within):
            if os.getppid() != self.parent:
                self._set("the process that started it is gone")
            elif self.terminal.poll(0):
                self._set("its terminal is closed")
        return self.event.is_set()

    def _on_signal(self, number: int, frame: FrameType | None) -> None:
        if self.event.is_set():
            raise KeyboardInterrupt
        self._set(signal.Signals(number).name)

    def _set(self, reason: str) -> None:
        self.reason = reason
        self.event.set()


def supervise(services: Sequence[Service], *, stop: Stop, on_ready: Callable[[], bool]) -> int:
    """Run `services` until the end is wanted; return the exit status, 0 when somebody asked for the end.

    `on_ready` is asked again and again until it returns True: it looks whether they answer, and tells.
    """
    # What people wait for starts first and has the processors for itself; the rest follows when it answers.
    patience_ends = time.monotonic() + PATIENCE
    running = [Running(service, due=0 if service.essential else patience_ends) for service in services]
    ready = False
    try:
        while not stop.wanted(within=PAUSE):
            for one in running:
                if not tend(one, now=time.monotonic()):
                    return 1
            if not ready and (ready := on_ready()):
                for one in running:
                    one.due = 0
        say(f"\nStopping ({stop.reason}).")
        return 0
    finally:
        with hurried_by_second_signal(running):
            end_all([one.process for one in running if one.process])


def tend(one: Running, *, now: float) -> bool:
    """Start the service when it is due and look whether it lives. Return False when everything must end."""
    if one.process is None:
        if now >= one.due:
            one.process, one.started = Leashed(one.service.command), now
        return True
    status = one.process.poll()
    if status is None:
        return True
    one.process = None
    if one.service.essential:
        say(
            f"The {one.service.name} ended ({describe(status)}), so everything is stopped."
            " What it said is above."
        )
        return False
    again = after_death(
        one.service.name, status=status, lived=now - one.started, early_deaths=one.early_deaths
    )
    one.due, one.early_deaths = now + again.delay, again.early_deaths
    say(again.sentence)
    return True


@contextlib.contextmanager
def hurried_by_second_signal(running: Sequence[Running]) -> Iterator[None]:
    """Kill at once when a second signal arrives while the services are ending."""
    try:
        yield
    except KeyboardInterrupt:
        for one in running:
            if one.process:
                one.process.kill()


def say(sentence: str) -> None:
    """Print, unless there is nobody to read it any more: a closed terminal must not hinder the ending."""
    with contextlib.suppress(OSError, ValueError):
        print(sentence, flush=True)
