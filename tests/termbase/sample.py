"""Sentences with what they call things, labelled by hand.

    language    part    concepts    source    target

`concepts` are keys with a label: `right` where the target calls it as agreed, `wrong` where it does not, and
`deprecated` where it has a term that is not to be used. Sentences of the part `held` were written after the
rules and looked at by nobody who changed these.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from translation_workflow.quality.pair import Pair
from translation_workflow.termbase.glossary.concepts import concepts_of
from translation_workflow.termbase.glossary.load import SHIPPED_FILE
from translation_workflow.termbase.glossary.read import read_file
from translation_workflow.termbase.terms import Missing, Terms

_FILE = Path(__file__).parent / "occurrences.tsv"


@dataclass(frozen=True)
class Labelled:
    """One concept in one sentence: what a person says of it, and what the termbase says."""

    language: str
    part: str
    concept: str
    label: str
    said: str
    source: str
    target: str

    @property
    def is_right(self) -> bool:
        return self.label == "right"


@cache
def shipped_terms(target: str, *, source: str = "en") -> Terms:
    """Return the agreed words of the shipped glossary."""
    return Terms(concepts_of(read_file(SHIPPED_FILE)), source=source, target=target)


@cache
def labelled() -> tuple[Labelled, ...]:
    """Return every labelled occurrence, with what is said of it."""
    return tuple(_labelled())


def sentences() -> list[tuple[str, str, str, dict[str, str], str, str]]:
    """Return line by line: language, part, place, labels by concept, source, target."""
    lines = _FILE.read_text(encoding="utf-8").splitlines()[1:]
    found = []
    for number, line in enumerate(lines, start=2):
        language, part, concepts, source, target = line.split("\t")
        labels = dict(one.split(":") for one in concepts.split())
        found.append((language, part, f"{_FILE.name}:{number}", labels, source, target))
    return found


def _labelled() -> Iterator[Labelled]:
    for language, part, _place, labels, source, target in sentences():
        pair = Pair(source, target, language)
        said = {
            fault.concept.key: "wrong" if isinstance(fault, Missing) else "deprecated"
            for fault in shipped_terms(language).check(pair.source_text, pair.target_text)
        }
        for concept, label in labels.items():
            yield Labelled(language, part, concept, label, said.get(concept, "right"), source, target)
