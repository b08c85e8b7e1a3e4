"""Real translated entries of the shipped master, as rules look at them; none with a warning put aside."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

import polib

from pages.starter.yaml_file import read_yaml
from translation_workflow.quality.others import Others, Said
from translation_workflow.quality.pair import Pair
from translation_workflow.termbase.glossary.concepts import concepts_of
from translation_workflow.termbase.glossary.read import read_file
from translation_workflow.termbase.terms import Terms

LANGUAGES = ("sv", "fi", "pl", "el")
"""Swedish is what ships; the others are translations of eighty entries, made for these tests."""

_BASE = Path(__file__).parents[2]
_SHIPPED = _BASE / "locale/sv/content/covenant-capacity"
_GLOSSARY = _BASE / "translation_workflow/termbase/shipped/glossary.tsv"
_HERE = Path(__file__).parent / "entries"


@cache
def shipped_pairs(language: str) -> tuple[Pair, ...]:
    """Return the entries of a language, with what the same edition says elsewhere."""
    return _pairs(_entries(language), language)


def _pairs(entries: Iterable[polib.POEntry], language: str) -> tuple[Pair, ...]:
    entries = list(entries)
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
def planting_pairs(language: str) -> tuple[Pair, ...]:
    """Return the entries that errors are planted in: those made for it, in Swedish some that shipped."""
    return _pairs(polib.pofile(str(_HERE / f"{language}.po")).translated_entries(), language)


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
    if language != "sv":
        yield from polib.pofile(str(_HERE / f"{language}.po")).translated_entries()
        return
    aside = {entry["at"] for entry in read_yaml(_SHIPPED / "dismissed.yaml")["dismissed"]}
    for path in _catalogues():
        entries = polib.pofile(str(path)).translated_entries()
        yield from (entry for entry in entries if entry.msgctxt not in aside)


def _catalogues() -> list[Path]:
    return sorted(_SHIPPED.glob("*.po"))


def _last(entry: polib.POEntry) -> str:
    words: str = entry.msgstr_plural[max(entry.msgstr_plural)] if entry.msgid_plural else entry.msgstr
    return words
