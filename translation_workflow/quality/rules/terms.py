"""Agreed terms: a translation calls things what the termbase calls them."""

from __future__ import annotations

from collections.abc import Iterable

from translation_workflow.quality.finding import MOST, Fault, Severity, Span
from translation_workflow.quality.pair import Pair
from translation_workflow.quality.places import Change, mended, stored_span
from translation_workflow.quality.rule import rule
from translation_workflow.termbase.concept import Concept, Form, Status, Term
from translation_workflow.termbase.terms import Deprecated, Missing, TermFault, Terms
from translation_workflow.words.numbers import without_addresses
from translation_workflow.words.said import said

_CONCEPTS = (
    Concept(
        "signatory",
        (
            Term("signatory", "en"),
            Term("avtalspart", "sv"),
            Term("allekirjoittaja", "fi"),
            Term("sygnatariusz", "pl"),
        ),
    ),
    Concept(
        "secap",
        (
            Term("SECAP", "en", form=Form.ABBREVIATION),
            Term("plan de acțiuni pentru climă și energie durabilă", "ro"),
            Term("PACED", "ro", form=Form.ABBREVIATION),
            Term("PAEDC", "ro", Status.DEPRECATED, Form.ABBREVIATION),
            Term("plan działań na rzecz zrównoważonej energii i klimatu", "pl"),
            Term("SECAP", "pl", form=Form.ABBREVIATION),
        ),
    ),
    Concept(
        "energy-agency",
        (
            Term("energy agency", "en"),
            Term("energiatoimisto", "fi"),
            Term("energiayhtiö", "fi", Status.DEPRECATED),
            Term("energikontor", "sv"),
        ),
    ),
)


def _example(source: str, target: str, language: str) -> Pair:
    return Pair(source, target, language, terms=Terms(_CONCEPTS, source="en", target=language))


@rule(
    "terms",
    title=said("Agreed terms"),
    severity=Severity.WARNING,
    right=[
        _example("The signatories’ duties", "Avtalsparternas skyldigheter", "sv"),
        _example("Ask your <b>energy agency</b>.", "Kysykää <b>energiatoimistoltanne</b>.", "fi"),
        _example("Most SECAPs are published.", "Większość SECAPów opublikowano.", "pl"),
        _example("A SECAP is a plan.", "PACED-ul este un plan.", "ro"),
        Pair("A SECAP is a plan.", "PAEDC este un plan.", "ro"),
        _example("A SECAP: http://a.eu/PAEDC", "Un PACED: http://a.eu/PAEDC", "ro"),
    ],
    wrong=[
        _example("Ask your energy agency.", "Kysykää energiayhtiöltänne.", "fi"),
        _example("A SECAP is a plan.", "<b>PAEDC</b>-ul este un plan.", "ro"),
        _example("A SECAP: http://a.eu/PAEDC", "Un PAEDC: http://a.eu/PAEDC", "ro"),
        _example("The signatories’ duties", "Kommunernas skyldigheter", "sv"),
        _example("Most SECAPs are published.", "Większość planów opublikowano.", "pl"),
    ],
)
def terms(pair: Pair) -> Iterable[Fault]:
    """Whoever reads several texts must know that they speak of the same thing."""
    if pair.terms is None or pair.is_copy:
        return ()
    found = pair.terms.check(pair.source_text, pair.target_text)
    if found:
        shown = without_addresses(pair.target_text)
        found = [one for one in found if not isinstance(one, Deprecated) or _is_said(one, shown)]
    return [_fault(one, pair, found) for one in found[:MOST]] if found else ()


def _fault(found: TermFault, pair: Pair, every: list[TermFault]) -> Fault:
    if isinstance(found, Missing):
        template = said(
            "“{written}” is “{preferred}” by the agreed terms, and the translation does not say so. "
            "Use that term."
        )
        return Fault(template, {"written": found.written, "preferred": found.use.text})
    template = said("“{deprecated}” is not to be used for “{written}”. Write “{preferred}”.")
    values = {
        "written": found.written,
        "deprecated": found.match.written,
        "preferred": found.use.text,
        "note": found.term.note,
    }
    return Fault(template, values, _span(found, pair), _fix(every, pair))


def _span(found: Deprecated, pair: Pair) -> Span | None:
    span = (found.match.start, found.match.end)
    return stored_span(pair.target, span) if found.is_in_place else None


def _is_said(found: Deprecated, shown: str) -> bool:
    """Whether a term stands outside of addresses, of which `shown` has none."""
    return not found.is_in_place or not shown[found.match.start : found.match.end].isspace()


def _fix(found: Iterable[TermFault], pair: Pair) -> str | None:
    """Return the text with each deprecated abbreviation written as the one to use, where that is all."""
    wrong = [one for one in found if isinstance(one, Deprecated)]
    if any(one.fix is None or not one.is_in_place for one in wrong):
        return None
    changes = {one.match.start: Change((one.match.start, one.match.end), one.fix or "") for one in wrong}
    return mended(pair.target, (changes[start] for start in sorted(changes)))
