"""Sentences that plain Python holds and people read: marked where they stand, translated where shown."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any


def said(sentence: str) -> str:
    """Return a sentence as it is; `collect_interface` finds it by this name, as it finds those of Django."""
    return sentence


@dataclass(frozen=True, slots=True)
class Sentence:
    """A whole sentence: `template` is English, with `{names}` for what is in `values`, other sentences too.

    In English by `str()`, else by `through(gettext)`.
    """

    template: str
    values: Mapping[str, object] = field(default_factory=dict, hash=False)

    def through(self, translate: Callable[[str], str]) -> str:
        values = {
            name: value.through(translate) if isinstance(value, Sentence) else value
            for name, value in self.values.items()
        }
        return translate(self.template).format_map(values)

    def __str__(self) -> str:
        return self.through(str)

    def as_data(self) -> list[Any]:
        """Return it as JSON, for `sentence_of`."""
        return [self.template, {name: _plain(value) for name, value in self.values.items()}]


def sentence_of(data: Sequence[Any]) -> Sentence:
    """Return a sentence that was stored by `as_data`."""
    template, values = data
    return Sentence(
        template,
        {name: sentence_of(value) if isinstance(value, list) else value for name, value in values.items()},
    )


def _plain(value: object) -> object:
    if isinstance(value, Sentence):
        return value.as_data()
    return value if isinstance(value, int | float) else str(value)
