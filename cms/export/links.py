"""Which files of ours a page or a document shows: styles, pictures, papers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

from django.conf import settings

PAPERS = "/documents/"
_QUOTED = r"""["'\s,(]({places}[^"'\\\s<>,]+)"""
_IN_STYLES = re.compile(r"""url\(\s*["']?([^"')]+)["']?\s*\)""")


def files_in(body: bytes) -> list[str]:
    """Return the addresses of our own files in HTML or JSON, percent-encoded as they stand there, sorted."""
    text = unescape(body.decode(errors="replace"))
    return sorted({found.partition("#")[0].partition("?")[0] for found in _places().findall(text)})


def files_in_styles(body: bytes, *, address: str) -> list[str]:
    """Return what a style sheet at an address shows that is a file beside it or below our places."""
    folder = address.rpartition("/")[0]
    return sorted(set(_told(body.decode(errors="replace"), folder)))


def _told(styles: str, folder: str) -> Iterator[str]:
    for found in _IN_STYLES.findall(styles):
        target = found.partition("#")[0].partition("?")[0]
        if not target or ":" in target or target.startswith("//"):
            continue
        parts = ([] if target.startswith("/") else folder.split("/")) + target.split("/")
        walked: list[str] = []
        for part in parts:
            if part == "..":
                walked = walked[:-1]
            elif part not in {"", "."}:
                walked.append(part)
        yield "/" + "/".join(walked)


def _places() -> re.Pattern[str]:
    places = (settings.STATIC_URL, settings.MEDIA_URL, PAPERS)
    local = "|".join(re.escape(place) for place in places if place.startswith("/"))
    return re.compile(_QUOTED.format(places=f"(?:{local})"))
