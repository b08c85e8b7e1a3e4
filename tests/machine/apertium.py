"""Debian's Apertium behind a server that speaks as LibreTranslate does, on the loopback.

Italian and French are had by way of Spanish, and are what a cheap engine gives. Croatian is broken: it
has lemmas where words should be bent, and marks what it does not know. A bad engine looks like that.
"""

from __future__ import annotations

import re
import subprocess
from collections.abc import Sequence
from contextlib import AbstractContextManager
from html import escape, unescape

from .serving import Machine, serving

# The way to each language, in Apertium's own names, and whether words that it does not know are marked.
WAYS = {
    "it": (["eng-spa", "spa-ita"], False),
    "fr": (["eng-spa", "es-fr"], False),
    "hr": (["eng-hbs_HR"], True),
}
_PARAGRAPH = re.compile(r'<p id="t(\d+)">(.*?)</p>', re.DOTALL)


def apertium() -> AbstractContextManager[Machine]:
    """Serve Apertium's languages for as long as the block lasts."""
    return serving(translated, languages=list(WAYS))


def translated(texts: Sequence[str], *, target: str) -> list[str]:
    """Return what Apertium makes of texts: one run of it for all, each a paragraph of one page."""
    ways, is_marked = WAYS[target]
    paragraphs = (escape(text, quote=False) for text in texts)
    page = "\n".join(f'<p id="t{number}">{text}</p>' for number, text in enumerate(paragraphs))
    for way in ways:
        command = ["apertium", *([] if is_marked else ["-u"]), "-f", "html", way]
        page = subprocess.run(command, input=page, capture_output=True, text=True, check=True).stdout
    found = {int(number): text.strip() for number, text in _PARAGRAPH.findall(page)}
    return [unescape(found[number]) for number in range(len(texts))]
