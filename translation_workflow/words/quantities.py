"""Numbers with decimals or groups that count or measure something, in English texts. Pure, and linear."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from .numbers import numbers_in

# What stands behind a quantity, or before a sum; a version, a chapter or an hour has nothing of the kind.
_QUANTITY = re.compile(
    r"(?<![0-9.,])(?P<number>[0-9]{1,15}(?:[.,][0-9]{1,15}){1,5})(?=[ \u00a0\u202f]?"
    r"(?:%|°|€|[mbtr]{1,2}illion|thousand|times|percent|per cent|tonn|tons?\b|met[re]{2}"
    r"|kilom|hours|years|euro|[kMGT]?Wh?\b|[kcm]?m[²³23]?\b|kg\b|t\b|EUR|SEK|GBP|PLN))"
    r"|(?:€|£|\$|EUR|SEK|GBP|PLN)[ \u00a0\u202f]?(?P<sum>[0-9]{1,15}(?:[.,][0-9]{1,15}){1,5})"
)
_MARKED = re.compile(r"[0-9][.,][0-9]")


def quantities_in(text: str, *, language: str) -> Iterator[Decimal]:
    """Yield the values of quantities in a text without tags."""
    if _MARKED.search(text) is None:
        return
    for quantity in _QUANTITY.finditer(text):
        for number in numbers_in(quantity["number"] or quantity["sum"], language=language):
            if number.value is not None:
                yield number.value
