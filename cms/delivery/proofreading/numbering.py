"""Steps, issues and questions that somebody numbered by hand. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from cms.delivery.coverage.words import without_markup
from translation_workflow.quality.pair import Pair
from translation_workflow.quality.rules.source import numbered

from .flaw import Flaw, Kind
from .spots import Spot, spots_in

_NUMBER = re.compile(r"\(?[0-9]{1,2}(?P<mark>[.)])\s*(?P<first>\w)")


def number_of(text: str, *, step: str) -> str:
    """Return the number that a text without markup begins with, "" for none.

    A number has a dot or a bracket behind it, or before it the language's word for a step.
    """
    text = text.strip()
    if named := re.match(rf"(?:step|{re.escape(step)})\s+[0-9]{{1,2}}\b", text, re.IGNORECASE):
        return named[0]
    found = _NUMBER.match(text)
    # “1.5” is one number, and an ordinal goes on in small letters: “3. siječnja”.
    if found is None or (found["mark"] == "." and (found["first"].isdigit() or found["first"].islower())):
        return ""
    return text[: found.end("mark")]


def numbered_by_hand(document: Mapping[str, Any], *, step: str, is_source: bool = False) -> Iterator[Flaw]:
    """Yield the steps, issues and questions that begin with a number.

    `is_source`: but for those that a quality rule tells of a master's text, which people can put aside.
    """
    for spot in spots_in(document):
        for text in map(without_markup, _texts_of(spot)):
            mark = number_of(text, step=step)
            if mark and not (is_source and _is_told_by_rule(text)):
                sentence = f"“{mark}” numbers by hand. Pages number their steps themselves: take it away."
                yield Flaw(Kind.NUMBERED, spot.place, sentence, block=spot.id)


def _is_told_by_rule(text: str) -> bool:
    return any(True for _ in numbered(Pair(text.strip(), "", "en")))


def _texts_of(spot: Spot) -> list[str]:
    if spot.type == "issue":
        return [spot.value]
    if spot.type == "question":
        return [spot.value["question"]]
    return [spot.value["title"], spot.value["text"]] if spot.type == "step" else []
