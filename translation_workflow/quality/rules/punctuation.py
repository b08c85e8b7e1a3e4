"""The mark at the end, and the spaces before marks."""

from __future__ import annotations

import re
from collections.abc import Iterable

from translation_workflow.quality.finding import Fault, Severity
from translation_workflow.quality.pair import Pair
from translation_workflow.quality.places import Change, mended, stored_span
from translation_workflow.quality.rule import rule
from translation_workflow.words.abbreviations import ends_with_abbreviation
from translation_workflow.words.said import said
from translation_workflow.words.typography import NARROW, NO_BREAK, end_mark, meaning_of

CLOSERS = frozenset(")]}”“\"’‘'»«›‹ \t\n\u00a0\u202f")
STRANGE = "\ufffd"
MARKS = frozenset(".?!:;,…·\u0387\u037e")
# A list's items end with either; a point and an exclamation mark both end a sentence.
ALIKE = (frozenset(",;."), frozenset(".!"))


@rule(
    "end-mark",
    title=said("Mark at the end"),
    severity=Severity.WARNING,
    right=[
        Pair("Who pays?", "Кой плаща?", "bg"),
        Pair("Who pays?", "Tko plaća?", "hr"),
        Pair("In May 2012", "2012. aasta mais", "et"),
        Pair("Started on 3 May", "Alkoi 3.5.", "fi"),
        Pair("Who pays?", "Qui paie\u00a0?", "fr"),
        Pair("Who pays?", "Ποιος πληρώνει;", "el"),
        Pair("Wait…", "Aspetta...", "it"),
        Pair("in the year 2020", "w 2020 r.", "pl"),
        Pair("He said “yes.”", "A spus „da”.", "ro"),
        Pair("at the end of 2020", "konec leta 2020.", "sl"),
        Pair("(See below.)", "(Se nedan.)", "sv"),
        Pair("water, waste, etc.", "water, afval enz.", "nl-BE"),
        Pair("Who pays?", "Who is to pay?", "en-GB"),
        Pair("towns, regions,", "städer och regioner;", "sv"),
        Pair("He said “yes”.", "Hän sanoi ”kyllä.”.", "fi"),
        Pair("Is it at www.a.eu/?b", "Είναι στο www.a.eu/?b", "el"),
    ],
    wrong=[
        Pair("Who pays?", "Кой плаща.", "bg"),
        Pair("The city pays.", "Grad plaća", "hr"),
        Pair("Cities", "Linnad.", "et"),
        Pair("These cities:", "Nämä kaupungit", "fi"),
        Pair("Who pays?", "Qui paie.", "fr"),
        Pair("Who pays?", "Ποιος πληρώνει?", "el"),
        Pair("Wait…", "Aspetta.", "it"),
        Pair("The <b>city</b>.", "<b>Miasto</b>", "pl"),
        Pair("He said “yes.”", "A spus „da”", "ro"),
        Pair("These cities:", "Ta mesta.", "sl"),
        Pair("Who pays?", "Vem betalar", "sv"),
        Pair("The city pays.", "De stad betaalt:", "nl-BE"),
        Pair("The city pays.", "The council pays", "en-GB"),
        Pair("The city pays.", "Staden betalar,", "sv"),
        Pair("The city pays.", "Kaupunki maksaa..", "fi"),
        Pair("Really? Yes.", "Αλήθεια? Ναι.", "el"),
    ],
)
def end_of_text(pair: Pair) -> Iterable[Fault]:
    """A sentence ends as it does in the source, in the language's manner."""
    source, target = pair.source_text, pair.target_text
    # Nearly all pairs end alike.
    if not source or not target:
        return ()
    is_greek = pair.base == "el"
    if (
        source[-1] == target[-1]
        and source[-1] not in CLOSERS
        and not is_greek
        and not (target[-2:] == ".." and source[-2:] != "..")
    ):
        return ()
    if is_greek and "?" in pair.target_signs and (latin := list(_LATIN_QUESTION.finditer(target))):
        fix = mended(pair.target, (Change(mark.span(), ";") for mark in latin))
        return (Fault(_GREEK, {"found": "?", "mark": ";"}, stored_span(pair.target, latin[0].span()), fix),)
    wanted, found = _ends(source, pair.source_language), _ends(target, pair.language)
    wanted = wanted.replace(_DOUBLED, ".")
    if _agree(wanted, found) or pair.is_copy or _is_excused(pair, wanted, found):
        return ()
    mark = end_mark(wanted[-1], language=pair.language) if wanted else ""
    template = (
        said("two full stops stand at the end. Write one, or three where something is left out.")
        if found == _DOUBLED
        else said(
            "the source ends with “{wanted}”, the translation with “{found}”. Write “{mark}” at the end."
        )
        if wanted and found
        else said("the source ends with “{wanted}”, the translation does not. Write “{mark}” at the end.")
        if wanted
        else said(
            "the translation ends with “{found}”, the source does not. Take it away, or say why it stands."
        )
    )
    last = len(target.rstrip())
    at = len(target.rstrip("".join(CLOSERS))) if found else last
    values = {"wanted": wanted, "found": target[at - 1 : at], "mark": mark}
    span = stored_span(pair.target, (max(0, at - 1), at))
    return (Fault(template, values, span, _with_end(pair, mark, found)),)


def _ends(text: str, language: str) -> str:
    """Return the marks that end a text, brackets and quotation marks left out, by their meaning; a mark
    inside brackets counts.
    """
    found = []
    for sign in reversed(text[-12:]):
        if sign in MARKS:
            # A strange mark stays as it is, and agrees with none.
            found.append(meaning_of(sign, language=language) or STRANGE)
        elif sign not in CLOSERS:
            break
    ends = "".join(reversed(found))
    if ends.endswith("..."):
        return "…"
    return _DOUBLED if ends == ".." and ".." in text[-12:] else ends


def _agree(wanted: str, found: str) -> bool:
    if not wanted or not found:
        return wanted == found
    if found == _DOUBLED or (found[-1] == "," and not {wanted[-1]} & {",", ";"}):
        return False
    if any(mark in found for mark in wanted):
        # “…” and “.” share nothing; “?”. and ?” do.
        return ("…" in wanted) == ("…" in found)
    return any(wanted[-1] in alike and found[-1] in alike for alike in ALIKE)


def _is_excused(pair: Pair, wanted: str, found: str) -> bool:
    """Whether a point belongs to the last word: “etc.”, “2020 r.”, “3.5.”."""
    source_word = wanted == "." and ends_with_abbreviation(pair.source_text, language=pair.source_language)
    target_word = found == "." and ends_with_abbreviation(pair.target_text, language=pair.language)
    if source_word and (not found or target_word or found == "…"):
        return True
    return target_word and not wanted


def _with_end(pair: Pair, mark: str, found: str) -> str | None:
    text = pair.target_text
    end = len(text.rstrip())
    if found == _DOUBLED and text[end - 2 : end] == "..":
        return mended(pair.target, [Change((end - 2, end), mark)])
    if text[end - 1 : end] in CLOSERS or len(found) > 1:
        return None
    start = end - 1 if found else end
    stem = text[:start].rstrip()
    if pair.base == "fr" and mark in ("?", "!", ";", ":"):
        mark = (NO_BREAK if mark == ":" else NARROW) + mark
    if not found and pair.source.endswith(pair.source_text[-1]) and pair.target.endswith(">"):
        return pair.target + mark
    return mended(pair.target, [Change((len(stem), end), mark)])


_GREEK = said("“{found}” is no question mark in Greek. Write “{mark}”.")
# One sign for two points in a row.
_DOUBLED = "\u2025"
# Behind a Greek word only: names and titles keep their own marks.
_LATIN_QUESTION = re.compile("(?<=[\u0370-\u03ff\u1f00-\u1fff»”’)])\\?(?=[\\s)»”’]|$)")


@rule(
    "french-space",
    title=said("Spaces before French marks"),
    severity=Severity.WARNING,
    languages=["fr"],
    right=[
        Pair("Who pays? 20%: “yes”!", "Qui paie\u202f? 20\u00a0%\u00a0: «\u00a0oui\u00a0»\u202f!", "fr"),
        Pair("At 9:30, see https://a.org/?b", "À 9:30, voir https://a.org/?b", "fr"),
        Pair("Ratio 1:2 (10 %)", "Rapport 1:2 (10\u202f%)", "fr"),
    ],
    wrong=[
        Pair("Who pays?", "Qui paie?", "fr"),
        Pair("Cities: two", "Villes : deux", "fr"),
        Pair("<b>20%</b> of them", "<b>20%</b> d’entre elles", "fr"),
        Pair("“yes”", "«oui»", "fr"),
    ],
)
def french_space(pair: Pair) -> Iterable[Fault]:
    """Before ; : ! ? % and » stands a space that does not break, and after «."""
    if _FRENCH.isdisjoint(pair.target_signs) or pair.language in ("fr-CA", "fr-CH") or pair.is_copy:
        return ()
    found = list(_FRENCH_MARK.finditer(pair.target_text))
    if not found:
        return ()
    fix = mended(pair.target, (_french_change(match) for match in found))
    first = found[0]
    template = (
        said("a space that does not break belongs after “{mark}” in French. Write it (U+00A0 or U+202F).")
        if first["open"]
        else said(
            "a space that does not break belongs before “{mark}” in French. Write it (U+00A0 or U+202F)."
        )
    )
    values = {
        "mark": first["open"] or first["mark"] or first["percent"],
    }
    return (Fault(template, values, stored_span(pair.target, first.span()), fix),)


def _french_change(match: re.Match[str]) -> Change:
    group = "after" if match["open"] else "share" if match["percent"] else "before"
    return Change(match.span(group), NARROW if match["mark"] in (";", "!", "?") else NO_BREAK)


_FRENCH = frozenset(";:!?%«»")
# A mark is one where a word, a bracket or a number stands before it, and nothing of a word behind it.
_FRENCH_MARK = re.compile(
    r"(?P<open>«)(?P<after> ?)(?=\S)"
    r"|(?<=[\w)\]”’%»])(?P<before> ?)(?P<mark>[;:!?](?=[\s)\]»”!?]|$)|»)"
    r"|(?<=[0-9])(?P<share> ?)(?P<percent>%)(?![\w(])"
)


@rule(
    "space-before-mark",
    title=said("Space before a mark"),
    severity=Severity.WARNING,
    right=[
        Pair("Who pays? We, too.", "Vem betalar? Vi, också.", "sv"),
        Pair("Who pays?", "Qui paie\u202f?", "fr"),
        Pair("See .htaccess :-)", "Zob. .htaccess :-)", "pl"),
    ],
    wrong=[
        Pair("Who pays?", "Vem betalar ?", "sv"),
        Pair("Who pays? We.", "Ποιος πληρώνει ; Εμείς.", "el"),
        Pair("Cities, towns.", "Villes , communes.", "fr"),
        Pair("Cities: two.", "Miasta : dwa.", "pl"),
        Pair("Step (2.3).", "Vaihe (2.3) .", "fi"),
        Pair("“Cities”, towns", "”Städer” , orter", "sv"),
    ],
)
def space_before_mark(pair: Pair) -> Iterable[Fault]:
    """No space stands before a mark, but in French before some."""
    expression = _SPACED_FRENCH if pair.base == "fr" else _SPACED
    found = expression.search(pair.target_text)
    if found is None or _SPACED.search(pair.source_text) or pair.is_copy:
        return ()
    changes = [Change(match.span(1), "") for match in expression.finditer(pair.target_text)]
    template = said("a space stands before “{mark}”. Take it away.")
    span = stored_span(pair.target, found.span())
    return (Fault(template, {"mark": found[2]}, span, mended(pair.target, changes)),)


# What begins with the space is found faster than what begins with the letter before it.
_SPACED = re.compile("([ \u00a0\u202f])([;:!?,.])(?<=[^\\W_]..|[)\\]”»“’%]..)(?=\\s|$)")
_SPACED_FRENCH = re.compile("([ \u00a0\u202f])([,.])(?<=[^\\W_]..|[)\\]”»“’%]..)(?=\\s|$)")
