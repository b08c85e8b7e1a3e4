"""How much text there is: its length, and its sentences."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from translation_workflow.quality.finding import Fault, Severity
from translation_workflow.quality.pair import Pair
from translation_workflow.quality.rule import rule
from translation_workflow.words.said import said
from translation_workflow.words.sentences import sentences_in

# How long a translation from English is, of so many characters of the source: medians of large catalogues.
_FROM_ENGLISH: Mapping[str, float] = {
    "bg": 1.06,
    "el": 1.17,
    "et": 0.99,
    "fi": 1.06,
    "fr": 1.17,
    "hr": 1.0,
    "it": 1.11,
    "nl": 1.1,
    "pl": 1.08,
    "ro": 1.07,
    "sl": 1.0,
    "sv": 1.03,
}
SHORT = 40
# A text may be so many times shorter or longer than usual; short ones more.
FACTOR = 1.5
LEEWAY = 18.0


@rule(
    "length-ratio",
    title=said("Much shorter or longer"),
    severity=Severity.WARNING,
    right=[
        Pair("Yes", "Samtycker", "sv"),
        Pair(
            "The towns pay for what their citizens need.", "Miasta płacą za to, czego chcą mieszkańcy.", "pl"
        ),
    ],
    wrong=[
        Pair(
            "The towns pay for what their citizens need, and for more than that.", "Kaupungit maksavat.", "fi"
        ),
        Pair("The towns pay for what their citizens need.", "Οι δήμοι πληρώνουν για όλα όσα. " * 5, "el"),
    ],
)
def length_ratio(pair: Pair) -> Iterable[Fault]:
    """The text is much shorter or longer than translations between the two languages are."""
    ours, theirs = len(pair.source_text), len(pair.target_text)
    if ours < SHORT and theirs < 2 * SHORT:
        return ()
    usual = ours * _usual(pair)
    factor = FACTOR + LEEWAY / max(usual, 1.0)
    if usual / factor <= theirs <= usual * factor:
        return ()
    template = (
        said(
            "the translation has {theirs} characters for {ours}, far fewer than usual. Is something missing?"
        )
        if theirs < usual
        else said(
            "the translation has {theirs} characters for {ours}, far more than usual. Is something added?"
        )
    )
    return (Fault(template, {"ours": ours, "theirs": theirs}),)


def _usual(pair: Pair) -> float:
    return _FROM_ENGLISH.get(pair.base, 1.0) / _FROM_ENGLISH.get(pair.source_base, 1.0)


@rule(
    "sentences",
    title=said("Number of sentences"),
    severity=Severity.WARNING,
    right=[
        Pair("Towns pay, e.g. Graz. They save.", "Kommuner betalar, t.ex. Graz. De sparar.", "sv"),
        Pair("Who pays? They do.", "Ποιος πληρώνει; Εκείνοι.", "el"),
        Pair("E.g. the U.S. Dept. of Energy pays. It works.", "Esim. ministeriö maksaa. Se toimii.", "fi"),
        Pair("On 3 May it starts. All pay.", "3. svibnja počinje. Svi plaćaju.", "hr"),
    ],
    wrong=[
        Pair("Towns pay. They save energy.", "Kommuner betalar.", "sv"),
        Pair("Who pays? They do.", "Ποιος πληρώνει;", "el"),
        Pair("All pay.", "Wszyscy płacą. Oszczędzają. Wygrywają.", "pl"),
    ],
)
def sentences(pair: Pair) -> Iterable[Fault]:
    """The translation has fewer sentences than the source, or several more."""
    ours = pair.original.sentences
    theirs = sentences_in(pair.target_text, language=pair.language)
    # A long sentence may well become two.
    if ours <= theirs <= ours + max(1, ours // 2):
        return ()
    template = said("the source has {ours} sentences, the translation {theirs}. Compare the two.")
    return (Fault(template, {"ours": ours, "theirs": theirs}),)
