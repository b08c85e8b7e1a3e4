"""Rich text as documents hold it: the allow-list, with every link resolved in the same edition."""

from __future__ import annotations

from html import escape
from html.parser import HTMLParser
from urllib.parse import urlsplit

from pages.markup import LINK_SCHEMES, sanitise

from .gather import Found


def render(html: str, found: Found) -> str:
    """Return markup that a frontend may show as it is.

    Links to pages become `<a href="{path}" data-key="{key}">`, links to papers lead to their file.
    Where a link leads nowhere in this edition, or by a scheme that is not allowed, its words stay.
    """
    html = sanitise(html)
    if "<a" not in html:
        return html
    writer = _Writer(found)
    writer.feed(html)
    writer.close()
    return "".join(writer.pieces)


class _Writer(HTMLParser):
    """Copies sanitised markup and writes its links anew."""

    def __init__(self, found: Found) -> None:
        super().__init__(convert_charrefs=False)
        self.found = found
        self.pieces: list[str] = []
        self.open_links: list[bool] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag != "a":
            self.pieces.append(f"<{tag}>")
            return
        opening = self._opening({name: value or "" for name, value in attrs})
        self.open_links.append(bool(opening))
        self.pieces.append(opening)

    def handle_endtag(self, tag: str) -> None:
        if tag != "a" or (self.open_links and self.open_links.pop()):
            self.pieces.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        self.pieces.append(data)

    def handle_entityref(self, name: str) -> None:
        self.pieces.append(f"&{name};")

    def handle_charref(self, name: str) -> None:
        self.pieces.append(f"&#{name};")

    def _opening(self, attributes: dict[str, str]) -> str:
        """Return a link's opening tag, or nothing where only its words may stay."""
        kind, number = attributes.get("linktype"), attributes.get("id", "")
        if kind is None:
            href = attributes.get("href", "")
            return f'<a href="{escape(href)}">' if _is_allowed(href) else ""
        pk = int(number) if number.isascii() and number.isdigit() else 0
        if kind == "page" and (target := self.found.pages.get(pk)):
            return f'<a href="{escape(target.path)}" data-key="{target.key}">'
        if kind == "document" and (paper := self.found.documents.get(pk)):
            return f'<a href="{escape(paper["url"])}">'
        return ""


def _is_allowed(href: str) -> bool:
    try:
        return urlsplit(href).scheme in LINK_SCHEMES
    except ValueError:
        return False
