"""Bytes made smaller, the same way every time: as they are stored, and as they are sent."""

from __future__ import annotations

import gzip as gzip_format
from collections.abc import Mapping
from typing import Any

import brotli as brotli_format

# Brotli: a smaller result than gzip's for as much work; its last levels cost a hundred times as much.
QUALITY = 7
# The last levels of gzip take three times as long to save one byte in a hundred.
LEVEL = 6

Packed = Mapping[str, bytes]
"""Content coding, as HTTP names it → the bytes."""


def as_bytes(value: Any) -> bytes:
    """Return what a column of bytes holds: SQLite keeps a text as a text, where somebody wrote one."""
    return value.encode() if isinstance(value, str) else bytes(value)


def pack(body: bytes) -> dict[str, bytes]:
    """Return the bytes in each coding, the one to prefer first."""
    return {
        "br": brotli_format.compress(body, quality=QUALITY),
        "gzip": gzip(body),
    }


def gzip(body: bytes) -> bytes:
    """Return the bytes in the coding that every reader takes."""
    return gzip_format.compress(body, LEVEL, mtime=0)
