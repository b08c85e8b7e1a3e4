"""What a glossary can be refused for.

Exception
└── GlossaryRefused    a file that is not taken, none of it; `faults` has everything that is wrong with it
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

# A file of another kind has a fault in every line; nobody reads more than these.
TOLD = 20


@dataclass(frozen=True, order=True)
class Fault:
    """One thing that is wrong in a glossary: file, line (from 1), and a whole sentence."""

    name: str
    line: int
    sentence: str

    def __str__(self) -> str:
        return f"{self.name}:{self.line}: {self.sentence}"


class GlossaryRefused(Exception):
    """A glossary that is not taken; nothing of it was stored."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        self.faults = sorted(faults)
        told = [str(fault) for fault in self.faults[:TOLD]]
        if len(self.faults) > TOLD:
            told.append(f"… and {len(self.faults) - TOLD} more.")
        super().__init__("\n".join([*told, "Nothing of this file was taken. Mend it and load it again."]))
