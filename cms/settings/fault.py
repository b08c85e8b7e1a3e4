"""What is said of a variable of the environment that the system cannot run with."""

from __future__ import annotations


class SettingError(Exception):
    """A variable of the environment has a value that the system cannot run with."""

    def __init__(self, name: str, fault: str, expected: str) -> None:
        super().__init__(f"{name}: {fault} Expected: {expected}")
        self.name = name
