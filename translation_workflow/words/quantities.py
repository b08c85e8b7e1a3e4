"""Numbers with decimals or groups that count or measure something. Pure, and linear."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .numbers import Number, numbers_in
from .scales import is_scaled
from .units import MONEY_BEFORE, NAMES

# What may stand behind a quantity: units, names of units, times and years. A version, a chapter, a date or an
# hour has nothing of the kind. Of a range, both are quantities.
_BEHIND = re.compile(
    r"(?:[ \u00a0\u202f]?[-–—][ \u00a0\u202f]?[0-9][0-9.,]{0,15})?[ \u00a0\u202f-]?"
    rf"(?:[%‰°€£$]|(?:[kMGT]?Wh?|[kMGTP]J|[kMGT][Bto]|[kM]?toe|[kcm]?m[²³23]?|kg|t|l|[A-Z]{{3}})(?![^\W\d_])"
    rf"|{'|'.join(names.pattern for names in NAMES.values())}"
    r"|times|kert|gång|raz|razy|φορ|fois|път|puta|volt[ae]|keer|krat|kord|ori\b"
    r"|year|год|godin|år\b|vuo[dtsn]|aasta|ans?\b|ann[io]|jaar|jaren|lat|let|roku|έτη|χρόν)",
    re.IGNORECASE,
)
_BEFORE = re.compile(rf"(?:{MONEY_BEFORE})[ \u00a0\u202f]?\Z")
_MARKED = re.compile(r"[0-9][.,][0-9]")


def quantities_in(text: str, *, language: str) -> Iterator[Number]:
    """Yield the quantities of a text without tags, in reading order."""
    if _MARKED.search(text) is None:
        return
    for number in numbers_in(text, language=language):
        if ("." in number.written or "," in number.written) and _is_beside(number, text, language):
            yield number


def _is_beside(number: Number, text: str, language: str) -> bool:
    start, end = number.span
    return (
        _BEHIND.match(text, end) is not None
        or _BEFORE.search(text, max(0, start - 5), start) is not None
        or is_scaled(text, end, language=language)
    )
