"""Catalogue files on disk: where they stand, and how they are replaced whole or not at all."""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

from translation_workflow.editions.models import Edition, Kind

from .errors import CatalogueFault
from .exports import OutFile
from .models import ExportedFile, Import, ImportedFile
from .po import read_po
from .sent import digest_of

# Seconds after which nobody writes a file any more.
ABANDONED = 3600


@dataclass(frozen=True)
class Writing:
    """What is to be done in an edition's folder; `kept` are files that somebody edited."""

    folder: Path
    changed: Sequence[OutFile] = ()
    gone: Sequence[str] = ()
    kept: Sequence[Path] = ()


def folder_of(edition: Edition, root: Path) -> Path:
    """Return `<root>/<edition>/content/<programme>`."""
    return root / edition.code / "content" / edition.programme.slug


def writing(edition: Edition, files: Sequence[OutFile], root: Path, *, replace: bool = False) -> Writing:
    """Return what is to be written for these catalogues; at most two queries.

    The same bytes touch no file. A file with words that the system does not have stays as it is, unless
    `replace` is said; one of a page that has another name now goes, unless it was edited.
    """
    folder = folder_of(edition, root)
    paths = folder.iterdir() if folder.is_dir() else ()
    there = {
        path.name: path.read_bytes()
        for path in paths
        if path.suffix in {".po", ".pot"} and not path.name.startswith(".")
    }
    wanted = {file.name: file for file in files}
    other = {
        name: digest_of(content)
        for name, content in there.items()
        if name not in wanted or wanted[name].content != content
    }
    ours = known_digests(edition, other.values()) if other else set()
    kept = {
        name
        for name, file in wanted.items()
        if name in other and not (replace or other[name] in ours or _says_nothing_else(there[name], file))
    }
    return Writing(
        folder,
        changed=[
            file for name, file in wanted.items() if name not in kept and (name in other or name not in there)
        ],
        gone=[
            name
            for name in sorted(there.keys() - wanted.keys())
            if other[name] in ours or _is_template_of(there[name], edition)
        ],
        kept=[folder / name for name in sorted(kept)],
    )


def write(plan: Writing) -> None:
    """Do it; whoever reads meanwhile finds each file whole."""
    plan.folder.mkdir(parents=True, exist_ok=True)
    _sweep(plan.folder)
    for file in plan.changed:
        replace_file(plan.folder / file.name, file.content)
    for name in plan.gone:
        (plan.folder / name).unlink(missing_ok=True)


def known_digests(edition: Edition, digests: Collection[str]) -> set[str]:
    """Return those of files that were exported, or that an import took in: nothing is lost with them."""
    exported = ExportedFile.objects.filter(export__edition=edition, digest__in=digests)
    taken = ImportedFile.objects.filter(
        batch__edition=edition, batch__state=Import.State.DONE, digest__in=digests
    )
    return {*exported.values_list("digest", flat=True), *taken.values_list("digest", flat=True)}


def _says_nothing_else(content: bytes, file: OutFile) -> bool:
    """Whether all words of a file on disk are those that stand here: another hand only wrote it."""
    if file.name.endswith(".pot"):
        return True
    try:
        entries = read_po(content, name=file.name).entries
    except CatalogueFault:
        return False
    here = {
        (str(message.address), message.source): (message.target, message.needs_work)
        for message in file.catalogue.messages
    }
    return all(
        not entry.target or here.get((entry.context, entry.source)) == (entry.target, entry.fuzzy)
        for entry in entries
    )


def _is_template_of(content: bytes, edition: Edition) -> bool:
    """Whether a file is a template of this programme: nobody's words are in it."""
    if edition.kind is not Kind.MASTER:
        return False
    try:
        return read_po(content, name="").headers.get("Project-Id-Version") == edition.programme.slug
    except CatalogueFault:
        return False


def _sweep(folder: Path) -> None:
    """Remove what a killed process left half-written an hour ago, or longer."""
    for path in folder.glob(".*.po*-*"):
        if time.time() - path.stat().st_mtime > ABANDONED:
            path.unlink(missing_ok=True)


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
