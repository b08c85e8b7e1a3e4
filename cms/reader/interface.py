"""Catalogues of interface words: from the `.po` that people edit to the `.mo` that Django reads.

Compiled ones are kept in the repository, so that nobody needs gettext to run the system.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, read_po

SOURCE = "*/LC_MESSAGES/django.po"


class BrokenCatalogue(Exception):
    """A catalogue that cannot be read; the text names file, line and fault."""


@dataclass(frozen=True)
class Compiled:
    """A catalogue, the file that its compiled form belongs into, and those bytes."""

    source: Path
    target: Path
    content: bytes

    @property
    def is_current(self) -> bool:
        """Whether the file holds these bytes already."""
        return self.target.exists() and self.target.read_bytes() == self.content


def compile_folders(folders: Iterable[Path]) -> Iterator[Compiled]:
    """Compile every interface catalogue below the folders, writing nothing. Raises BrokenCatalogue."""
    for folder in folders:
        for source in sorted(folder.glob(SOURCE)):
            yield Compiled(source, source.with_suffix(".mo"), compiled(source))


def compiled(source: Path) -> bytes:
    """Return the bytes that a catalogue compiles to: the same for the same file. Raises BrokenCatalogue."""
    try:
        with source.open("rb") as file:
            catalogue = read_po(file, locale=source.parts[-3], abort_invalid=True)
    except (PoFileError, UnicodeDecodeError, ValueError) as fault:
        raise BrokenCatalogue(f"{source}: {fault}") from fault
    target = BytesIO()
    write_mo(target, catalogue)
    return target.getvalue()
