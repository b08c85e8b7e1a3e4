"""Errors in punctuation, brackets and quotation marks."""

from __future__ import annotations

from dataclasses import replace

from translation_workflow.quality.pair import Pair

from .kind import Kind, swap, swap_by_language, swap_text


def _spaced(pair: Pair) -> Pair | None:
    return swap_text(r"(?<=\w)([?!:;])(?= |$)", r" \1")(pair)


def _ends_otherwise(pair: Pair) -> Pair | None:
    asks = pair.source_text.endswith("?")
    return swap(r"[?;]$", ".")(pair) if asks else swap(r"(?<=\w)[.!]$", ":")(pair)


def _untranslated(pair: Pair) -> Pair | None:
    words = [word for word in pair.source_text.split() if word.islower() and len(word) > 2]
    return replace(pair, target=pair.source) if len(words) > 1 else None


MARKS = (
    Kind("end mark lost", "end-mark", swap(r"(?<=\w)[.?!:;]$", "")),
    Kind("another end mark", "end-mark", _ends_otherwise),
    Kind(
        "question mark of another language",
        "end-mark",
        swap(r";$", "?"),
        absent={
            language: f"{name} asks with the mark that English asks with."
            for language, name in {"sv": "Swedish", "fi": "Finnish", "pl": "Polish"}.items()
        },
    ),
    Kind("space before a mark", "space-before-mark", _spaced),
    Kind("bracket lost", "brackets", swap_text(r"\)", "")),
    Kind("bracket of another shape", "brackets", swap_text(r"\)", "]")),
    Kind(
        "quotation marks of another language",
        "quotes",
        swap_by_language(
            {
                "sv": ("”([^”]*)”", "“\\1”"),
                "fi": ("”([^”]*)”", "“\\1”"),
                "pl": ("„([^”]*)”", "“\\1”"),
                "el": ("«([^»]*)»", "“\\1”"),
            }
        ),
    ),
    Kind(
        "straight quotation marks",
        "quotes",
        swap_text("[„”«]([^”»]*)[”»]", '"\\1"'),
    ),
    Kind("one quotation mark lost", "quotes", swap_text("[”»](?=[),. ])", "")),
    Kind("left in English", "same-as-source", _untranslated),
)
