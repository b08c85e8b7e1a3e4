"""Catalogue files on disk: where they stand, and how they are replaced whole or not at all."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from translation_workflow.editions.models import Edition

from .errors import CatalogueFault
from .exports import OutFile
from .models import ExportedFile, Import, ImportedFile
from .po import read_po
from .sent import digest_of


@dataclass
class Written:
    """How many files are new or other than before; `kept` are those that somebody edited."""

    changed: int = 0
    kept: list[Path] = field(default_factory=list)


def folder_of(edition: Edition, root: Path) -> Path:
    """Return `<root>/<edition>/content/<programme>`."""
    return root / edition.code / "content" / edition.programme.slug


def write_files(edition: Edition, files: Sequence[OutFile], root: Path, *, replace: bool = False) -> Written:
    """Write an edition's catalogues. The same bytes touch no file; all queries are two.

    A file with words that the system does not have stays as it is, unless `replace` is said; one of a
    page that has another name now goes, unless it was edited.
    """
    folder = folder_of(edition, root)
    folder.mkdir(parents=True, exist_ok=True)
    there = {path.name: path.read_bytes() for path in folder.iterdir() if path.suffix in {".po", ".pot"}}
    names = {file.name for file in files}
    differing = {file.name for file in files if there.get(file.name, file.content) != file.content}
    asked = {name: digest_of(there[name]) for name in there if name in differing or name not in names}
    ours = known_digests(edition, asked.values()) if asked else set()
    written = Written()
    for file in files:
        path, old = folder / file.name, there.get(file.name)
        if old == file.content:
            continue
        if not (replace or old is None or asked[file.name] in ours or _says_nothing_else(old, file)):
            written.kept.append(path)
            continue
        replace_file(path, file.content)
        written.changed += 1
    for name in there.keys() - names:
        if asked[name] in ours:
            (folder / name).unlink()
    return written


def known_digests(edition: Edition, digests: Collection[str]) -> set[str]:
    """Return those of files that were exported, or that an import took in: nothing is lost with them."""
    exported = ExportedFile.objects.filter(export__edition=edition, digest__in=digests)
    taken = ImportedFile.objects.filter(
        batch__edition=edition, batch__state=Import.State.DONE, digest__in=digests
    )
    return {*exported.values_list("digest", flat=True), *taken.values_list("digest", flat=True)}


def _says_nothing_else(content: bytes, file: OutFile) -> bool:
    """Whether all words of a file on disk are known: it was only written by another hand."""
    if file.name.endswith(".pot"):
        return True
    try:
        entries = read_po(content, name=file.name).entries
    except CatalogueFault:
        return False
    known = {message.target for message in file.catalogue.messages} | {""}
    return all(entry.target in known for entry in entries)


def replace_file(path: Path, content: bytes) -> None:
    """Put the content there at once: whoever reads meanwhile reads the old file or the new one."""
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
