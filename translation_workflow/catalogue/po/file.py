"""What a PO file says, all of it, in plain Python."""

from __future__ import annotations

from typing import NamedTuple


class PoEntry(NamedTuple):
    """One entry, as it stands. `line` is from 1, where the entry begins with its comments.

    `targets` holds one text, or one for each plural form where there is a `plural`. `comments` are the
    translator's, `extracted` the developer's (`#.`), `references` say where the text is used (`#:`), a
    line each. What begins with `previous_` is the text that the translation was made from (`#|`). None
    is what the file does not have; "" is what it has, and empty.
    """

    line: int
    context: str | None
    source: str
    plural: str | None
    targets: tuple[str, ...]
    flags: tuple[str, ...]
    comments: tuple[str, ...]
    extracted: tuple[str, ...]
    references: tuple[str, ...]
    previous_context: str | None
    previous_source: str | None
    previous_plural: str | None
    is_obsolete: bool

    @property
    def is_header(self) -> bool:
        return not self.source and self.context is None and not self.is_obsolete


class PoFile(NamedTuple):
    """A whole file: every entry in its order, the header's and obsolete ones among them.

    `headers` are the lines of the header's entry, by name; `closing` are comments after the last entry.
    """

    headers: dict[str, str]
    entries: tuple[PoEntry, ...]
    closing: tuple[str, ...] = ()
