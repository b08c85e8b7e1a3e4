"""What can be wrong in a starter file, said so that its author can mend it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, order=True)
class Fault:
    """One thing that keeps an entry from loading: file, line (from 1), and a whole sentence."""

    file: str
    line: int
    sentence: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.sentence}"


@dataclass(frozen=True)
class Place:
    """Where in a file something stands."""

    file: str
    line: int

    def fault(self, sentence: str) -> Fault:
        return Fault(self.file, self.line, sentence)


def shown(path: Path) -> str:
    """Return the path as an author knows it: inside the starter's folder."""
    return "/".join(
        path.parts[-3:]
        if path.parent.name in {"themes", "modules", "editions", "snippets"}
        else path.parts[-2:]
    )
