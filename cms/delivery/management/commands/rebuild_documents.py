"""Build stored documents anew from the live pages."""

from __future__ import annotations

from argparse import ArgumentParser
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from cms.delivery.documents.store import is_outdated, rebuild_edition
from translation_workflow.editions.models import Edition
from translation_workflow.editions.registry import EditionNotFound, find_edition
from translation_workflow.management.editions import every_edition
from translation_workflow.management.outcome import as_json, progress_bar


class Command(BaseCommand):
    help = "Build the documents of editions anew; equal bytes write nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        which = parser.add_mutually_exclusive_group(required=True)
        which.add_argument(
            "--edition",
            action="append",
            default=[],
            metavar="PROGRAMME/CODE",
            help="an edition, for example covenant-capacity/sv; may be given several times",
        )
        which.add_argument("--all", action="store_true", help="every edition")
        parser.add_argument(
            "--outdated",
            action="store_true",
            help="only editions with documents that an older version of the system made",
        )
        parser.add_argument("--json", action="store_true", help="print the outcome as JSON")

    def handle(self, *args: Any, edition: list[str], **options: Any) -> None:
        editions = _chosen(edition, everything=options["all"])
        if options["outdated"]:
            editions = [row for row in editions if is_outdated(row)]
        outcomes = {}
        with progress_bar(quiet=options["json"]) as progress:
            for number, row in enumerate(editions, start=1):
                outcomes[str(row)] = rebuild_edition(row)
                progress("Building documents", number, len(editions))
        if options["json"]:
            self.stdout.write(as_json({name: asdict(outcome) for name, outcome in outcomes.items()}))
            return
        for name, outcome in outcomes.items():
            self.stdout.write(f"{name}: {outcome}")


def _chosen(names: list[str], *, everything: bool) -> list[Edition]:
    """Return the editions meant, in registry order for all. Raises CommandError for an unknown one."""
    if everything:
        return every_edition()
    try:
        return [find_edition(name) for name in names]
    except EditionNotFound as error:
        raise CommandError(str(error)) from error
