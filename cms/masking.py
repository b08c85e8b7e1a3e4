"""Addresses that open something are written down without what opens it."""

from __future__ import annotations

import logging
import re

# `/preview/<token>` of the API and of the reader, `/mail/leave/<token>`; an address may be quoted, and its
# slashes escaped.
_TOKEN = re.compile(r"(?i)((?:/|%2f)(?:preview|mail(?:/|%2f)+leave)(?:/|%2f)+)[^\s\"'?#/]+")
# A token at any other address, where somebody mistyped the one before it.
_LIKE_A_TOKEN = re.compile(r"(?<![\w-])[\w-]{43}(?![\w-])", re.ASCII)


def without_tokens(text: str) -> str:
    """Return a text in which the tokens of addresses are dots."""
    return _LIKE_A_TOKEN.sub("…", _TOKEN.sub(r"\1…", text))


class WithoutTokens(logging.Filter):
    """Takes tokens out of a record, wherever in it they stand; every handler that writes has one."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg, record.args = without_tokens(record.getMessage()), ()
        for name, value in list(vars(record).items()):
            if isinstance(value, str):
                setattr(record, name, without_tokens(value))
        if record.exc_info and not record.exc_text:
            # A fault may quote the address; a formatter takes what is here already.
            record.exc_text = without_tokens(logging.Formatter().formatException(record.exc_info))
        return True
