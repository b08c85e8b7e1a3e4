"""Marks that engines leave on words they could not say, and that no reader is to see.

Apertium writes `*word` for one that it does not know, `@word` for one without a translation, and `#word`
for one that it cannot bend.
"""

from __future__ import annotations

import re

from translation_workflow.source.markup import plain_text
from translation_workflow.words.said import Sentence, said

_MARKED = re.compile(r"(?<!\w)([*#@])\w+")


def stray_marks(source: str, target: str) -> list[Sentence]:
    """Return a sentence for each kind of mark that begins more words of the target than of the source."""
    known, found = _marks(source), _marks(target)
    return [
        Sentence(
            said("The engine marked words that it could not say with “{mark}”, such as “{word}”."),
            {"mark": mark, "word": words[0]},
        )
        for mark, words in found.items()
        if len(words) > len(known.get(mark, ()))
    ]


def _marks(fragment: str) -> dict[str, list[str]]:
    marks: dict[str, list[str]] = {}
    for word in _MARKED.finditer(plain_text(fragment)):
        marks.setdefault(word[1], []).append(word[0])
    return marks
