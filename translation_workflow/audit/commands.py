"""Every command says that it is the one who acts, whoever calls it: ours, Wagtail's and Django's."""

from __future__ import annotations

from contextlib import nullcontext
from functools import wraps
from typing import Any

from django.core.management.base import BaseCommand

from .acting import acting, emptying

_EMPTIES = "django.core.management.commands.flush"
_MARK = "says_who_acts"


def let_commands_say_who_acts() -> None:
    """Wrap the one function that all commands run through; doing it twice changes nothing.

    Django tells nobody when a command begins, and most that change permissions are not ours.
    """
    execute = BaseCommand.execute
    if hasattr(execute, _MARK):
        return

    @wraps(execute)
    def saying(command: BaseCommand, /, *args: Any, **options: Any) -> Any:
        module = type(command).__module__
        empties = emptying() if module == _EMPTIES else nullcontext()
        with acting(by=f"command {module.rpartition('.')[2]}"), empties:
            return execute(command, *args, **options)

    setattr(saying, _MARK, True)
    BaseCommand.execute = saying  # type: ignore[assignment, method-assign]
