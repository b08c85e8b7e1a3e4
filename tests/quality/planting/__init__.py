"""Kinds of error, planted one at a time into translations that are right."""

from __future__ import annotations

from .kind import Kind
from .marks import MARKS
from .markup import MARKUP
from .numbers import NUMBERS
from .signs import SIGNS
from .source import SOURCE
from .words import WORDS

KINDS: tuple[Kind, ...] = (*MARKUP, *SIGNS, *NUMBERS, *MARKS, *WORDS, *SOURCE)

__all__ = ["KINDS", "Kind"]
