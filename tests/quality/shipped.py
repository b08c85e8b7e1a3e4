"""Real translated entries of the shipped master, as rules look at them."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import polib

from translation_workflow.quality.others import Others, Said
from translation_workflow.quality.pair import Pair
from translation_workflow.termbase.glossary.concepts import concepts_of
from translation_workflow.termbase.glossary.read import read_file
from translation_workflow.termbase.terms import Terms

LANGUAGES = ("sv", "fi", "pl", "el")
"""Swedish is all that ships; the others are translations of eighty entries, made for these tests."""

_BASE = Path(__file__).parents[2]
_SHIPPED = _BASE / "locale/sv/content/covenant-capacity"
_GLOSSARY = _BASE / "translation_workflow/termbase/shipped/glossary.tsv"
_HERE = Path(__file__).parent / "entries"


@cache
def shipped_pairs(language: str) -> tuple[Pair, ...]:
    """Return the entries of a language, with what the same edition says elsewhere."""
    entries = list(_entries(language))
    strings = {text: number for number, text in enumerate(sorted({entry.msgid for entry in entries}))}
    said = [
        Said(place, strings[entry.msgid], entry.msgid, entry.msgstr) for place, entry in enumerate(entries)
    ]
    others = Others(said)
    return tuple(
        Pair(
            one.text,
            one.words,
            language,
            elsewhere=others.elsewhere(context=one.context, string=one.string),
            namesakes=others.namesakes(one.words, string=one.string),
            terms=terms_of(language),
        )
        for one in said
    )


@cache
def interface_pairs(language: str) -> tuple[Pair, ...]:
    """Return sentences of the reader's interface that hold placeholders: the master's texts hold none."""
    entries = polib.pofile(str(_BASE / f"locale/{language}/LC_MESSAGES/django.po")).translated_entries()
    return tuple(
        Pair(entry.msgid_plural or entry.msgid, _last(entry), language)
        for entry in entries
        if "python-format" in entry.flags
    )


@cache
def terms_of(language: str) -> Terms:
    """Return the agreed words between English and a language, as the glossary that ships has them."""
    return Terms(concepts_of(read_file(_GLOSSARY)), source="en", target=language)


def _entries(language: str) -> Iterator[polib.POEntry]:
    paths = sorted(_SHIPPED.glob("*.po")) if language == "sv" else [_HERE / f"{language}.po"]
    for path in paths:
        yield from polib.pofile(str(path)).translated_entries()


def _last(entry: polib.POEntry) -> str:
    words: str = entry.msgstr_plural[max(entry.msgstr_plural)] if entry.msgid_plural else entry.msgstr
    return words
