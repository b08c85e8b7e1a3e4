"""When to start a worker again that has died: at once at first, then with growing patience. Pure."""

from __future__ import annotations

from dataclasses import dataclass

FIRST_DELAY = 1.0
LONGEST_DELAY = 30.0
SETTLED = 30.0
"""Seconds of life after which a death is a new misfortune and not the old one again."""
STUBBORN = 4
"""Early deaths in a row after which we say that something is wrong with it."""


@dataclass(frozen=True)
class Restart:
    """What to do about a death: wait `delay` seconds and start again, remembering `early_deaths` in a row."""

    delay: float
    early_deaths: int
    sentence: str


def after_death(name: str, *, status: int, lived: float, early_deaths: int) -> Restart:
    """Decide about a service that ended with `status` after `lived` seconds and `early_deaths` before it."""
    early_deaths = early_deaths + 1 if lived < SETTLED else 1
    delay = min(FIRST_DELAY * 2 ** (early_deaths - 1), LONGEST_DELAY)
    sentence = f"The {name} ended ({describe(status)}); it is started again in {delay:.0f} s."
    if early_deaths >= STUBBORN:
        sentence += (
            f" It has ended {early_deaths} times soon after its start: its jobs wait, the rest works on."
            " What it said is above."
        )
    return Restart(delay, early_deaths, sentence)


def describe(status: int) -> str:
    """Return an exit status in words; those above 128 stand for a signal, as in a shell."""
    if status < 0 or status > 128:
        return f"by signal {-status if status < 0 else status - 128}"
    return f"exit status {status}"
