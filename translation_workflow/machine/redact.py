"""Keys are taken out of whatever is said: messages of engines, lines of the log."""

from __future__ import annotations

import logging
import re
from base64 import b64encode
from collections.abc import Iterable
from functools import lru_cache
from html import escape
from json import dumps
from urllib.parse import quote, quote_plus

from django.conf import settings

MASK = "…"


def redact(text: str, *, keys: Iterable[str]) -> str:
    """Return a text without keys, in any of the ways in which an engine may quote them."""
    pattern = _pattern(tuple(sorted(set(keys))))
    return pattern.sub(MASK, text) if pattern else text


@lru_cache(maxsize=16)
def _pattern(keys: tuple[str, ...]) -> re.Pattern[str] | None:
    forms = {form for key in keys if key for form in _forms(key)}
    # The longest first: one form may be the beginning of another.
    ways = "|".join(re.escape(form) for form in sorted(forms, key=lambda form: (-len(form), form)))
    return re.compile(ways, re.IGNORECASE) if ways else None


def _forms(key: str) -> Iterable[str]:
    return {
        key,
        quote(key),
        quote(key, safe=""),
        quote_plus(key),
        escape(key),
        dumps(key)[1:-1],
        b64encode(key.encode()).decode(),
    }


class WithoutKeys(logging.Filter):
    """Takes the keys of engines out of a record, wherever in it they stand."""

    def filter(self, record: logging.LogRecord) -> bool:
        if not (keys := settings.MACHINES.keys):
            return True
        record.msg, record.args = redact(record.getMessage(), keys=keys), ()
        for name, value in list(vars(record).items()):
            if isinstance(value, str):
                setattr(record, name, redact(value, keys=keys))
        if record.exc_info:
            told = record.exc_text or logging.Formatter().formatException(record.exc_info)
            record.exc_text = redact(told, keys=keys)
        return True
