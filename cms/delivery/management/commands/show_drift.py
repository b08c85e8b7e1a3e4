"""Show how far editions are from their master."""

from __future__ import annotations

from argparse import ArgumentParser
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand

from cms.delivery.documents.schema import Origin
from cms.delivery.drift import Drift, Standing, drift_of
from translation_workflow.management.editions import add_edition_arguments, translations_among
from translation_workflow.management.outcome import as_json
from translation_workflow.management.tables import as_table


class Command(BaseCommand):
    help = (
        "Show, for each page of editions, how many of its live blocks are the master's, translated, adapted, "
        "national or hidden, and how many decisions the master overtook."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        add_edition_arguments(parser)
        parser.add_argument("--json", action="store_true", help="the figures for machines")

    def handle(self, *args: Any, edition: list[str], **options: Any) -> None:
        chosen = translations_among(edition, everything=options["all"])
        found = {str(row): drift_of(row) for row in chosen}
        if options["json"]:
            told = {name: [asdict(one) for one in drifts] for name, drifts in found.items()}
            self.stdout.write(as_json(told))
            return
        for name, drifts in found.items():
            self.stdout.write(name)
            rows = {one.path: _columns(one) for one in drifts}
            # What no page has would only make the others narrow.
            seen = {column for columns in rows.values() for column, number in columns.items() if number}
            shown = {
                path: {column: number for column, number in columns.items() if column in seen}
                for path, columns in rows.items()
            }
            self.stdout.write(as_table(shown))


def _columns(drift: Drift) -> dict[str, int]:
    counts = {str(name): drift.blocks.get(name, 0) for name in (*Origin, "hidden")}
    decisions = {"conflicts": drift.conflicts, "orphaned": drift.orphaned, "waiting": drift.waiting}
    standings = {
        one.replace("_", " "): int(drift.standing is one) for one in Standing if one != Standing.LIVE
    }
    return {**counts, **decisions, **standings}
