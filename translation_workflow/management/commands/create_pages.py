"""Give editions the pages of their programme that they lack."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from translation_workflow.editions.models import Edition, Kind
from translation_workflow.management.editions import add_edition_arguments, chosen_editions
from translation_workflow.management.outcome import progress_bar
from translation_workflow.management.pages import told
from translation_workflow.opening import open_edition
from translation_workflow.trees.create import missing_pages


class Command(BaseCommand):
    help = "Create the pages of the master that editions lack, as drafts. Nothing is published by it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        add_edition_arguments(parser)
        parser.add_argument("--dry-run", action="store_true", help="only say which pages are missing")
        parser.add_argument("--json", action="store_true", help="print the outcome as JSON")

    def handle(self, *args: Any, edition: list[str], dry_run: bool, json: bool, **options: Any) -> None:
        editions = chosen_editions(edition, everything=options["all"])
        for row in editions:
            if row.kind is Kind.MASTER:
                raise CommandError(f"{row} is the master: its authors write its pages in the admin.")
        if dry_run:
            for row in editions:
                self._show_plan(row)
            return
        with progress_bar(quiet=json) as progress:
            opened = {str(row): open_edition(row, progress=progress) for row in editions}
        self.stdout.write(told(opened, json=json))

    def _show_plan(self, edition: Edition) -> None:
        plan = missing_pages(edition.programme, [edition])
        self.stdout.write(f"{edition}: {len(plan.pages)} pages are missing.")
        for page in plan.pages:
            self.stdout.write(f"  “{page.master.title}” would be created at {page.url_path}")
        for note in [*plan.clashes, *plan.refused]:
            self.stdout.write(f"  {note}")
