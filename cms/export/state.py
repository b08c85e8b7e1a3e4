"""What the last export wrote, kept in the folder itself, so that the next one knows what is its own."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any

from .errors import NotAnExport

FORMAT = 1
STATE, JOURNAL, LOCK = "export.json", "export.journal", "export.lock"
# Content coding → the end of the file's name that nginx looks for.
ENDINGS = {"": "", "gzip": ".gz", "br": ".br"}


@dataclass(frozen=True)
class Written:
    """A file's content by its SHA-256, and the size of it in each coding that there is a file for.

    `tag` is the validator with which this system answered it, where asking again is worth it.
    """

    sha256: str
    sizes: Mapping[str, int]
    tag: str = ""


@dataclass
class State:
    """Path below the folder → what stands there. `owners`: which documents (programme/edition/key) are read
    at a path that is immutable. `kept` are such paths of which the next change is the end.
    """

    files: dict[str, Written] = field(default_factory=dict)
    owners: dict[str, list[str]] = field(default_factory=dict)
    kept: list[str] = field(default_factory=list)
    # Begun and perhaps not finished, when a run was killed: ours, but of unknown content.
    begun: set[str] = field(default_factory=set)

    @property
    def known(self) -> set[str]:
        return {*self.files, *self.begun}

    def as_json(self) -> str:
        files = {
            path: [one.sha256, dict(sorted(one.sizes.items())), one.tag]
            for path, one in sorted(self.files.items())
        }
        parts = {"format": FORMAT, "files": files, "owners": self.owners, "kept": sorted(self.kept)}
        return json.dumps(parts, ensure_ascii=False, indent=0, sort_keys=True)


def read_state(folder: Path) -> State:
    """Return what the last export wrote. Raises NotAnExport for a state that no export can have written."""
    file = folder / STATE
    try:
        told = json.loads(file.read_text(encoding="utf-8", errors="surrogateescape"))
        if told["format"] != FORMAT:
            raise ValueError(told["format"])
        files = {_own(path): Written(sha, sizes, tag) for path, (sha, sizes, tag) in told["files"].items()}
        state = State(files, told["owners"], [_own(path) for path in told["kept"]])
        state.begun = set(_journal(folder / JOURNAL))
    except (ValueError, KeyError, TypeError, AttributeError) as fault:
        raise NotAnExport(
            f"{file} is damaged, or of another version of export_site, so that nobody can say which files "
            "are the export's own. Export into a new folder, and serve that one."
        ) from fault
    return state


def _journal(file: Path) -> list[str]:
    if not file.exists():
        return []
    lines = file.read_text(encoding="utf-8", errors="surrogateescape").split("\n")
    # The last line may have been cut; nothing was written for it yet.
    return [_own(json.loads(line)) for line in lines[:-1] if line]


def _own(path: Any) -> str:
    """Return a path of ours. Raises ValueError for one that leads out of the folder."""
    pure = PurePosixPath(path)
    if pure.is_absolute() or ".." in pure.parts or len(pure.parts) < 2:
        raise ValueError(path)
    return str(path)


def time_of(sha256: str, coding: str) -> int:
    """Return a file's time of change: a function of its content.

    nginx makes the entity tag of a file from its time and its size. From this time, the same content has the
    same tag on every machine and after every export, and other content another.
    """
    digest = hashlib.sha256(f"{sha256}-{coding}".encode()).digest()
    return int.from_bytes(digest[:4], "big") >> 1
