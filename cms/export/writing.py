"""From an answer of this system to a file of the export."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from urllib.parse import unquote

from django.conf import settings
from django.contrib.staticfiles import finders

from .errors import BadAnswer
from .folder import Folder
from .inside import Answer, Inside
from .kinds import Kind, Profiles
from .links import files_in, files_in_styles
from .names import file_of

# What is served at its address, and what is served with another status or at many addresses.
SITE, OTHER = "site", "other"
API_INDEX, PAGE_INDEX = "index.json", "index.html"
OK, UNCHANGED, NOT_FOUND = 200, 304, 404
PACKED_ALREADY = {"png", "jpg", "jpeg", "gif", "webp", "avif", "woff2", "pdf", "docx", "xlsx", "pptx", "odt"}


@dataclass
class Writing:
    """What an export is made with; `notes` are sentences about what could not be taken along."""

    folder: Folder
    inside: Inside = field(default_factory=Inside)
    profiles: Profiles = field(default_factory=Profiles)
    notes: list[str] = field(default_factory=list)
    _seen: set[str] = field(default_factory=set)

    def ask(self, address: str, *, expected: Sequence[int] = (OK,), **headers: str) -> Answer:
        """Return the answer at an address. Raises BadAnswer for a status that is not expected."""
        answer = self.inside.ask(address, **headers)
        if answer.status not in expected:
            raise BadAnswer(address, answer.status)
        return answer

    def resource(self, kind: Kind, address: str) -> Answer:
        """Write what the API answers at an address into its file."""
        answer = self.ask(address)
        self.profiles.note(kind, answer)
        self.folder.put(api_file(address), answer.body)
        return answer

    def page(
        self, kind: Kind, address: str, file: str, *, status: int = OK, made_of: str = "", **headers: str
    ) -> None:
        """Write a page of the reader into a file, and the files that it shows before it.

        One that is there and was drawn from the same (`made_of`) is not drawn again.
        """
        if made_of and kind in self.profiles.headers and self.folder.tag_of(file) == made_of:
            self.shown_in(self.folder.read(file))
            self.folder.keep(file)
            return
        answer = self.ask(address, expected=(status,), **headers)
        self.profiles.note(kind, answer)
        self.shown_in(answer.body)
        self.folder.put(file, answer.body, tag=made_of)

    def shown_in(self, body: bytes) -> None:
        """Write the files of ours that a page or a document shows."""
        for address in files_in(body):
            self.asset(address)

    def asset(self, address: str) -> None:
        """Write a style sheet, a picture or a paper, where anybody may have it."""
        if address in self._seen:
            return
        self._seen.add(address)
        try:
            file = f"{SITE}/{file_of(unquote(address), index=PAGE_INDEX)}"
        except ValueError:
            return
        answer = self._asset(address)
        if answer.status != OK or address.endswith("/"):
            self.notes.append(f"{address} is shown, but nobody may fetch it (status {answer.status}).")
            return
        self.profiles.note_file(_kind_of(address, answer), answer)
        if answer.media_type == "text/css":
            for shown in files_in_styles(answer.body, address=address):
                self.asset(shown)
        ending = address.rpartition(".")[2].lower()
        self.folder.put(file, answer.body, compress=ending not in PACKED_ALREADY)

    def _asset(self, address: str) -> Answer:
        answer = self.inside.ask(address)
        if answer.status != NOT_FOUND or not address.startswith(settings.STATIC_URL):
            return answer
        # Static files that were not collected: this process was not started as a server.
        found = finders.find(unquote(address).removeprefix(settings.STATIC_URL))
        if not isinstance(found, str):
            return answer
        return Answer(address, OK, {"Content-Type": _guessed(found)}, _bytes_of(found))


def api_file(address: str) -> str:
    """Return the file of an address of the API. Raises ValueError where no file can stand for it."""
    return f"{SITE}/{file_of(unquote(address), index=API_INDEX)}"


def page_file(address: str) -> str:
    """Return the file of a page of the reader. Raises ValueError where no file can stand for it."""
    return f"{SITE}/{file_of(unquote(address), index=PAGE_INDEX)}"


def _kind_of(address: str, answer: Answer) -> Kind:
    if address.startswith(settings.STATIC_URL):
        return Kind.HASHED if "immutable" in answer.header("Cache-Control") else Kind.STATIC
    return Kind.PICTURE if address.startswith(settings.MEDIA_URL) else Kind.PAPER


def _guessed(path: str) -> str:
    import mimetypes

    kind = mimetypes.guess_type(path)[0] or "application/octet-stream"
    return f'{kind}; charset="utf-8"' if kind.startswith("text/") else kind


def _bytes_of(path: str) -> bytes:
    from pathlib import Path

    return Path(path).read_bytes()
