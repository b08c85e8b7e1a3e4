"""Catalogue files: where they stand, and how they are replaced whole or not at all."""

from __future__ import annotations

import hashlib
import os
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

from translation_workflow.editions.models import Edition, Kind

from .errors import CatalogueFault
from .message import Catalogue
from .models import ExportedCatalogue
from .po import read_po, write_po


@dataclass
class Written:
    """How many files are new or other than before; `kept` are those that somebody edited."""

    changed: int = 0
    kept: list[Path] = field(default_factory=list)


def folder_of(edition: Edition, root: Path) -> Path:
    """Return `<root>/<edition>/content/<programme>`."""
    return root / edition.code / "content" / edition.programme.slug


def write_catalogues(
    edition: Edition, catalogues: dict[str, Catalogue], root: Path, *, replace: bool = False
) -> Written:
    """Write an edition's catalogues. The same bytes touch no file.

    A file with words that the system does not have stays as it is, unless `replace` is said; one of a
    page that has another name now goes, unless it was edited.
    """
    folder = folder_of(edition, root)
    folder.mkdir(parents=True, exist_ok=True)
    ending = "pot" if edition.kind is Kind.MASTER else "po"
    exported = dict(ExportedCatalogue.objects.filter(edition=edition).values_list("name", "digest"))
    written = Written()
    for name, catalogue in sorted(catalogues.items()):
        path, content = folder / f"{name}.{ending}", write_po(catalogue)
        if not replace and not _may_go(path, exported.get(name), catalogue):
            written.kept.append(path)
            continue
        written.changed += _replace(path, content)
        ExportedCatalogue.objects.update_or_create(
            edition=edition, name=name, defaults={"digest": _digest(content)}
        )
    for name in exported.keys() - catalogues.keys():
        _remove(folder / f"{name}.{ending}", exported[name])
    return written


def _may_go(path: Path, exported: str | None, catalogue: Catalogue) -> bool:
    """Whether nothing is lost with the file that is there: it is as exported, or says nothing else."""
    if not path.exists() or path.suffix == ".pot":
        return True
    content = path.read_bytes()
    if _digest(content) == exported:
        return True
    try:
        entries = read_po(content, name=path.name).entries
    except CatalogueFault:
        return False
    known = {message.target for message in catalogue.messages} | {""}
    return all(entry.target in known for entry in entries)


def _remove(path: Path, exported: str) -> None:
    if path.exists() and _digest(path.read_bytes()) == exported:
        path.unlink()


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


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
