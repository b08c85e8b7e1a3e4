"""A property that is worked out once, in plain Python.

On Python 3.11 `functools.cached_property` takes a lock at each first use, which costs more than the work.
Nothing here is shared between threads; who does share it works a value out twice at worst.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from functools import cached_property as once
else:

    class once:  # noqa: N801
        """Call the method at its first use, and keep what it returns in the object."""

        def __init__(self, method: Callable[[Any], Any]) -> None:
            self.method = method
            self.__doc__ = method.__doc__

        def __set_name__(self, owner: type, name: str) -> None:
            self.name = name

        def __get__(self, instance: Any, owner: type | None = None) -> Any:
            if instance is None:
                return self
            value = instance.__dict__[self.name] = self.method(instance)
            return value


__all__ = ["once"]
