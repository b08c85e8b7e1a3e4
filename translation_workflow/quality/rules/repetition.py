"""The same word twice."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from translation_workflow.quality.finding import Fault, Severity
from translation_workflow.quality.pair import Pair
from translation_workflow.quality.places import Change, mended, stored_span
from translation_workflow.quality.rule import rule
from translation_workflow.words.said import said

# Words that good sentences of the language often have twice in a row; of others it is mostly a slip.
_TWICE: Mapping[str, frozenset[str]] = {
    language: frozenset(words.split())
    for language, words in {
        "bg": "малко едва бавно",
        "el": "σιγά λίγο πολύ πρώτα ένα μια δύο",
        "en": "that had bye",
        "et": "väga",
        "fi": "hyvin",
        "fr": "nous vous",
        "it": "piano via così",
        "nl": "die dat zijn u je ze het",
        "ro": "încet",
        "sv": "det har",
    }.items()
}


@rule(
    "doubled-word",
    title=said("The same word twice"),
    severity=Severity.WARNING,
    right=[
        Pair("We meet.", "Nous nous rencontrons.", "fr"),
        Pair("Step by step", "Σιγά σιγά", "el"),
        Pair("Bye bye, towns", "Hej hej, städer", "sv"),
        Pair("The towns. Towns pay.", "Miasta. Miasta płacą.", "pl"),
        Pair("20 20", "20 20", "fi"),
        Pair("If you log on", "Als u u aanmeldt", "nl"),
        Pair("Is it what counts?", "Är det det som räknas?", "sv"),
    ],
    wrong=[
        Pair("The towns pay.", "Städerna städerna betalar.", "sv"),
        Pair("We pay.", "Nous payons les les villes.", "fr"),
        Pair("The <b>towns</b> pay.", "Miasta <b>miasta</b> płacą.", "pl"),
        Pair("The towns pay.", "Οι δήμοι πληρώνουν πληρώνουν.", "el"),
        Pair("The towns pay.", "Kaupungit maksavat maksavat.", "fi"),
        Pair("Good for towns", "Bra för för städer", "sv"),
        Pair("If you pay", "Om Om du betalar", "sv"),
        Pair("Chapter 2 (see below)", "Chapitre 2 (voir voir plus loin)", "fr"),
        Pair("It says that", "Mówi, że że tak jest", "pl"),
    ],
)
def doubled_word(pair: Pair) -> Iterable[Fault]:
    """A word stands twice in a row, which neither the language nor the source does."""
    words = pair.target_text.split()
    # A word that begins like the one before it is rare, and this is quick.
    after = words[1:]
    if (
        not any(map(str.startswith, after, words))
        and not _is_recased(words)
        # “(see see”: a mark may stand before the first.
        and (_OPENERS.isdisjoint(pair.target_signs) or not any(map(str.endswith, words, after)))
    ):
        return ()
    allowed = _TWICE.get(pair.base, frozenset())
    found = [match for match in _DOUBLED.finditer(pair.target_text) if match[1].lower() not in allowed]
    if not found or pair.is_copy or _DOUBLED.search(pair.source_text):
        return ()
    template = said("“{word}” stands twice in a row. Take one away, unless both are meant.")
    fix = mended(pair.target, (Change((match.end(1), match.end()), "") for match in found))
    return (Fault(template, {"word": found[0][1]}, stored_span(pair.target, found[0].span()), fix),)


def _is_recased(words: list[str]) -> bool:
    """Whether the text may begin with a word in a capital letter, and the same in a small one."""
    return len(words) > 1 and words[0] != words[1] and words[1].lower().startswith(words[0].lower())


_OPENERS = frozenset('([{”„«»“‘’"')
_DOUBLED = re.compile(r"(?<![\w'’.-])([^\W\d_]+)[^\S\n]+\1(?![\w'’-])", re.IGNORECASE)
