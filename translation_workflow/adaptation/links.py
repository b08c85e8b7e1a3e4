"""Where the links of a block lead, and the same block with some leading elsewhere: plain text, no lookups.

An address is written as people and rows name it: `page:12` and `document:3` by their rows, else a web or
mail address.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape, unescape
from typing import Any
from urllib.parse import urlsplit

_ANCHOR = re.compile(r"<a\b([^>]*)>")
_LINKED = re.compile(r"<a\b([^>]*)>(.*?)</a>", re.DOTALL)
_TAG = re.compile(r"<[^>]*>")
_ATTRIBUTE = re.compile(r'\b(linktype|id|href)="([^"]*)"')
_ROW = re.compile(r"(page|document):(\d{1,18})")
_ELSEWHERE = re.compile(r"https?://[^\s/<>\"\\]+[^\s<>\"\\]*|mailto:[^\s<>\"@]+@[^\s<>\"@]+")
# Letters of any script, digits, dots and dashes; or an address of version 6, without its brackets.
_HOST = re.compile(r"[\w.-]*\w[\w.-]*|[0-9a-f:.]+")


@dataclass(frozen=True)
class Link:
    """A link of a block, and where a country lets it lead: `to`.

    `leads` is the master's address when somebody decided, `among` all addresses in the block on that day.
    """

    leads: str
    to: str
    among: tuple[str, ...] = ()


def addresses_in(value: Any) -> list[str]:
    """Return where a block's own links lead, in reading order; sequences of blocks in it are not its own."""
    return [_address(attributes) for text in _texts(value) for attributes in _ANCHOR.findall(text)]


def linked_words(value: Any) -> dict[str, str]:
    """Return address → the words that lead there first, of a block's own links."""
    found: dict[str, str] = {}
    for text in _texts(value):
        for attributes, words in _LINKED.findall(text):
            found.setdefault(_address(attributes), unescape(_TAG.sub("", words)).strip())
    return found


def is_address(text: str) -> bool:
    """Whether a link may lead there: a row, a web address, a mail address."""
    return bool(_ROW.fullmatch(text) or (_ELSEWHERE.fullmatch(text) and _has_host(text)))


def _has_host(text: str) -> bool:
    """Whether an address names a machine that a browser would look for, and nobody's login; or is of mail."""
    try:
        parts = urlsplit(text)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        # Half a bracket, or no number where a port stands.
        return False
    return parts.scheme == "mailto" or bool(_HOST.fullmatch(host) and port != 0 and not parts.username)


def row_of(address: str) -> tuple[str, int] | None:
    """Return what an address names and its row: ("page", 12); None for one elsewhere."""
    found = _ROW.fullmatch(address)
    return (found[1], int(found[2])) if found else None


def today(link: Link, addresses: Sequence[str]) -> str:
    """Return the address that a link has in a block with these; "" where the block lost the link.

    The master may have let it lead elsewhere: then it is the one address that was not there before.
    """
    if link.leads in addresses:
        return link.leads
    new = {one for one in addresses if one not in link.among}
    return new.pop() if len(new) == 1 else ""


def relinked(value: Any, changes: Mapping[str, str]) -> Any:
    """Return a block's value with its own links leading elsewhere; `changes` are address → address."""
    if isinstance(value, str):
        return _ANCHOR.sub(lambda found: _changed(found, changes), value) if "<a" in value else value
    if isinstance(value, Mapping):
        return {name: relinked(child, changes) for name, child in value.items()}
    return value


def _texts(value: Any) -> Iterator[str]:
    """Yield the texts of a value that may have links, without those of the blocks in it."""
    if isinstance(value, str):
        if "<a" in value:
            yield value
    elif isinstance(value, Mapping):
        for child in value.values():
            yield from _texts(child)


def _address(attributes: str) -> str:
    told = dict(_ATTRIBUTE.findall(attributes))
    if told.get("linktype"):
        return f"{told['linktype']}:{told.get('id', '')}"
    return unescape(told.get("href", ""))


def _changed(found: re.Match[str], changes: Mapping[str, str]) -> str:
    to = changes.get(_address(found[1]))
    if to is None:
        return found[0]
    row = row_of(to)
    return f'<a linktype="{row[0]}" id="{row[1]}">' if row else f'<a href="{escape(to)}">'
