"""What a catalogue can be refused for.

Exception
└── CatalogueFault    a file that is not taken, none of it; catch it once for each file or upload
"""

from __future__ import annotations

from collections.abc import Callable

from translation_workflow.words.said import Sentence


class CatalogueFault(Exception):
    """A file that cannot be taken as a catalogue: where (`line` is from 1), what, and what to do.

    `template` is marked by `said`, with `{names}` for `values`. In English by `str()`, else by `through`.
    """

    def __init__(self, name: str, line: int, template: str, /, **values: object) -> None:
        self.name = name
        self.line = line
        self.told = Sentence(template, values)
        super().__init__(self.through(str))

    @property
    def sentence(self) -> str:
        """What and what to do, in English."""
        return str(self.told)

    def through(self, translate: Callable[[str], str]) -> str:
        """Return the whole of it, its sentence as `translate` says it."""
        return f"{self.name}:{self.line}: {self.told.through(translate)}"
