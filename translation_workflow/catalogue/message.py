"""Messages and catalogues: what a translator is handed, in plain Python."""

from __future__ import annotations

from dataclasses import dataclass, field

from translation_workflow.source.address import Address


@dataclass(frozen=True, slots=True)
class Piece:
    """What all editions share of a message: where it stands and its text, an HTML fragment.

    `comments` are for the translator, one line each: where it stands, what must stay. Make a piece
    once for all editions: the writer renders it once.
    """

    address: Address
    source: str
    comments: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Message:
    """A piece with its translation ("" for none), an HTML fragment, too.

    `made_from` is the text that a translation in need of work was made from, where the master has
    changed it since.
    """

    piece: Piece
    target: str = ""
    made_from: str = ""
    needs_work: bool = False

    @property
    def address(self) -> Address:
        return self.piece.address

    @property
    def source(self) -> str:
        return self.piece.source


@dataclass(frozen=True)
class Catalogue:
    """The messages of one page, or of a programme's snippets, in one edition, in reading order.

    `language` is BCP 47, or "" for a template; `page` is the page's key as text, or "" for snippets;
    `snapshot` is the digest of what is exported, or "" for none.
    """

    programme: str
    language: str
    page: str
    title: str
    plural_forms: str
    messages: tuple[Message, ...] = ()
    snapshot: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a catalogue as somebody sent it.

    `line` is from 1, where the entry begins with its comments; `previous` is the text that the
    translation was made from, by the file's own word (`#| msgid`).
    """

    context: str
    source: str
    target: str
    line: int
    fuzzy: bool = False
    previous: str = ""


@dataclass(frozen=True, slots=True)
class ReadCatalogue:
    """A catalogue as somebody sent it: its headers, and its entries without the `obsolete` ones.

    `lines` is header → the line that says it.
    """

    language: str
    headers: dict[str, str] = field(default_factory=dict)
    entries: tuple[Entry, ...] = ()
    obsolete: int = 0
    lines: dict[str, int] = field(default_factory=dict)

    def line_of(self, header: str) -> int:
        """Return the line of a header; 1 for one that the file does not have."""
        return self.lines.get(header, 1)
