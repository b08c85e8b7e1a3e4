"""What a sync did, edition by edition."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from translation_workflow.catalogue.exports import OutFile
from translation_workflow.catalogue.intake import FileReport
from translation_workflow.catalogue.judge import Verdict
from translation_workflow.editions.models import Edition

from .stood import note


@dataclass
class EditionOutcome:
    """What became of an edition's files, by their paths below the folder.

    `imported` are the reports of those that came in, `batch` the number of the import; `faults` are
    sentences about files that were neither read nor written. `standing` is what the folder now holds
    and nobody noted yet.
    """

    edition: Edition
    imported: Sequence[FileReport] = ()
    batch: int | None = None
    written: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    standing: list[OutFile] = field(default_factory=list, repr=False)

    @property
    def counts(self) -> Counter[Verdict]:
        return sum((file.counts for file in self.imported), Counter())

    def __str__(self) -> str:
        told = ", ".join(f"{self.counts[verdict]} {verdict}" for verdict in Verdict if self.counts[verdict])
        parts = [
            f"{len(self.imported)} files came in ({told})" if self.imported else "",
            f"{len(self.written)} written" if self.written else "",
            f"{len(self.removed)} removed" if self.removed else "",
            f"{len(self.faults)} refused" if self.faults else "",
        ]
        return f"{self.edition}: {', '.join(part for part in parts if part) or 'nothing new'}"

    def confirm(self) -> None:
        """Note what stands in the folder: the next sync sees by it what was changed there."""
        note(self.edition, self.standing)
        self.standing = []

    def as_data(self) -> dict[str, Any]:
        return {
            "edition": str(self.edition),
            "import": self.batch,
            "imported": [
                {"name": file.name, "counts": dict(file.counts), "notes": list(file.notes)}
                for file in self.imported
            ],
            "written": self.written,
            "removed": self.removed,
            "faults": self.faults,
        }


@dataclass
class Outcome:
    """What a sync did; `commits` are the messages of commits that were made and pushed."""

    editions: list[EditionOutcome] = field(default_factory=list)
    commits: list[str] = field(default_factory=list)

    @property
    def faults(self) -> list[str]:
        return [fault for edition in self.editions for fault in edition.faults]

    @property
    def paths(self) -> list[str]:
        """What was written or removed, below the folder."""
        return [path for one in self.editions for path in (*one.written, *one.removed)]

    def confirm(self) -> None:
        for edition in self.editions:
            edition.confirm()

    def as_data(self) -> dict[str, Any]:
        return {"editions": [one.as_data() for one in self.editions], "commits": self.commits}
