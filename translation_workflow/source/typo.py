"""Whether a change of the master's text is one that no translation has to follow."""

from __future__ import annotations

import re
import unicodedata

_TAG = re.compile(r"<[^>]*>")
_NUMBER = re.compile(r"(?:[-−–+±~<>≤≥]\s?)?\d(?:[\d.,'’/:\s]*\d)?\s?(?:[%‰°€£$]|[^\W\d_]+[²³]?)?")
_DOUBLE_QUOTES = re.compile(r"[“”„‟«»″]")
_SINGLE_QUOTES = re.compile(r"[‘’‚‛′]")
# Between words a dash joins; before a number it is a sign or a range, and means something.
_DASHES = re.compile(r"(?<=[^\W\d_])(\s*)[-‐‑–—](\s*)(?=[^\W\d_])")
_END = re.compile(r"(?:\.+|…)$|([!?])\1*$")


def is_typo_only(old: str, new: str) -> bool:
    """Whether two texts of the master say the same to a translator.

    They do when they are equal but for white space, kinds of quotation marks and of dashes between
    words, repeated or missing full stops at the end, and the case of the first letter. Numbers with
    their signs, separators and units, and tags, must be equal.
    """
    return (
        _TAG.findall(old) == _TAG.findall(new)
        and _numbers(old) == _numbers(new)
        and _folded(old) == _folded(new)
    )


def _numbers(text: str) -> list[str]:
    plain = _TAG.sub("\x00", text)
    return ["".join(number.split()) for number in _NUMBER.findall(plain)]


def _folded(text: str) -> str:
    text = " ".join(unicodedata.normalize("NFC", text).split())
    text = _SINGLE_QUOTES.sub("'", _DOUBLE_QUOTES.sub('"', text))
    text = _DASHES.sub(lambda dash: " - " if dash[1] and dash[2] else "-", text)
    text = _END.sub(lambda end: end[1] or "", text).rstrip()
    return text[:1].lower() + text[1:]
