"""Rich text as starter files write it: allow-listed HTML, links to pages by their keys."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from html import escape
from html.parser import HTMLParser

from django.db.models import Model
from wagtail import blocks
from wagtail.models import Page

from pages.markup import INLINE_FEATURES, INLINE_TAGS, LINK_SCHEMES, PROSE_TAGS

VOID_TAGS = frozenset({"br"})


@dataclass
class ReadText:
    """The text as Wagtail stores it, and what was wrong with it."""

    html: str = ""
    faults: list[str] = field(default_factory=list)
    waiting: list[str] = field(default_factory=list)


def read_rich_text(
    source: str,
    *,
    block: blocks.RichTextBlock,
    resolve: Callable[[str, type[Model]], int | None],
    promised: Collection[str] = (),
) -> ReadText:
    """Return the text with page keys turned into references.

    A link to a page that is promised and not there yet keeps its words and waits; one to a page that
    nothing promises is a fault.
    """
    is_line = block.features == INLINE_FEATURES
    parser = _Parser(resolve, promised, allowed=INLINE_TAGS | {"p"} if is_line else PROSE_TAGS)
    parser.feed(one_line(source))
    parser.close()
    parser.finish()
    return parser.read


def one_line(text: str) -> str:
    """Return a text without the line breaks of its file; spaces that keep words together stay."""
    return " ".join(re.split(r"[ \t\r\n]+", text.strip(" \t\r\n")))


class _Parser(HTMLParser):
    def __init__(
        self,
        resolve: Callable[[str, type[Model]], int | None],
        promised: Collection[str],
        *,
        allowed: frozenset[str],
    ) -> None:
        super().__init__(convert_charrefs=True)
        self.read = ReadText()
        self._resolve = resolve
        self._promised = promised
        self._allowed = allowed
        # Each open tag with whether it was written out; an unresolved link's was not.
        self._open: list[tuple[str, bool]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in self._allowed:
            known = ", ".join(sorted(self._allowed))
            self.read.faults.append(f"<{tag}> is not allowed here. Expected only: {known}.")
            return
        if not self._open and tag in INLINE_TAGS:
            self.read.faults.append(f"<{tag}> stands outside a paragraph. Expected: <p>…</p> around it.")
        opening = self._link(dict(attrs)) if tag == "a" else self._bare(tag, attrs)
        if tag not in VOID_TAGS:
            self._open.append((tag, bool(opening)))
        self.read.html += opening

    def handle_endtag(self, tag: str) -> None:
        if tag not in self._allowed or tag in VOID_TAGS:
            return
        if not self._open or self._open[-1][0] != tag:
            self.read.faults.append(f"</{tag}> closes nothing that is open.")
            return
        if self._open.pop()[1]:
            self.read.html += f"</{tag}>"

    def handle_data(self, data: str) -> None:
        if data.strip() and not self._open:
            self.read.faults.append("text stands outside a paragraph. Expected: <p>…</p> around it.")
        if self._open:
            self.read.html += escape(data, quote=False)

    def handle_comment(self, data: str) -> None:
        self.read.faults.append("a comment stands in the text. Expected: none.")

    def handle_decl(self, decl: str) -> None:
        self.handle_comment(decl)

    def unknown_decl(self, data: str) -> None:
        self.handle_comment(data)

    def handle_pi(self, data: str) -> None:
        self.handle_comment(data)

    def finish(self) -> None:
        for tag, _ in self._open:
            self.read.faults.append(f"<{tag}> is never closed.")

    def _bare(self, tag: str, attrs: list[tuple[str, str | None]]) -> str:
        if attrs:
            self.read.faults.append(f"<{tag}> carries “{attrs[0][0]}”. Expected: no attributes.")
        return "<br/>" if tag in VOID_TAGS else f"<{tag}>"

    def _link(self, attrs: dict[str, str | None]) -> str:
        if attrs.keys() == {"linktype", "key"} and attrs["linktype"] == "page":
            row = self._resolve(attrs["key"] or "", Page)
            if row is None:
                told = self.read.waiting if attrs["key"] in self._promised else self.read.faults
                told.append(f"no page with the key {attrs['key']} is loaded.")
                return ""
            return f'<a linktype="page" id="{row}">'
        scheme, colon, _ = (attrs.get("href") or "").partition(":")
        if attrs.keys() == {"href"} and colon and scheme.lower() in LINK_SCHEMES:
            return f'<a href="{escape(attrs["href"] or "")}">'
        self.read.faults.append(
            'a link needs href="https://…" (or http, mailto), or linktype="page" key="…", and no more.'
        )
        return "<a>"
