"""The markup that rich text may hold, and the one function that reduces text to it.

Only tags whose round trip through extraction and translation a test proves are listed. Links lead
to web and mail addresses or are Wagtail's references to pages and documents.
"""

from __future__ import annotations

from functools import lru_cache
from html import escape
from html.parser import HTMLParser

import nh3

INLINE_FEATURES = ["bold", "italic", "superscript", "subscript", "link", "document-link"]
PROSE_FEATURES = [*INLINE_FEATURES, "ul", "ol", "blockquote"]

INLINE_TAGS = frozenset({"a", "b", "i", "sub", "sup", "br"})
PROSE_TAGS = INLINE_TAGS | {"p", "ul", "ol", "li", "blockquote"}
LINK_ATTRIBUTES = {"a": {"href", "linktype", "id"}}
LINK_SCHEMES = {"http", "https", "mailto"}

# A page is made anew when one of its texts changed: the others are known already.
TEXTS = 4096


_CLEANER = nh3.Cleaner(
    tags=set(PROSE_TAGS),
    attributes=LINK_ATTRIBUTES,
    url_schemes=LINK_SCHEMES,
    link_rel=None,
    strip_comments=True,
)


@lru_cache(maxsize=TEXTS)
def sanitise(html: str) -> str:
    """Return `html` with nothing in it but the allow-list; the words inside other tags stay."""
    return _CLEANER.clean(html)


def stranger_in(html: str) -> str:
    """Return the first tag, attribute or address that `sanitise` would take out of a text; "" for none."""
    finder = _Finder()
    finder.feed(html)
    finder.close()
    return finder.found


class _Finder(HTMLParser):
    # Wagtail's editor names paragraphs so; nobody wrote it.
    HARMLESS = frozenset({"data-block-key"})

    def __init__(self) -> None:
        super().__init__()
        self.found = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self.found:
            return
        if tag not in PROSE_TAGS:
            self.found = f"<{tag}>"
        for name, value in attrs:
            if name in self.HARMLESS or self.found:
                continue
            if name not in LINK_ATTRIBUTES.get(tag, ()):
                self.found = name
            elif name == "href" and not _leads_out(value or ""):
                self.found = value or name

    def handle_comment(self, data: str) -> None:
        self.found = self.found or "<!--"

    def handle_decl(self, decl: str) -> None:
        self.found = self.found or "<!"

    def unknown_decl(self, data: str) -> None:
        self.found = self.found or "<!["

    def handle_pi(self, data: str) -> None:
        self.found = self.found or "<?"


def _leads_out(address: str) -> bool:
    """Whether an address is a whole one of an allowed scheme; of a part of one readers get the words."""
    kept = "href" in sanitise(f'<a href="{escape(address)}">x</a>')
    return kept and address.partition(":")[0].lower() in LINK_SCHEMES
