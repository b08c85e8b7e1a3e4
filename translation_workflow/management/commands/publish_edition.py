"""Bring working words into the live pages of editions."""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Sequence
from contextlib import nullcontext
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from translation_workflow.editions.models import Edition, Kind
from translation_workflow.management.editions import add_edition_arguments, chosen_editions
from translation_workflow.management.forecast import told
from translation_workflow.management.outcome import progress_bar
from translation_workflow.review.drift.forecast import Forecast, forecast_publication
from translation_workflow.review.publish import publish_edition, was_published
from translation_workflow.review.rendering.frames import Shelf


class Command(BaseCommand):
    help = "Publish what changed in the words or the master of editions since they were last published."

    def add_arguments(self, parser: ArgumentParser) -> None:
        add_edition_arguments(parser)
        parser.add_argument(
            "--first",
            action="store_true",
            help="editions that are set to published and of which nothing is live yet",
        )
        parser.add_argument("--dry-run", action="store_true", help="say what would go live, and why")
        parser.add_argument("--json", action="store_true", help="print that as JSON")

    def handle(self, *args: Any, edition: list[str], first: bool, **options: Any) -> None:
        if options["dry_run"]:
            self._tell(self._chosen(edition, first=first, everything=options["all"]), json=options["json"])
            return
        refused: list[str] = []
        shelf = Shelf()
        for row in self._chosen(edition, first=first, everything=options["all"]):
            with progress_bar() as progress, transaction.atomic() if first else nullcontext():
                outcome = publish_edition(row, progress=progress, shelf=shelf)
            self.stdout.write(f"{row}: {outcome}")
            for note in outcome.notes:
                self.stdout.write(f"  {note}")
            refused += outcome.refused
        if refused:
            raise CommandError("\n".join(refused))

    def _tell(self, editions: Sequence[Edition], *, json: bool) -> None:
        found = [forecast_publication(edition) for edition in editions]
        steps = [step for one in found for step in one.steps]
        notes = [note for one in found for note in one.notes]
        self.stdout.write(told(Forecast(steps, notes=notes), json=json))

    def _chosen(self, names: list[str], *, first: bool, everything: bool) -> list[Edition]:
        chosen = chosen_editions(names, everything=everything or first)
        for row in chosen:
            if row.kind is Kind.MASTER:
                raise CommandError(f"{row} is the master: its authors publish its pages in the admin.")
        if names:
            return chosen
        # Drafts are published when somebody names them; nobody reads them before.
        open_ones = [row for row in chosen if row.status == Edition.Status.PUBLISHED]
        return [row for row in open_ones if not (first and was_published(row))]
