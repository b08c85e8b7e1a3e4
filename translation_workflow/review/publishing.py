"""Whether it is the publish service itself that writes, so that receivers may stand back."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_publishing: ContextVar[bool] = ContextVar("publishing", default=False)


def is_publishing() -> bool:
    """Whether this code path is the publish service itself."""
    return _publishing.get()


@contextmanager
def own_publishing() -> Iterator[None]:
    """Let receivers stand back: what is published inside is the service's own work."""
    token = _publishing.set(True)
    try:
        yield
    finally:
        _publishing.reset(token)
