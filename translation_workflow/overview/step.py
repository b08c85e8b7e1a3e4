"""The next step of somebody in an edition: one thing to press. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from .tasks import Task, Waiting, What


@dataclass(frozen=True)
class Step:
    """What to do next. Without a task there is nothing to do but to look."""

    task: Task | None = None


def next_step(waiting: Waiting) -> Step:
    """Return the first of what waits, in the order of `What`: see there why."""
    order = list(What)
    tasks = sorted((task for task in waiting.tasks if task.number), key=lambda one: order.index(one.what))
    return Step(tasks[0] if tasks else None)
