"""Messages and catalogues: what a translator is handed, in plain Python."""

from __future__ import annotations

from dataclasses import dataclass, field

from translation_workflow.source.address import Address


@dataclass(frozen=True)
class Message:
    """One piece with its translation ("" for none). Texts are HTML fragments.

    `comments` are for the translator, one line each: where it stands, what must stay. `made_from` is
    the text that a translation in need of work was made from, where the master has changed it since.
    """

    address: Address
    source: str
    target: str = ""
    comments: tuple[str, ...] = ()
    made_from: str = ""
    needs_work: bool = False


@dataclass(frozen=True)
class Catalogue:
    """The messages of one page, or of a programme's snippets, in one edition, in reading order.

    `language` is BCP 47, or "" for a template; `page` is the page's key as text, or "" for snippets.
    """

    programme: str
    language: str
    page: str
    title: str
    plural_forms: str
    messages: tuple[Message, ...] = ()


@dataclass(frozen=True)
class Entry:
    """One entry of a catalogue as somebody sent it; `line` is from 1."""

    context: str
    source: str
    target: str
    line: int
    fuzzy: bool = False


@dataclass(frozen=True)
class ReadCatalogue:
    """A catalogue as somebody sent it: its headers, and its entries without the obsolete ones."""

    language: str
    headers: dict[str, str] = field(default_factory=dict)
    entries: tuple[Entry, ...] = ()
