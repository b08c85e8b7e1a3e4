"""Stored values as a sequence of words and beginnings of lines: what two texts are compared by."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from typing import Any

from django.utils.translation import gettext as _
from wagtail.blocks import (
    BaseStreamBlock,
    BaseStructBlock,
    Block,
    BooleanBlock,
    ChoiceBlock,
    ChooserBlock,
    ListBlock,
    RichTextBlock,
)
from wagtail.models import Page

from pages.blocks.stored import parts_of
from pages.markup import sanitise

from .references import Names, address_named

_WORD = re.compile(r"\w+|\s+|.", re.DOTALL)


@dataclass(frozen=True)
class Format:
    """How words are set. `tag` is HTML's, `said` what people call it; `leads` is where a link leads."""

    tag: str
    said: str = ""
    leads: str = ""


@dataclass(frozen=True)
class Token:
    """A word, a sign or a space; with a `line`, what begins there, and `text` is what people call that.

    `formats` are told from outside. Two that read the same and are not have another `own`.
    """

    text: str
    formats: tuple[Format, ...] = ()
    line: str = ""
    own: str = ""


def tokens_of(definition: Block, raw: Any, names: Names) -> list[Token]:
    """Return a stored value in reading order: its fields, its blocks, items and paragraphs as lines."""
    return list(_tokens(definition, raw, names))


def tokens_of_address(address: str, names: Names) -> list[Token]:
    """Return where a link leads; two pages of one name are two."""
    return list(_words(address_named(address, names), (Format("", leads=address),)))


def kind_of(definition: Block, kind: str) -> Token:
    """Return the beginning that says which kind of block follows."""
    return Token(str(definition.label), line="part", own=kind)


def _tokens(definition: Block, raw: Any, names: Names) -> Iterator[Token]:
    if raw in (None, "", [], {}) or raw is False:
        return
    if not isinstance(definition, ListBlock | BaseStreamBlock | BaseStructBlock):
        yield from _own_words(definition, raw, names)
        return
    for part in parts_of(definition, raw):
        said = list(_tokens(part.block, part.raw, names))
        if isinstance(definition, ListBlock):
            yield Token(_("new item"), line="item", own=part.name)
        elif isinstance(definition, BaseStreamBlock):
            yield Token(str(part.block.label), line="part", own=f"{part.kind} {part.name}")
        elif said:
            yield Token(str(part.block.label), line="field", own=part.name)
        yield from said


def _own_words(definition: Block, raw: Any, names: Names) -> Iterator[Token]:
    if isinstance(definition, RichTextBlock):
        reader = _RichText(names)
        reader.feed(sanitise(str(raw)))
        reader.close()
        yield from reader.tokens
    elif isinstance(definition, BooleanBlock):
        yield from _words(_("yes"))
    elif isinstance(definition, ChooserBlock):
        model = Page if issubclass(definition.model_class, Page) else definition.model_class
        yield from _words(names.get((model, raw)) or _("(gone)"), (Format("", leads=str(raw)),))
    elif isinstance(definition, ChoiceBlock):
        yield from _words(str(dict(definition.field.choices).get(raw, raw)))
    else:
        yield from _words(str(raw))


def _words(text: str, formats: tuple[Format, ...] = (), *, own: str = "") -> Iterator[Token]:
    for word in _WORD.findall(text):
        # How much white space there is no reader sees.
        yield Token(" " if word.isspace() else word, formats, own=own)
        own = ""


class _RichText(HTMLParser):
    """Reads clean rich text (see `pages.markup`) into tokens."""

    def __init__(self, names: Names) -> None:
        super().__init__()
        self.tokens: list[Token] = []
        self._names = names
        self._lists: list[str] = []
        self._formats: list[Format] = []
        self._opened = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("ul", "ol"):
            self._lists.append(tag)
        elif tag == "br":
            self.tokens.append(Token(_("new line"), line="break"))
        elif tag in _LINES:
            is_numbered = tag == "li" and self._lists[-1:] == ["ol"]
            said = _("new numbered item") if is_numbered else _LINES[tag]()
            depth = "" if len(self._lists) < 2 else str(len(self._lists))
            self.tokens.append(Token(said, line="number" if is_numbered else tag, own=depth))
        else:
            self._formats.append(self._format(tag, dict(attrs)))
            self._opened += f"<{tag}>"

    def handle_endtag(self, tag: str) -> None:
        if tag in ("ul", "ol"):
            del self._lists[-1:]
        elif tag not in _LINES and tag != "br" and self._formats:
            if self._opened:
                # Nothing stands in it, and yet it is there.
                self.tokens.append(Token("", tuple(self._formats), own=self._opened))
                self._opened = ""
            self._formats.pop()

    def handle_data(self, data: str) -> None:
        at_start = not self.tokens or bool(self.tokens[-1].line)
        if at_start and not self._formats and data.isspace():
            return
        self.tokens += _words(data, tuple(self._formats), own=self._opened)
        self._opened = ""

    def _format(self, tag: str, told: dict[str, str | None]) -> Format:
        if tag != "a":
            return Format(tag, _FORMATS[tag]() if tag in _FORMATS else tag)
        kind, number = told.get("linktype"), told.get("id")
        address = f"{kind}:{number}" if kind else told.get("href") or ""
        return Format("a", _("link to %(goal)s") % {"goal": address_named(address, self._names)}, address)


_LINES = {
    "p": lambda: _("new paragraph"),
    "li": lambda: _("new item"),
    "blockquote": lambda: _("new quotation"),
}
_FORMATS = {
    "b": lambda: _("bold"),
    "i": lambda: _("italic"),
    "sub": lambda: _("lowered"),
    "sup": lambda: _("raised"),
}
