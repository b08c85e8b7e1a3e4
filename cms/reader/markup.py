"""The one function through which rich text reaches a page: reduced to the allow-list, links made whole."""

from __future__ import annotations

import re

import nh3
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

TAGS = {"a", "b", "blockquote", "br", "em", "i", "li", "ol", "p", "strong", "sub", "sup", "ul"}
ATTRIBUTES = {"a": {"href", "data-key", "hreflang"}}
SCHEMES = {"http", "https", "mailto"}
OPENING_LINK = re.compile(r"<a\b[^>]*>")
HREF = re.compile(r'\bhref="([^"]*)"')
BLOCK_LEVEL = re.compile(r"<(?:p|ul|ol|blockquote)\b")


def safe_html(html: object, *, start: str) -> SafeString:
    """Return rich text that is fit to stand in a page of the edition whose address is `start`.

    A link to a page names the page's key, and its path is the edition's (`/buildings/`): it is set
    under the edition. Other rooted addresses are files on this host and stay.
    Anything but a string is nobody's markup and is escaped.
    """
    if not isinstance(html, str):
        return conditional_escape("" if html is None else str(html))
    cleaned = nh3.clean(
        html,
        tags=TAGS,
        attributes=ATTRIBUTES,
        url_schemes=SCHEMES,
        link_rel=None,
        strip_comments=True,
    )
    whole = OPENING_LINK.sub(lambda tag: _within_edition(tag[0], start=start), cleaned)
    # Here text becomes markup: it was just reduced to the allow-list.
    return mark_safe(whole)


def prose(html: object, *, start: str) -> SafeString:
    """Return rich text as paragraphs: a bare line is set in one."""
    text = safe_html(html, start=start)
    if not text or BLOCK_LEVEL.search(text):
        return text
    return SafeString(f"<p>{text}</p>")


def safe_link(address: object, *, start: str) -> str:
    """Return an address that a link may lead to, a path set under the edition; empty when it may not."""
    if not isinstance(address, str):
        return ""
    if address.startswith("/"):
        return _within(address, start=start)
    scheme = address.partition(":")[0].lower()
    return address if scheme in SCHEMES and ":" in address else ""


def safe_source(address: object) -> str:
    """Return a picture's or file's address when it lies on this host or another over HTTP, else nothing."""
    if not isinstance(address, str) or any(sign.isspace() or sign in ",\\" for sign in address):
        return ""
    rooted = address.startswith("/") and not address.startswith("//")
    return address if rooted or address.startswith(("https://", "http://")) else ""


def _within_edition(tag: str, *, start: str) -> str:
    """Return the opening tag of a link as nh3 wrote it, set under the edition when it leads to a page."""
    if "data-key=" not in tag:
        return tag
    return HREF.sub(lambda href: f'href="{_within(href[1], start=start)}"', tag)


def _within(address: str, *, start: str) -> str:
    """Set a rooted path under the edition. Two slashes would name a host, and a backslash reads as one."""
    if not address.startswith("/") or address.startswith("//") or "\\" in address:
        return ""
    return start.rstrip("/") + address
