"""Kinds of addresses: those that are answered with the same headers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from .inside import Answer

# What a server makes for each answer by itself, or what the configuration says otherwise.
OF_THE_ANSWER = {
    "content-length",
    "content-type",
    "content-encoding",
    "content-disposition",
    "connection",
    "date",
    "etag",
    "last-modified",
    "location",
    "server",
    "set-cookie",
    "x-request-id",
    # Says of what an answer is made, to caches that purge; the files of an export change by themselves.
    "surrogate-key",
    "cache-tag",
}
LANGUAGE = "Content-Language"


class Kind(StrEnum):
    """What is answered alike."""

    ENTRANCE = "entrance"
    DESCRIPTION = "description"
    SCHEMA = "schema"
    PROGRAMMES = "programmes"
    EDITIONS = "editions"
    ALTERNATES = "alternates"
    MANIFEST = "manifest"
    BUNDLE = "bundle"
    DOCUMENT = "document"
    PATH = "path"
    CONTENT = "content"
    MOVED = "moved"
    PROBLEM = "problem"
    PREFLIGHT = "preflight"
    READ_ONLY = "read-only"
    FRONT = "front"
    PAGE = "page"
    PAGE_MOVED = "page-moved"
    PAGE_WITH_SLASH = "page-with-slash"
    MISSING = "missing"
    PAGE_READ_ONLY = "page-read-only"
    STATIC = "static"
    HASHED = "hashed"
    PICTURE = "picture"
    PAPER = "paper"


@dataclass
class Profiles:
    """The headers of each kind, as this system sends them, and types of files by the end of their name."""

    headers: dict[Kind, dict[str, str]] = field(default_factory=dict)
    types: dict[str, str] = field(default_factory=dict)
    shown_inside: set[str] = field(default_factory=set)
    named: set[Kind] = field(default_factory=set)

    def note(self, kind: Kind, answer: Answer) -> None:
        """Learn a kind's headers from its first answer."""
        if kind not in self.headers:
            self.headers[kind] = told(answer.headers)

    def note_file(self, kind: Kind, answer: Answer) -> None:
        """Learn from a file too what its ending says of it."""
        self.note(kind, answer)
        ending = answer.address.rpartition("/")[2].rpartition(".")[2].lower()
        self.types.setdefault(ending, answer.header("Content-Type"))
        disposition = answer.header("Content-Disposition")
        if disposition:
            self.named.add(kind)
        if disposition.startswith("inline"):
            self.shown_inside.add(ending)

    def of(self, kind: Kind, *, otherwise: Iterable[Kind] = ()) -> Mapping[str, str]:
        """Return a kind's headers; those of another where nothing of this kind was asked for."""
        return next((self.headers[one] for one in (kind, *otherwise) if one in self.headers), {})


def told(headers: Mapping[str, str]) -> dict[str, str]:
    """Return the headers that say the same of every answer of a kind, by name."""
    return {name: value for name, value in sorted(headers.items()) if name.lower() not in OF_THE_ANSWER}
