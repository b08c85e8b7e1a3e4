"""Who acts: what the database's triggers write down as the person and the work behind a change.

    with acting(user=job.asked_by, by="worker follow"):
        ...

Inside a request the middleware says so already, and in a command the command; whoever acts for somebody else
says it anew. It asks the database nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any, Final

LONGEST = 150
"""So many characters of a name, and of what somebody acts by, are written down."""


@dataclass(frozen=True, slots=True)
class Actor:
    """A person, and what they act by; `user_id` is None where nobody acts but the system.

    By: `request wagtailadmin_pages:edit`, `command import_po`, `import 12`, `worker follow`.
    """

    user_id: int | None = None
    name: str = ""
    by: str = ""


NOBODY: Final = Actor()


class _Same:
    """Stands for: the person who acts already."""


SAME: Final = _Same()

_acting: ContextVar[Callable[[], Actor]] = ContextVar("acting", default=lambda: NOBODY)


def actor() -> Actor:
    """Return who acts now."""
    return _acting.get()()


@contextmanager
def acting(*, user: Any = SAME, by: str = "") -> Iterator[None]:
    """Changes inside the block are `user`'s (None: the system's), made by `by`; what is not given stays."""
    now = actor()
    if isinstance(user, _Same):
        person, name = now.user_id, now.name
    else:
        person, name = identified(user)
    found = Actor(person, name, (by or now.by)[:LONGEST])
    with acting_as(lambda: found):
        yield


@contextmanager
def acting_as(who: Callable[[], Actor]) -> Iterator[None]:
    """As `acting`, where it is known only at the moment of a change; `who` must not ask the database."""
    token = _acting.set(who)
    try:
        yield
    finally:
        _acting.reset(token)


_emptying: ContextVar[bool] = ContextVar("emptying", default=False)


def is_emptying() -> bool:
    """Return whether the whole database is being emptied, the log with it."""
    return _emptying.get()


@contextmanager
def emptying() -> Iterator[None]:
    """Empty the whole database inside the block: nothing is written down, and entries may go."""
    token = _emptying.set(True)
    try:
        yield
    finally:
        _emptying.reset(token)


def identified(user: Any) -> tuple[int | None, str]:
    """Return a user's row id and name; of nobody, and of who has not logged in, None and ""."""
    if user is None or getattr(user, "pk", None) is None:
        return None, ""
    return user.pk, str(user.get_username())[:LONGEST]
