"""Tab-separated lines with their numbers, and what a cell may hold. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

from translation_workflow.editions.languages import LANGUAGES

from .errors import Fault, GlossaryRefused

LARGEST = 5_000_000
LONGEST_TERM = 200
LONGEST_NOTE = 1000
LONGEST_KEY = 64

_KEY = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_CODES = {language.code.lower(): language.code for language in LANGUAGES}
_INVISIBLE = frozenset({"Cc", "Cs", "Zl", "Zp"})

Row = tuple[int, list[str]]


def rows_in(content: bytes, *, name: str) -> list[Row]:
    """Return the lines of a file with their numbers, the header first; blank ones are left out.

    Raises GlossaryRefused for a file that is no text, or has nothing in it.
    """
    if len(content) > LARGEST:
        raise GlossaryRefused([Fault(name, 1, f"the file is larger than {LARGEST:,} bytes. Split it.")])
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        sentence = "this is not UTF-8. Save the file as UTF-8."
        raise GlossaryRefused([Fault(name, line, sentence)]) from error
    lines = enumerate(text.replace("\r\n", "\n").split("\n"), start=1)
    rows = [(number, [cell.strip() for cell in line.split("\t")]) for number, line in lines if line.strip()]
    if not rows:
        raise GlossaryRefused([Fault(name, 1, "the file is empty. Expected: a line of column names.")])
    return rows


def cells_of(row: Row, columns: Sequence[str], *, name: str, faults: list[Fault]) -> dict[str, str]:
    """Return the cells of a line by column; nothing, and a fault, where their number is another."""
    line, cells = row
    if len(cells) != len(columns):
        sentence = f"there are {len(cells)} cells in this line, and {len(columns)} columns. "
        faults.append(Fault(name, line, sentence + "Write an empty cell between two tabs."))
        return {}
    return dict(zip(columns, cells, strict=True))


def code_of(written: str) -> str:
    """Return a language's code as it is to be written; "" for one that no edition may have."""
    return _CODES.get(written.lower(), "")


def codes() -> str:
    return ", ".join(_CODES.values())


def wrong_in_key(key: str) -> Iterator[str]:
    """Yield what is wrong with a concept's key."""
    if not _KEY.fullmatch(key) or len(key) > LONGEST_KEY:
        yield (
            f"“{_shown(key)}” is no key of a concept. Expected: small Latin letters and digits, at most "
            f"{LONGEST_KEY}, with hyphens between them."
        )


def wrong_in_term(text: str) -> Iterator[str]:
    """Yield what is wrong with a term."""
    if len(text) > LONGEST_TERM:
        yield f"the term “{_shown(text)}” is longer than {LONGEST_TERM} characters. Shorten it."
    if any(unicodedata.category(sign) in _INVISIBLE for sign in text):
        yield f"the term “{_shown(text)}” has a sign that nobody sees. Take it out."
    if not any(sign.isalpha() for sign in text):
        yield f"the term “{_shown(text)}” has no letter. Write a word."


def wrong_in_note(note: str) -> Iterator[str]:
    """Yield what is wrong with a note."""
    if len(note) > LONGEST_NOTE:
        yield f"the note is longer than {LONGEST_NOTE:,} characters. Shorten it."
    if any(unicodedata.category(sign) in _INVISIBLE for sign in note):
        yield "the note has a sign that nobody sees. Take it out."


def _shown(text: str) -> str:
    """Return a text that a sentence can quote."""
    seen = "".join(sign if sign.isprintable() else "�" for sign in text)
    return seen if len(seen) <= 40 else f"{seen[:39]}…"
