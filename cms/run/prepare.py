"""Prepare everything that must be there before serving, in one process: python -m cms.run.prepare
DESCRIPTOR.

What the caller must know is written to the descriptor as JSON: a pipe, because a password is in it the
first time.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass

import django
from django.core.management import CommandError, call_command

from .environment import read_environment


@dataclass(frozen=True)
class Prepared:
    """How the preparation went: who may log in, and the steps that had problems."""

    username: str
    password: str
    problems: list[str]


def main(descriptor: int) -> int:
    """Run every step; return the exit status. Whatever goes wrong is said in a sentence."""
    read_environment()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings")
    django.setup()
    # These need settings, and so can be imported only now.
    from .admin import ensure_administrator
    from .database import DatabaseUnreachable, reach
    from .steps import STEPS

    try:
        reach()
    except DatabaseUnreachable as error:
        return failed(str(error))
    problems = []
    for number, step in enumerate(STEPS, start=1):
        print(f"[{number}/{len(STEPS)}] {step.title}", flush=True)
        started = time.monotonic()
        problem = attempt(step.does)
        if problem and step.vital:
            return failed(f"{step.title}: {problem}")
        if problem:
            print(f"  {problem}", file=sys.stderr, flush=True)
            problems.append(step.title)
        elif (seconds := time.monotonic() - started) >= 1:
            print(f"  done in {seconds:.0f} s", flush=True)
    administrator = ensure_administrator()
    prepared = Prepared(administrator.username, administrator.password, problems)
    with os.fdopen(descriptor, "w", encoding="utf-8") as answer:
        json.dump(asdict(prepared), answer)
    return 0


def attempt(does: Callable[[], None] | tuple[str, ...]) -> str:
    """Do one step; return what went wrong, empty when nothing did."""
    try:
        if callable(does):
            does()
        else:
            call_command(*does)
    except CommandError as error:
        return str(error)
    except SystemExit as end:
        return f"ended with exit status {end.code}" if end.code else ""
    return ""


def failed(sentence: str) -> int:
    print(sentence, file=sys.stderr, flush=True)
    return 1


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1])))
