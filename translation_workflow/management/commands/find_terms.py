"""Show the agreed terms that a text speaks of, and what a translation makes of them."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from translation_workflow.editions.languages import UnknownLanguage, language_for
from translation_workflow.management.editions import translations_among
from translation_workflow.management.outcome import as_json
from translation_workflow.management.tables import as_table
from translation_workflow.quality.finding import Finding, Severity
from translation_workflow.quality.pair import Pair
from translation_workflow.quality.rules.terms import terms as check_terms
from translation_workflow.source.markup import plain_text
from translation_workflow.termbase.agreed import terms_between, terms_of
from translation_workflow.termbase.concept import Term
from translation_workflow.termbase.recognise import Occurrence
from translation_workflow.termbase.terms import Terms


class Command(BaseCommand):
    help = (
        "Find the agreed terms in a text of the master, inflected ones and abbreviations, too, and say what "
        "they are called in another language. With a translation, say whether it calls them so."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("text", help="a text of the master, with or without tags")
        parser.add_argument("--edition", help="the edition, such as covenant-capacity/sv")
        parser.add_argument("--from", dest="source", default="en", help="the text's language (en)")
        parser.add_argument("--to", dest="target", help="the language to translate into, such as nl-BE")
        parser.add_argument("--translation", help="a translation of the text, to be checked")
        parser.add_argument("--json", action="store_true", help="the terms for machines")

    def handle(self, *args: Any, text: str, translation: str | None, json: bool, **options: Any) -> None:
        terms = _terms(options["edition"], source=options["source"], target=options["target"])
        found = terms.recognise(plain_text(text))
        pair = Pair(text, translation or "", terms.target, terms.source, terms=terms)
        faults = check_terms(pair) if translation else ()
        findings = [Finding("terms", Severity.WARNING, fault) for fault in faults]
        if json:
            content = {
                "terms": [_as_data(one, terms) for one in found],
                "findings": [_finding(one) for one in findings],
            }
            self.stdout.write(as_json(content))
            return
        rows = {f"{number}. {one.written}": _columns(one, terms) for number, one in enumerate(found, start=1)}
        self.stdout.write(as_table(rows) if rows else "There is no agreed term in this text.")
        for one in findings:
            self.stdout.write(one.sentence)


def _terms(edition: str | None, *, source: str, target: str | None) -> Terms:
    if bool(edition) is bool(target):
        raise CommandError("Expected: --edition, or --to with a language.")
    if edition:
        return terms_of(translations_among([edition], everything=False)[0])
    try:
        return terms_between(language_for(source).code, language_for(target or "").code)
    except UnknownLanguage as error:
        raise CommandError(str(error)) from error


def _columns(one: Occurrence, terms: Terms) -> dict[str, str]:
    agreed = [term for key in sorted(one.concepts) for term in terms.agreed(key)]
    return {
        "concept": ", ".join(sorted(one.concepts)),
        **{
            status: ", ".join(dict.fromkeys(term.text for term in agreed if term.status == status))
            for status in ("preferred", "admitted", "deprecated")
        },
    }


def _as_data(one: Occurrence, terms: Terms) -> dict[str, Any]:
    return {
        "written": one.written,
        "start": one.start,
        "end": one.end,
        "concepts": {key: [_term(term) for term in terms.agreed(key)] for key in sorted(one.concepts)},
    }


def _term(term: Term) -> dict[str, Any]:
    return {
        "text": term.text,
        "language": term.language,
        "status": term.status,
        "form": term.form,
        "attested": term.is_attested,
        "note": term.note,
    }


def _finding(one: Finding) -> dict[str, Any]:
    return {"sentence": one.sentence, "span": one.fault.span, "fix": one.fault.fix}
