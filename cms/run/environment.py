"""The typed environment, for programs: a wrong value ends them with its sentence instead of a traceback."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cms.settings.env import Environment


def read_environment() -> Environment:
    """Return the environment. Raises SystemExit with the sentence about the first wrong value."""
    try:
        from cms.settings.env import environment
    except Exception as error:
        # The settings package reads the environment when it is imported: with a wrong value there is no
        # package to import the error's class from.
        if type(error).__module__ != "cms.settings.fault":
            raise
        raise SystemExit(str(error)) from None
    return environment
