"""Rich text as documents hold it: the allow-list, with every link resolved in the same edition."""

from __future__ import annotations

import re
from html import escape, unescape
from urllib.parse import urlsplit

from pages.markup import LINK_SCHEMES, sanitise

from .gather import Found

# What was sanitised is written one way: names in small letters, values between double quotes.
_LINK = re.compile(r'<a((?: [a-z]+="[^"]*")*)>|</a>')
_ATTRIBUTE = re.compile(r' ([a-z]+)="([^"]*)"')


def render(html: str, found: Found) -> str:
    """Return markup that a frontend may show as it is.

    Links to pages become `<a href="{path}" data-key="{key}">`, links to papers lead to their file.
    Where a link leads nowhere in this edition, or by a scheme that is not allowed, its words stay.
    """
    html = sanitise(html)
    if "<a" not in html:
        return html
    kept: list[bool] = []

    def rewrite(tag: re.Match[str]) -> str:
        if tag[0] == "</a>":
            return "</a>" if kept and kept.pop() else ""
        attributes = {name: unescape(value) for name, value in _ATTRIBUTE.findall(tag[1])}
        opening = _opening(attributes, found)
        kept.append(bool(opening))
        return opening

    return _LINK.sub(rewrite, html)


def _opening(attributes: dict[str, str], found: Found) -> str:
    """Return a link's opening tag, or nothing where only its words may stay."""
    kind, number = attributes.get("linktype"), attributes.get("id", "")
    if kind is None:
        href = attributes.get("href", "")
        return f'<a href="{escape(href)}">' if _is_allowed(href) else ""
    pk = int(number) if number.isascii() and number.isdigit() else 0
    if kind == "page" and (target := found.pages.get(pk)):
        return f'<a href="{escape(target.path)}" data-key="{target.key}">'
    if kind == "document" and (paper := found.documents.get(pk)):
        return f'<a href="{escape(paper["url"])}">'
    return ""


def _is_allowed(href: str) -> bool:
    try:
        return urlsplit(href).scheme in LINK_SCHEMES
    except ValueError:
        return False
