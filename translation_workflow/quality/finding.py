"""What a quality rule says of a translation, in plain Python."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Severity(StrEnum):
    """A blocking finding keeps words from going live; a warning is for somebody to look at."""

    BLOCKING = "blocking"
    WARNING = "warning"


class Side(StrEnum):
    """Which text a finding is about: the master's, or its translation."""

    SOURCE = "source"
    TARGET = "target"


MOST = 10
"""So many faults of one kind are told of one text."""

MANY = 100
"""A text with more faults of one kind is not looked through to its end, and nothing mends it by itself."""

Span = tuple[int, int]
"""Where in a text as it is stored, tags included: the first character, and the one after the last."""


@dataclass(frozen=True, slots=True)
class Fault:
    """What a rule found, before it is known whose rule it is.

    `template` is a sentence in English with `{names}` for what is in `values`: what is wrong, and what to do.
    `fix` is the whole text as it would be right, where that is mechanical.
    """

    template: str
    values: Mapping[str, object] = field(default_factory=dict)
    span: Span | None = None
    fix: str | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """A fault with the name and severity of its rule."""

    rule: str
    severity: Severity
    fault: Fault
    side: Side = Side.TARGET

    @property
    def sentence(self) -> str:
        """The sentence in English, with its values in place."""
        return self.fault.template.format_map(self.fault.values)

    def __str__(self) -> str:
        return self.sentence


def shortened(mark: str) -> str:
    """Return what a sentence quotes, of a length that somebody reads."""
    return mark if len(mark) <= 80 else f"{mark[:79]}…"
