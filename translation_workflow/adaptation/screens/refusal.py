"""Refusals as people read them: blocks and places by their names."""

from __future__ import annotations

from .places import label_of
from .reading import name_of
from .situation import Situation


def in_words(sentence: str, situation: Situation) -> str:
    """Return a refusal with names instead of the ids of blocks and the keys of places."""
    for key, container in situation.shape.containers.items():
        sentence = sentence.replace(f"“{key}”", f"“{label_of(situation, container)}”")
    for number, standing in situation.words.blocks.items():
        if number in sentence:
            sentence = sentence.replace(number, name_of(standing.definition, standing.raw["value"]))
    return sentence
