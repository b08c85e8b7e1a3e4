"""The engines by name, made from the settings."""

from __future__ import annotations

from translation_workflow.machine.engine import Engine
from translation_workflow.machine.errors import NotSetUp

from .pseudo import Pseudo

NAMES = ("pseudo", "libretranslate", "deepl", "deep-translator")


def engine_of(name: str = "") -> Engine:
    """Return an engine; without a name the one of the settings. Raises NotSetUp."""
    if name == "pseudo":
        return Pseudo()
    raise NotSetUp(f"There is no engine “{name}”. There are: {', '.join(NAMES)}.")
