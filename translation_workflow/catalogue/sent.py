"""Files as somebody sent them, and what refuses one whole."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from translation_workflow.editions.models import Edition
from translation_workflow.source.address import Address
from translation_workflow.words.said import said

from .archive import Incoming
from .errors import CatalogueFault
from .known import Shelf
from .message import ReadCatalogue
from .po import read_po


@dataclass(frozen=True)
class Sent:
    """A file that is a catalogue of the edition; `keys` are the objects that its entries name."""

    name: str
    digest: str
    read: ReadCatalogue
    keys: frozenset[UUID]

    @property
    def page(self) -> str:
        """The one page that the file is about; "" for several, and for snippets."""
        return str(next(iter(self.keys))) if len(self.keys) == 1 else ""


def digest_of(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def read_sent(file: Incoming, shelf: Shelf) -> Sent:
    """Read one file. Raises CatalogueFault for one that is no catalogue, or another edition's."""
    read = read_po(file.content, name=file.name)
    _check_language(read, shelf.edition, file.name)
    keys = frozenset(_keys(read))
    if read.entries and not keys:
        # Interface words, say, or another system's catalogue: one sentence, not one an entry.
        raise CatalogueFault(
            file.name,
            1,
            said("no entry names a place in a programme. Expected: a catalogue that was exported here."),
        )
    _check_page(read, keys, shelf, file.name)
    return Sent(file.name, digest_of(file.content), read, keys & shelf.keys)


def _keys(read: ReadCatalogue) -> set[UUID]:
    found, seen = set(), set()
    for entry in read.entries:
        head = entry.context[:36]
        if head not in seen:
            seen.add(head)
            try:
                found.add(Address.parse(entry.context).object_key)
            except ValueError:
                continue
    return found


def _check_language(read: ReadCatalogue, edition: Edition, name: str) -> None:
    if read.language.lower() != edition.code.lower():
        template = (
            said(
                "the header says “{language}”. Expected: “Language: {expected}”, "
                "since the file is for {edition}."
            )
            if read.language
            else said(
                "the header names no language. Expected: “Language: {expected}”, "
                "since the file is for {edition}."
            )
        )
        raise CatalogueFault(
            name,
            read.line_of("Language"),
            template,
            language=read.language,
            expected=edition.code.replace("-", "_"),
            edition=str(edition),
        )


def _check_page(read: ReadCatalogue, keys: Sequence[UUID] | frozenset[UUID], shelf: Shelf, name: str) -> None:
    programme = read.headers.get("Project-Id-Version", "")
    if keys and not shelf.keys.intersection(keys):
        template = (
            said(
                "its entries belong to no page of {programme}. It says that it is of “{other}”. "
                "Send it to that programme."
            )
            if programme
            else said(
                "its entries belong to no page of {programme}. Send it to the edition that it came from."
            )
        )
        raise CatalogueFault(
            name,
            read.line_of("Project-Id-Version"),
            template,
            programme=shelf.edition.programme.name,
            other=programme,
        )
    page = read.headers.get("X-Page-Key", "")
    if keys and page and page not in {str(key) for key in keys}:
        raise CatalogueFault(
            name,
            read.line_of("X-Page-Key"),
            said(
                "the header says that the file is of the page {page}, and no entry is. "
                "Take the file as it was exported, and translate in it."
            ),
            page=page,
        )
