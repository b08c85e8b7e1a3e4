"""The translation against others: the source itself, the same text elsewhere, the text it was made from."""

from __future__ import annotations

from collections.abc import Iterable

from translation_workflow.quality.finding import Fault, Severity
from translation_workflow.quality.pair import Pair
from translation_workflow.quality.places import short
from translation_workflow.quality.rule import rule
from translation_workflow.quality.untranslated import is_untranslated
from translation_workflow.source.markup import plain_text
from translation_workflow.words.said import said

_ALIKE = 200


@rule(
    "same-as-source",
    title=said("Same as the source"),
    severity=Severity.WARNING,
    right=[
        Pair("Transport", "Transport", "sv"),
        Pair("Covenant CapaCITY", "Covenant CapaCITY", "fi"),
        Pair("2007–2013", "2007–2013", "pl"),
        Pair("https://www.energy-cities.eu", "https://www.energy-cities.eu", "el"),
        Pair("The towns pay.", "The towns pay.", "en-GB"),
        Pair("Budget", "Budget", "fr"),
        Pair("SEAP", "SEAP", "hr"),
    ],
    wrong=[
        Pair("Energy", "Energy", "sv"),
        Pair("The towns pay for it.", "The towns pay for it.", "fi"),
        Pair("Who <b>pays</b>?", "Who <b>pays</b>?", "pl"),
        Pair("buildings and streets", "Buildings and streets", "el"),
    ],
)
def same_as_source(pair: Pair) -> Iterable[Fault]:
    """The words are the source's, and the language has others."""
    source, target = pair.source_text, pair.target_text
    if len(source.strip()) != len(target.strip()) or pair.base == pair.source_base:
        return ()
    if source.strip().lower() != target.strip().lower():
        return ()
    if not is_untranslated(target, language=pair.language, source_language=pair.source_language):
        return ()
    template = said("the text is not translated. Translate it, or say why it stays as it is.")
    return (Fault(template, {}, (0, len(pair.target))),)


@rule(
    "inconsistent",
    title=said("Translated otherwise elsewhere"),
    severity=Severity.WARNING,
    right=[
        Pair("Towns", "Städer", "sv", elsewhere=("Städer",)),
        Pair("Towns", "Miasta", "pl"),
    ],
    wrong=[
        Pair("Towns", "Städer", "sv", elsewhere=("Orter",)),
        Pair("Towns", "Miasta", "pl", elsewhere=("Miasta", "Gminy")),
    ],
)
def inconsistent(pair: Pair) -> Iterable[Fault]:
    """The same source text is translated in another way in another place."""
    if not pair.elsewhere:
        return ()
    others = [other for other in pair.elsewhere if other != pair.target]
    if not others:
        return ()
    template = said("the same text is “{other}” elsewhere in this edition. Choose one of them for both.")
    return (Fault(template, {"other": short(plain_text(others[0]))}),)


@rule(
    "two-sources",
    title=said("One translation for two texts"),
    severity=Severity.WARNING,
    right=[
        Pair("Towns", "Städer", "sv"),
        Pair("Towns", "Städer", "sv", namesakes=("Towns:", "towns")),
        Pair("organisation", "organisation", "en-GB", namesakes=("organization",)),
    ],
    wrong=[
        Pair("Towns", "Städer", "sv", namesakes=("Regions",)),
        Pair("Save", "Tallenna", "fi", namesakes=("save", "Keep")),
    ],
)
def two_sources(pair: Pair) -> Iterable[Fault]:
    """Two texts of the master that differ in more than their marks have one translation."""
    if not pair.namesakes or pair.base == pair.source_base:
        return ()
    own = _bare(pair.source_text)
    others = [other for other in pair.namesakes if _bare(plain_text(other)) != own]
    if not others:
        return ()
    template = said(
        "“{other}” has the same translation. Readers cannot tell the two apart: make them differ."
    )
    return (Fault(template, {"other": short(plain_text(others[0]))}),)


@rule(
    "source-changed",
    title=said("The source has changed"),
    severity=Severity.WARNING,
    right=[
        Pair("Ten towns", "Tio städer", "sv"),
        Pair("Ten towns", "Tio städer", "sv", made_from="Ten towns"),
    ],
    wrong=[
        Pair("Twelve towns pay", "Tio städer betalar", "sv", made_from="Ten towns pay"),
        Pair("Ten towns", "Dziesięć miast i gmin", "pl", made_from="Ten towns and villages"),
        Pair("Ten <b>towns</b>", "Kymmenen kaupunkia", "fi", made_from="Ten towns"),
    ],
)
def source_changed(pair: Pair) -> Iterable[Fault]:
    """The words were made from an older text; what changed is told."""
    if not pair.made_from or pair.made_from == pair.source:
        return ()
    before, after = _difference(plain_text(pair.made_from), pair.source_text)
    values = {"before": short(before), "after": short(after)}
    template = (
        said("the source has changed since: “{before}” became “{after}”. Change the translation as well.")
        if before and after
        else said("the source has changed since: “{after}” is new. Change the translation as well.")
        if after
        else said("the source has changed since: “{before}” is gone. Change the translation as well.")
        if before
        else said("only the marks of the source have changed since. Compare the translation's.")
    )
    return (Fault(template, values),)


def _difference(before: str, after: str) -> tuple[str, str]:
    """Return the words between what two texts begin and end with alike."""
    old, new = before.split(), after.split()
    start = 0
    while start < min(len(old), len(new)) and old[start] == new[start]:
        start += 1
    end = 0
    while end < min(len(old), len(new)) - start and old[-1 - end] == new[-1 - end]:
        end += 1
    return " ".join(old[start : len(old) - end]), " ".join(new[start : len(new) - end])


def _bare(text: str) -> str:
    return "".join(sign for sign in text.casefold() if sign.isalnum())
