"""Where the reader shows what: under its programme, then under its edition."""

from __future__ import annotations

from urllib.parse import quote

# No page can stand here: a slug holds letters, digits, hyphens and underscores only.
SEARCH = "~search"


def programme_address(programme: str) -> str:
    """Return the address of a programme's list of editions."""
    return f"/{quote(programme, safe='')}/"


def edition_address(programme: str, edition: str) -> str:
    """Return the address at which an edition begins."""
    return f"/{quote(programme, safe='')}/{quote(edition, safe='')}/"


def search_address(programme: str, edition: str) -> str:
    """Return the address of an edition's search."""
    return f"{edition_address(programme, edition)}{SEARCH}/"


def document_address(programme: str, edition: str, path: str) -> str:
    """Return the address of a document; `path` is relative to its edition and begins with a slash."""
    return edition_address(programme, edition) + quote(path.lstrip("/"))
