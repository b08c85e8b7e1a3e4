"""Which source texts are alike to others, and how much each is worth for these."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from wagtail_localize.models import String

from translation_workflow.editions.models import Edition
from translation_workflow.source.markup import plain_text

from . import known, trigrams
from .grams import Candidates
from .score import IDENTICAL, LONGEST, alike, signs_of, worth


@dataclass(frozen=True, slots=True)
class Source:
    """A source text by its id, without tags, and what it is worth for another one, 0–100."""

    string: int
    text: str
    worth: float


def sources_for(texts: Collection[str], edition: Edition, *, at_least: int) -> dict[str, list[Source]]:
    """Return text → the sources of an edition's master language that are worth so much for it, best first.

    Texts are HTML fragments. Identical ones are always found, others up to the length of `LONGEST`. Two
    queries, on PostgreSQL seven at most.
    """
    locale, language = edition.programme.master_locale_id, edition.programme.master_locale.language_code
    plain = {text: plain_text(text) for text in texts}
    compared = sorted({text for text in plain.values() if len(text) <= LONGEST})
    found: dict[str, dict[int, Source]] = {text: {} for text in texts}
    near: dict[str, Candidates] = {}
    if at_least < IDENTICAL and compared:
        narrowed = trigrams.candidates(compared, locale=locale, at_least=at_least)
        if narrowed is not None:
            near = narrowed
        else:
            near = known.candidates(compared, locale=locale, at_least=at_least)
    for text, source in _identical(texts, locale):
        found[text][source.string] = source
    alike_to = {text: _alike(text, some, language, at_least) for text, some in near.items()}
    for text, own in plain.items():
        for source in alike_to.get(own, ()):
            found[text].setdefault(source.string, source)
    return {text: sorted(some.values(), key=_best_first) for text, some in found.items()}


def _identical(texts: Collection[str], locale: int) -> Iterator[tuple[str, Source]]:
    """Yield texts with the source that each of them is, where there is one; no query for no texts."""
    hashes = {String._get_data_hash(text): text for text in texts}
    if hashes:
        rows = String.objects.filter(locale=locale, data_hash__in=hashes)
        for string, key in rows.values_list("pk", "data_hash"):
            yield hashes[key], Source(string, plain_text(hashes[key]), float(IDENTICAL))


def _alike(text: str, candidates: Candidates, language: str, at_least: int) -> list[Source]:
    asked = signs_of(text, language=language)
    sources = []
    for position, likeness in alike(text, candidates.texts, at_least=at_least):
        other = candidates.texts[position]
        value = worth(likeness, asked, signs_of(other, language=language))
        if value >= at_least:
            sources.append(Source(candidates.numbers[position], other, value))
    return sources


def _best_first(source: Source) -> tuple[float, int]:
    return -source.worth, source.string
