"""Every kind of error is found in real translations of four languages, and nothing else is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import pytest

from translation_workflow.quality.finding import Finding, Side
from translation_workflow.quality.pair import Pair
from translation_workflow.quality.run import findings, source_findings

from .planting import KINDS, Kind
from .shipped import LANGUAGES, interface_pairs, planting_pairs, shipped_pairs

# So many entries of a language each get an error of a kind: one after another, spread over all that fit.
MOST = 12


@dataclass(frozen=True)
class Planted:
    """What became of a kind of error in a language."""

    pairs: tuple[Pair, ...]
    missed: tuple[Pair, ...]

    def __str__(self) -> str:
        return f"{len(self.pairs) - len(self.missed)}/{len(self.pairs)}"


def look(kind: Kind, pair: Pair) -> list[Finding]:
    return source_findings(pair) if kind.side is Side.SOURCE else findings(pair)


def planted(kind: Kind, language: str) -> Planted:
    """Plant a kind of error into entries of a language, one at a time, and look for it."""
    entries = interface_pairs(language) if kind.in_interface else planting_pairs(language)
    pairs = [pair for entry in entries if (pair := kind.plant(entry))]
    pairs = pairs[:: max(1, len(pairs) // MOST)][:MOST]
    missed = (pair for pair in pairs if kind.rule not in {found.rule for found in look(kind, pair)})
    return Planted(tuple(pairs), tuple(missed))


def said(pairs: Iterable[Pair]) -> list[str]:
    """What the rules say of pairs, for a person who reads a failed test."""
    return [f"{found.rule}: {found}  ← {pair.target}" for pair in pairs for found in findings(pair)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_real_entries_are_silent(language: str) -> None:
    """Of a translation that is right, no rule says anything."""
    pairs = shipped_pairs(language)
    assert len(pairs) >= (256 if language == "sv" else 80)
    assert said(pairs) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_sources_of_real_entries_are_silent(language: str) -> None:
    """Of the master's texts, the rules on the source say nothing."""
    said = [str(found) for pair in shipped_pairs(language) for found in source_findings(pair)]
    assert said == []


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
@pytest.mark.parametrize("language", LANGUAGES)
def test_planted_errors_are_found(kind: Kind, language: str) -> None:
    """An error in an entry that is otherwise right is found by the rule for its kind."""
    found = planted(kind, language)
    if language in kind.absent:
        assert not found.pairs, kind.absent[language]
        return
    assert found.pairs, f"No entry gives room for “{kind.name}”."
    assert [pair.target for pair in found.missed] == [], f"not found by the rule “{kind.rule}”"


def test_kinds_are_many(capsys: pytest.CaptureFixture[str]) -> None:
    """At least thirty kinds are planted in each of the languages; the table tells how many were found."""
    rows = [(kind, {language: planted(kind, language) for language in LANGUAGES}) for kind in KINDS]
    with capsys.disabled():
        print(f"\n{'kind':38} {'rule':18}", *(f"{language:>7}" for language in LANGUAGES))
        for kind, row in rows:
            cells = (f"{'–' if language in kind.absent else str(cell):>7}" for language, cell in row.items())
            print(f"{kind.name:38} {kind.rule:18}", *cells)
        for kind in KINDS:
            for language, reason in kind.absent.items():
                print(f"– {kind.name}, {language}: {reason}")
    for language in LANGUAGES:
        assert sum(bool(row[language].pairs) for _, row in rows) >= 30
