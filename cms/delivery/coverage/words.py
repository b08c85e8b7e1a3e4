"""Texts as words that can be compared: without case, punctuation and signs that nobody sees. Pure."""

from __future__ import annotations

import re
import unicodedata
from html import unescape

from cms.delivery.search.extract import BREAK, MARKUP, PARTING

_SCHEME = re.compile(r"\b(?:https?://|mailto:)")
# What pages write for a mail address that programs are not to collect.
_AT = re.compile(r"\s*\[at\]\s*")
_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—−", "-"))
_WORD = re.compile(r"[^\W_]+(?:[-@][^\W_]+)*")


def words_of(text: str) -> tuple[str, ...]:
    """Return the words of a text without markup, folded.

    Dashes within a word are all hyphens, CO₂ is CO2, and `a[at]b` is a@b. An address has no scheme.
    """
    folded = unicodedata.normalize("NFKC", text).casefold()
    visible = "".join(sign for sign in folded if unicodedata.category(sign) != "Cf")
    plain = _AT.sub("@", _SCHEME.sub("", visible.translate(_DASHES)))
    return tuple(_WORD.findall(plain))


def without_markup(html: str) -> str:
    """Return what readers see of markup: paragraphs and items stay apart, words with tags in them whole."""
    return unescape(MARKUP.sub("", BREAK.sub(" ", PARTING.sub(" ", html))))
