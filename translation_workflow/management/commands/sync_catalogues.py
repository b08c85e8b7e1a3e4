"""Keep a folder of catalogues, on which others work, in step with editions."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from pages.progress import Progress
from translation_workflow.catalogue.exchange import (
    EditionOutcome,
    Outcome,
    SyncRefused,
    held,
    sync_folder,
    sync_repository,
)
from translation_workflow.editions.models import Edition
from translation_workflow.management.editions import add_edition_arguments, translations_among
from translation_workflow.management.outcome import as_json, progress_bar

# A reader of a terminal looks at the first few.
MOST_NOTES = 20


class Command(BaseCommand):
    help = (
        "Take in what was changed in a folder of PO files, and write there what was changed here: a folder "
        "that Weblate, Pontoon or a git repository shares. Nothing goes live by it."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        add_edition_arguments(parser)
        parser.add_argument("--folder", type=Path, required=True, help="where <edition>/content/… stands")
        parser.add_argument(
            "--git", action="store_true", help="the folder is in a clone: also merge, commit and push"
        )
        parser.add_argument(
            "--dry-run", action="store_true", help="say what would be done to the folder as it is now"
        )
        parser.add_argument("--json", action="store_true", help="the report for machines")

    def handle(self, *args: Any, edition: list[str], folder: Path, **options: Any) -> None:
        editions = translations_among(edition, everything=options["all"])
        if options["dry_run"] and not folder.is_dir():
            raise CommandError(f"{folder}: there is no such folder.")
        try:
            with progress_bar(quiet=options["json"]) as progress:
                outcome = _synchronised(
                    editions, folder, progress=progress, git=options["git"], dry_run=options["dry_run"]
                )
        except SyncRefused as refusal:
            raise CommandError(str(refusal)) from refusal
        except OSError as error:
            raise CommandError(f"{error.filename or folder}: {error.strerror}.") from error
        if options["json"]:
            self.stdout.write(as_json(outcome.as_data()))
        else:
            self._show(outcome)
        if outcome.faults:
            raise CommandError("\n".join(outcome.faults))

    def _show(self, outcome: Outcome) -> None:
        for edition in outcome.editions:
            self.stdout.write(str(edition))
            self._show_notes(edition)
            if edition.batch:
                self.stdout.write(f"To take this back: manage.py undo_import {edition.batch}")
        for message in outcome.commits:
            self.stdout.write(f"Committed and pushed: {message}")

    def _show_notes(self, edition: EditionOutcome) -> None:
        notes = [(file.name, note) for file in edition.imported for note in file.notes]
        for name, note in notes[:MOST_NOTES]:
            self.stderr.write(f"{name}:{note['line']}: {note['verdict']}: {note['sentence']}")
        if len(notes) > MOST_NOTES:
            self.stderr.write(f"… and {len(notes) - MOST_NOTES} more in this edition.")


def _synchronised(
    editions: list[Edition], folder: Path, *, progress: Progress, git: bool, dry_run: bool
) -> Outcome:
    if git and not dry_run:
        return sync_repository(
            folder, lambda: sync_folder(editions, folder, progress=progress, dry_run=False)
        )
    if dry_run:
        return sync_folder(editions, folder, progress=progress, dry_run=True)
    with held(folder):
        outcome = sync_folder(editions, folder, progress=progress, dry_run=False)
        outcome.confirm()
    return outcome
