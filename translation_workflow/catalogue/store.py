"""Catalogue files: where they stand, and how they are replaced whole or not at all."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from translation_workflow.editions.models import Edition, Kind

from .message import Catalogue
from .po import write_po


def folder_of(edition: Edition, root: Path) -> Path:
    """Return `<root>/<edition>/content/<programme>`."""
    return root / edition.code / "content" / edition.programme.slug


def write_catalogues(edition: Edition, catalogues: dict[str, Catalogue], root: Path) -> int:
    """Write an edition's catalogues; return how many files changed. The same bytes touch no file."""
    folder = folder_of(edition, root)
    folder.mkdir(parents=True, exist_ok=True)
    ending = "pot" if edition.kind is Kind.MASTER else "po"
    return sum(
        _replace(folder / f"{name}.{ending}", write_po(catalogue))
        for name, catalogue in sorted(catalogues.items())
    )


def _replace(path: Path, content: bytes) -> bool:
    if path.exists() and path.read_bytes() == content:
        return False
    descriptor, draft = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}-")
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
        # mkstemp makes a private file; a catalogue is read by whoever may read its folder.
        Path(draft).chmod(0o644)
        Path(draft).replace(path)
    except BaseException:
        Path(draft).unlink(missing_ok=True)
        raise
    return True
