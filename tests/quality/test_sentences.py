"""Of sentences that are rightly translated no rule says anything, in any language of an edition."""

from __future__ import annotations

import pytest

from translation_workflow.quality.run import findings

from .sentences import sentences

# Rules that still say something of a sentence that is right, by language.
KNOWN: dict[str, set[str]] = {"pl": {"terms"}}


@pytest.mark.parametrize("language", sentences())
def test_right_sentences_are_silent(language: str) -> None:
    """Decimals, hours, decades, sums, quotations, abbreviations and denials, each the language's way."""
    said = [
        f"{found.rule}: {found}  ← {pair.target}"
        for pair in sentences()[language]
        for found in findings(pair)
        if found.rule not in KNOWN.get(language, ())
    ]
    assert said == []
