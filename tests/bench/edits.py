"""What authors do to a module, and the words that it is about."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from translation_workflow.jobs.work import run_tasks

from .content import block

ADDED = "Write down on a card beside the boiler who may change the settings."


@dataclass(frozen=True)
class Change:
    """A sentence of a module before and after."""

    before: str
    after: str


def change_sentence(module: Any, *, number: int = 0) -> Change:
    """Change one word of the fourth step's title, so that translations of it need work.

    Other numbers give other words.
    """
    step = module.recommended_steps[3].value
    before = step["title"]
    first, _, *rest = before.split(" ")
    step["title"] = " ".join([first, "winter" if number % 2 else "summer", *rest])
    return Change(before, step["title"])


def add_sentence(module: Any) -> None:
    """Add a paragraph to the text of the second step."""
    value = dict(module.recommended_steps.raw_data[1]["value"])
    value["text"] = value["text"].replace("<ul>", f"<p>{ADDED}</p><ul>")
    steps = list(module.recommended_steps.raw_data)
    module.recommended_steps = [steps[0], {**steps[1], "value": value}, *steps[2:]]


def change_structure(module: Any) -> None:
    """Insert an issue near the top, move the last step to the front, delete a question."""
    issues, steps = list(module.main_issues.raw_data), list(module.recommended_steps.raw_data)
    module.main_issues = [issues[0], block("issue", ADDED, name="inserted"), *issues[1:]]
    module.recommended_steps = [steps[-1], *steps[:-1]]
    module.key_questions = [one for place, one in enumerate(module.key_questions.raw_data) if place != 2]


def publish(module: Any, edit: Callable[[Any], Any]) -> Any:
    """Let the author edit and publish, and the indexes take that in; return what the edit returned."""
    returned = edit(module)
    module.save_revision().publish()
    run_tasks()
    return returned
