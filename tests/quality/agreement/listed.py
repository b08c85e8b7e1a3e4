"""The differences that we know, each with the reason why it may stand."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from pathlib import Path

from .comparing import Difference

FILE = Path(__file__).parent / "differences.tsv"
COLUMNS = (*Difference._fields, "reason")


def listed() -> dict[Difference, str]:
    """Return difference → reason. Raises ValueError for one that is listed twice."""
    with FILE.open(encoding="utf-8", newline="") as file:
        header, *rows = csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
    assert tuple(header) == COLUMNS
    found = {Difference(*row[:-1]): row[-1] for row in rows}
    if len(found) != len(rows):
        raise ValueError(f"{FILE.name} lists a difference twice.")
    return found


def write(found: Mapping[Difference, str]) -> None:
    """Write the file anew, in the order of packages, files and lines."""
    rows = sorted(found.items(), key=lambda one: (*one[0][:2], int(one[0].line)))
    lines = ["\t".join(COLUMNS), *("\t".join((*difference, reason)) for difference, reason in rows)]
    FILE.write_text("\n".join(lines) + "\n", encoding="utf-8")
