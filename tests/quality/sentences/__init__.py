"""Twenty-four sentences like the master's, rightly translated into twelve languages, for no rule to speak of.

language    source    target
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from tests.quality.shipped import terms_of
from translation_workflow.quality.pair import Pair

_FILE = Path(__file__).parent / "sentences.tsv"


@cache
def sentences() -> dict[str, tuple[Pair, ...]]:
    """Return the pairs of each language, with the agreed words."""
    rows = [line.split("\t") for line in _FILE.read_text(encoding="utf-8").splitlines()[1:]]
    return {
        code: tuple(
            Pair(source, target, code, terms=terms_of(code))
            for language, source, target in rows
            if language == code
        )
        for code in sorted({language for language, _, _ in rows})
    }
