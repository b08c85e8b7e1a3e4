"""Sentences of plain Python: in English as they stand, and in any language where they are shown."""

from __future__ import annotations

import json

from translation_workflow.words.said import Sentence, said, sentence_of

SWEDISH = {
    "Nothing was kept: {why}": "Inget sparades: {why}",
    "{mark} came back {n:,} times.": "{mark} kom tillbaka {n:,} gånger.",
}


def swedish(template: str) -> str:
    return SWEDISH.get(template, template)


def kept() -> Sentence:
    why = Sentence(said("{mark} came back {n:,} times."), {"mark": "<b>{x}</b>", "n": 1200})
    return Sentence(said("Nothing was kept: {why}"), {"why": why})


def test_a_sentence_is_english_by_itself() -> None:
    """Values stand where they are named; braces in a value are text."""
    assert str(kept()) == "Nothing was kept: <b>{x}</b> came back 1,200 times."


def test_a_sentence_goes_through_gettext_with_those_inside_of_it() -> None:
    """What is said inside of another sentence is in its language, too."""
    assert kept().through(swedish) == "Inget sparades: <b>{x}</b> kom tillbaka 1,200 gånger."


def test_a_stored_sentence_is_the_same_in_any_language() -> None:
    """JSON holds template and values: who reads it later reads it in their language."""
    again = sentence_of(json.loads(json.dumps(kept().as_data())))
    assert str(again) == str(kept())
    assert again.through(swedish) == kept().through(swedish)
