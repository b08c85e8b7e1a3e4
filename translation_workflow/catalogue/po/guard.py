"""Bytes → text, with what is refused before anything is parsed."""

from __future__ import annotations

import codecs
import re

from translation_workflow.catalogue.errors import CatalogueFault
from translation_workflow.words.said import said

LARGEST_FILE = 5 * 1024 * 1024
MOST_ENTRIES = 20_000
MOST_COMMENTS = 200_000

_ENTRY = re.compile(r"^[ \t]*(?:#~[ \t]*)?msgid\b", re.MULTILINE)
_COMMENT = re.compile(r"^[ \t]*#", re.MULTILINE)
# The name of a character set that templates carry until somebody knows it.
_UNSET = "CHARSET"
_CONTENT_TYPE = rb"""^[ \t]*(?:msgstr[ \t]*)?"(?:[^"\n]*\\n)?Content-Type:[^"\\\n]*?charset=([^\s\\";]+)"""
_DECLARED = re.compile(_CONTENT_TYPE, re.MULTILINE)


def check_size(content: bytes, *, name: str) -> None:
    """Raise CatalogueFault for more bytes than a catalogue may have."""
    if len(content) > LARGEST_FILE:
        template = said("the file is larger than {size} MiB. Send one page a file.")
        raise CatalogueFault(name, 1, template, size=LARGEST_FILE // 1024 // 1024)


def check_counts(text: str, *, name: str) -> None:
    """Raise CatalogueFault for more entries or comments than a catalogue may have, before they are parsed."""
    entries = said("the file holds more than {most:,} entries. Send one page a file.")
    comments = said("the file holds more than {most:,} comments. Send one page a file.")
    for template, pattern, sign, most in (
        (entries, _ENTRY, "msgid", MOST_ENTRIES),
        (comments, _COMMENT, "#", MOST_COMMENTS),
    ):
        # Counting a sign is much faster than finding lines, and nearly always enough.
        if text.count(sign) <= most:
            continue
        for number, found in enumerate(pattern.finditer(text)):
            if number == most:
                raise CatalogueFault(name, _line(text, found.start()), template, most=most)


def declared_charset(content: bytes) -> str:
    """Return the character set that the header names; UTF-8 where it names none."""
    found = _DECLARED.search(content)
    charset = found[1].decode("ascii", "replace") if found else _UNSET
    return "UTF-8" if charset == _UNSET else charset


def decoded(content: bytes, *, charset: str, name: str) -> str:
    """Return the text with its lines ended by "\\n", without a byte order mark.

    Raises CatalogueFault where the bytes are not of this character set, or are no text.
    """
    _check_text(content, name)
    try:
        text = content.removeprefix(codecs.BOM_UTF8).decode(charset)
    except UnicodeDecodeError as error:
        line = content[: error.start].replace(b"\r\n", b"\n").replace(b"\r", b"\n").count(b"\n") + 1
        template = _undecodable(content, error)
        raise CatalogueFault(name, line, template, charset=declared_charset(content)) from error
    except (LookupError, UnicodeError) as error:
        template = said("nobody knows the character set “{charset}”. Save the file as UTF-8.")
        raise CatalogueFault(name, 1, template, charset=charset) from error
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def is_utf8(charset: str) -> bool:
    """Whether this name of a character set means UTF-8."""
    return charset.upper().replace("_", "-") in {"UTF-8", "UTF8"}


def _check_text(content: bytes, name: str) -> None:
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise CatalogueFault(name, 1, said("this is not UTF-8 but UTF-16. Save the file as UTF-8."))
    place = content.find(b"\0")
    if place >= 0:
        line = content.count(b"\n", 0, place) + 1
        raise CatalogueFault(
            name, line, said("this is no text file: it holds a NUL byte. Expected: a PO catalogue.")
        )


def _undecodable(content: bytes, error: UnicodeDecodeError) -> str:
    """Return why, with `{charset}` for what the header says."""
    if content[error.start] == 0xED and content[error.start + 1 : error.start + 2] >= b"\xa0":
        return said("this is not UTF-8 but half a character (a surrogate). Save the file as UTF-8 again.")
    if is_utf8(declared_charset(content)):
        return said("this is not UTF-8, though its header says so. Save the file as UTF-8.")
    return said("this is not UTF-8; the header says “{charset}”. Save the file as UTF-8.")


def _line(text: str, place: int) -> int:
    return text.count("\n", 0, place) + 1
