"""How often the termbase is right about real sentences of three inflected languages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import polib
import pytest

from pages.starter.yaml_file import read_yaml
from tests.termbase.sample import Labelled, labelled, sentences, shipped_terms
from translation_workflow.quality.pair import Pair
from translation_workflow.quality.rules.terms import terms

MOST_FALSE, LEAST_FOUND = 0.02, 0.95
SHIPPED = Path(__file__).parents[2] / "locale/sv/content/covenant-capacity"


def _figures(occurrences: Sequence[Labelled]) -> tuple[float, float]:
    right = [one for one in occurrences if one.is_right]
    others = [one for one in occurrences if not one.is_right]
    false = [one for one in right if one.said != "right"]
    found = [one for one in others if one.said == one.label]
    return len(false) / len(right), len(found) / len(others)


@pytest.mark.parametrize("part", ["tuned", "held"])
def test_few_alarms_are_false_and_few_faults_are_missed(part: str) -> None:
    """At most 2 % of right terms are reported, at least 95 % of wrong ones are; of held back ones, too."""
    occurrences = [one for one in labelled() if one.part == part]
    languages = sorted({one.language for one in occurrences})
    for language in [*languages, "all"]:
        chosen = [one for one in occurrences if language in (one.language, "all")]
        false, found = _figures(chosen)
        print(f"{part} {language}: {len(chosen)} occurrences, {false:.1%} false alarms, {found:.1%} found")
        wrongly = [one for one in chosen if one.said != one.label]
        assert false <= MOST_FALSE, wrongly
        assert found >= LEAST_FOUND, wrongly


def test_the_sample_is_large_and_inflected() -> None:
    """There are 300 occurrences, 100 in each of three inflected languages, and faults of both kinds."""
    counts = Counter(one.language for one in labelled())
    assert len(counts) >= 3
    assert all(count >= 100 for count in counts.values())
    assert counts.total() >= 300
    for language in counts:
        labels = Counter(one.label for one in labelled() if one.language == language)
        assert labels["wrong"] >= 30
        assert labels["deprecated"] >= 2


def test_what_is_labelled_is_recognised_and_nothing_else() -> None:
    """Each concept of the sample is found in the English sentence, and none that nobody labelled."""
    for language, _part, place, labels, source, target in sentences():
        found = shipped_terms(language).recognise(Pair(source, target, language).source_text)
        # What each edition calls a mayor is its own affair, and nothing is labelled for it.
        keys = {key for one in found for key in one.concepts} - {"mayor"}
        assert keys == labels.keys(), place


def test_the_shipped_swedish_translations_are_silent() -> None:
    """All terms of the Swedish catalogues that ship are agreed ones, but for those put aside."""
    met = 0
    aside = {entry["at"] for entry in read_yaml(SHIPPED / "dismissed.yaml")["dismissed"]}
    for path in sorted(SHIPPED.glob("*.po")):
        for entry in polib.pofile(str(path)).translated_entries():
            pair = Pair(entry.msgid, entry.msgstr, "sv", terms=shipped_terms("sv"))
            met += len(shipped_terms("sv").recognise(pair.source_text))
            assert entry.msgctxt in aside or list(terms(pair)) == [], entry.msgid
    assert met >= 50
