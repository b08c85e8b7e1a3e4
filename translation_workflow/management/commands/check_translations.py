"""Say what the quality rules find in editions, in their master, or in files that nobody imported."""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from translation_workflow.catalogue.archive import incoming
from translation_workflow.catalogue.errors import CatalogueFault
from translation_workflow.catalogue.judged import JudgedEntry, judge_files
from translation_workflow.editions.models import Edition, Kind
from translation_workflow.management.editions import chosen_editions, every_edition
from translation_workflow.management.findings import (
    counted,
    entries_table,
    entry_as_data,
    finding_as_data,
    findings_table,
    in_entries,
)
from translation_workflow.management.outcome import as_json, progress_bar
from translation_workflow.quality.finding import Finding, Severity
from translation_workflow.quality.look import counting, findings_in, source_findings_in
from translation_workflow.quality.piece import Found
from translation_workflow.quality.rule import REGISTER
from translation_workflow.quality.where import places_of


@dataclass(frozen=True)
class _Wanted:
    """Which findings somebody asked for."""

    rules: frozenset[str]
    severity: str | None

    def __call__(self, finding: Finding) -> bool:
        return (not self.rules or finding.rule in self.rules) and self.severity in (None, finding.severity)


class Command(BaseCommand):
    help = (
        "Say what the quality rules find in the words of editions and, for a master, in its own text. The "
        "exit status is 1 where anything was found that blocks and nobody dismissed (with --strict, anything "
        "at all); with --rule and --severity only what these ask for counts."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "edition",
            nargs="*",
            help="editions as programme/code, for example covenant-capacity/sv; a master's own, for its text",
        )
        parser.add_argument("--all", action="store_true", help="all editions, and the text of their masters")
        parser.add_argument(
            "--po",
            nargs="+",
            type=Path,
            metavar="PATH",
            help="judge PO files, folders or archives, and import nothing; with an edition, only its own",
        )
        parser.add_argument("--rule", action="append", default=[], help="only this rule; may be said again")
        parser.add_argument("--severity", choices=[str(one) for one in Severity], help="only these")
        parser.add_argument("--dismissed", action="store_true", help="list what people dismissed, too")
        parser.add_argument("--strict", action="store_true", help="exit with 1 for warnings, too")
        parser.add_argument("--json", action="store_true", help="the findings for machines")

    def handle(self, *args: Any, edition: list[str], po: list[Path] | None, **options: Any) -> None:
        wanted = _Wanted(_rules(options["rule"]), options["severity"])
        entries = ""
        if po is None:
            left = self._check_editions(_chosen(edition, everything=options["all"]), wanted, options)
        elif options["all"] or len(edition) > 1:
            raise CommandError("Files are of one edition: name one beside --po, or none.")
        else:
            chosen = chosen_editions(edition, everything=False) if edition else [None]
            judged = self._check_files(po, wanted, options, edition=chosen[0])
            left = [one.finding for one in judged]
            strict = options["strict"]
            entries = in_entries(
                [one for one in judged if strict or one.finding.severity is Severity.BLOCKING]
            )
        failing = [one for one in left if options["strict"] or one.severity is Severity.BLOCKING]
        if failing:
            what = "findings" if options["strict"] else "blocking findings"
            raise CommandError(f"{len(failing)} {what if len(failing) > 1 else what[:-1]}{entries}.")

    def _check_editions(
        self, editions: Sequence[Edition], wanted: _Wanted, options: dict[str, Any]
    ) -> list[Finding]:
        left: list[Finding] = []
        data: list[dict[str, Any]] = []
        with progress_bar(quiet=options["json"]) as progress:
            for number, edition in enumerate(editions):
                progress("Checking", number, len(editions))
                look: Callable[[Edition], list[Found]] = (
                    source_findings_in if edition.kind is Kind.MASTER else findings_in
                )
                found = [one for one in look(edition) if wanted(one.finding)]
                open_ones = counting(found)
                shown = found if options["dismissed"] else open_ones
                places = places_of(edition.programme, shown)
                left += [one.finding for one in open_ones]
                if options["json"]:
                    data += [finding_as_data(one, edition=edition, places=places) for one in shown]
                    continue
                told = counted([one.finding for one in open_ones], dismissed=len(found) - len(open_ones))
                self.stdout.write(f"{edition}: {told}")
                if shown:
                    self.stdout.write(findings_table(shown, places))
            progress("Checking", len(editions), len(editions))
        if options["json"]:
            self.stdout.write(as_json(data))
        return left

    def _check_files(
        self, paths: Sequence[Path], wanted: _Wanted, options: dict[str, Any], *, edition: Edition | None
    ) -> list[JudgedEntry]:
        try:
            files = [file for path in paths for file in incoming(path)]
            if not files:
                raise CommandError(f"{', '.join(map(str, paths))}: no .po file is there.")
            found = [one for one in judge_files(files, edition=edition) if wanted(one.finding)]
        except CatalogueFault as fault:
            raise CommandError(str(fault)) from fault
        if options["json"]:
            self.stdout.write(as_json([entry_as_data(one) for one in found]))
        else:
            number = f"{len(files)} file{'s'[: len(files) > 1]}"
            told = counted([one.finding for one in found]).rstrip(".")
            self.stdout.write(f"{number}: {told}{in_entries(found)}.")
            if found:
                self.stdout.write(entries_table(found))
        return found


def _chosen(names: list[str], *, everything: bool) -> list[Edition]:
    if not everything:
        return chosen_editions(names, everything=False)
    return [edition for edition in every_edition() if edition.status != Edition.Status.RETIRED]


def _rules(names: Sequence[str]) -> frozenset[str]:
    if unknown := [name for name in names if name not in REGISTER]:
        known = ", ".join(sorted(REGISTER))
        raise CommandError(f"There is no rule “{unknown[0]}”. Known: {known}.")
    return frozenset(names)
