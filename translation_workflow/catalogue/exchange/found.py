"""What stands in an edition's folder, and what of it is new."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from errno import ELOOP
from pathlib import Path

from translation_workflow.catalogue.archive import Incoming
from translation_workflow.catalogue.bases import Base
from translation_workflow.catalogue.errors import CatalogueFault
from translation_workflow.catalogue.exports import OutFile
from translation_workflow.catalogue.judge import values_of
from translation_workflow.catalogue.known import Shelf
from translation_workflow.catalogue.po import LARGEST_FILE
from translation_workflow.catalogue.sent import digest_of, read_sent
from translation_workflow.catalogue.store import folder_of
from translation_workflow.editions.models import Edition

from .alike import says_the_same
from .outcome import EditionOutcome
from .stood import Stood, changed_there, place_of, what_stood

# What `replace_file` leaves behind where it is killed: the name, and eight signs of its own.
_DRAFT = re.compile(r"\..+\.pot?-[a-z0-9_]{8}")


@dataclass
class Found:
    """What stands in an edition's folder, and what stood there; `changed` are paths with something new.

    `bases` are what those knew who changed files, by place; `faulty` are files to be left alone.
    """

    edition: Edition
    root: Path
    folder: Path
    there: Mapping[Path, bytes]
    stood: Mapping[str, Stood]
    changed: set[Path]
    faulty: set[Path] = field(default_factory=set)
    bases: dict[str, Base] = field(default_factory=dict, repr=False)

    @property
    def paths(self) -> dict[str, Path]:
        return {place_of(path): path for path in self.there}

    def shown(self, path: Path) -> str:
        return path.relative_to(self.root).as_posix()

    def incoming(self, files: Mapping[Path, OutFile], outcome: EditionOutcome) -> list[Incoming]:
        """Return the files to be imported; those that cannot be are noted as faulty."""
        for path in files:
            if path.is_symlink():
                self.faulty.add(path)
                outcome.faults.append(f"{self.shown(path)}: this is a link. Put the file itself there.")
        shelf, wanted = Shelf(self.edition), []
        for path in sorted(self.changed):
            content = self.there[path]
            if path in files and says_the_same(content, files[path].content):
                continue
            file = Incoming(place_of(path), content)
            try:
                sent = read_sent(file, shelf)
            except CatalogueFault as fault:
                self.faulty.add(path)
                outcome.faults.append(
                    f"{self.shown(path)}:{fault.line}: {fault.sentence} "
                    "The file was neither read nor written; mend it, or delete it to get a new one."
                )
            else:
                wanted.append(file)
                if stood := self.stood.get(file.name):
                    self.bases[file.name] = stood.base_of(values_of(sent.read.entries))
        return wanted

    def is_settled(self, path: Path, file: OutFile) -> bool:
        """Whether the file there says what the edition says."""
        content = self.there.get(path)
        if content is None or content == file.content:
            return content is not None
        stood = self.stood.get(place_of(path))
        as_then = stood is not None and stood.digest == digest_of(content)
        if stood and as_then and stood.snapshot == file.catalogue.snapshot:
            return True
        return says_the_same(content, file.content)


def sweep(root: Path) -> None:
    """Remove what a killed process left half-written; the caller holds the folder."""
    for path in root.glob("*/content/*/.*"):
        if _DRAFT.fullmatch(path.name) and path.parent.resolve() == path.parent:
            path.unlink(missing_ok=True)


def look(edition: Edition, root: Path) -> Found:
    """Read an edition's folder. Raises OSError."""
    folder = folder_of(edition, root)
    there = read_folder(folder, ".po")
    digests = {place_of(path): digest_of(content) for path, content in there.items()}
    stood = what_stood(edition, digests)
    changed = changed_there(edition, digests, stood)
    return Found(edition, root, folder, there, stood, {path for path in there if place_of(path) in changed})


def read_folder(folder: Path, ending: str) -> dict[Path, bytes]:
    """Return the catalogues of a folder. Raises OSError, also where a link leads out of it."""
    if not folder.is_dir():
        return {}
    if folder.resolve() != folder:
        raise OSError(ELOOP, "a link stands in the way; the folder has to be one", str(folder))
    # A link could lead anywhere, and what is hidden belongs to some tool.
    return {
        path: content_of(path)
        for path in sorted(folder.iterdir())
        if path.suffix == ending and path.is_file() and not (path.is_symlink() or path.name[0] == ".")
    }


def content_of(path: Path) -> bytes:
    """Return a file's content, and of one that is too large only so much that it is seen to be."""
    with path.open("rb") as file:
        return file.read(LARGEST_FILE + 1)
