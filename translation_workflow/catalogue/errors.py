"""What a catalogue can be refused for.

Exception
└── CatalogueFault    a file that is not taken, none of it; catch it once for each file or upload
"""

from __future__ import annotations


class CatalogueFault(Exception):
    """A file that cannot be taken as a catalogue: where (`line` is from 1), what, and what to do."""

    def __init__(self, name: str, line: int, sentence: str) -> None:
        super().__init__(f"{name}:{line}: {sentence}")
        self.name = name
        self.line = line
        self.sentence = sentence
