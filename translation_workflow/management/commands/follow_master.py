"""Let editions follow their master now."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from translation_workflow.management.editions import add_edition_arguments, translations_among
from translation_workflow.management.forecast import told
from translation_workflow.management.outcome import as_json, progress_bar
from translation_workflow.review.drift.forecast import forecast_following
from translation_workflow.review.everything import follow_everything


class Command(BaseCommand):
    help = "Let editions follow their master in every page and snippet. No new words go live by it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        add_edition_arguments(parser)
        parser.add_argument("--dry-run", action="store_true", help="say what would be written, and why")
        parser.add_argument("--json", action="store_true", help="print it as JSON")

    def handle(self, *args: Any, edition: list[str], dry_run: bool, json: bool, **options: Any) -> None:
        editions = translations_among(edition, everything=options["all"])
        if dry_run:
            self.stdout.write(told(forecast_following(editions), json=json))
            return
        with progress_bar(quiet=json) as progress:
            outcome = follow_everything(editions, progress=progress)
        data = {"objects": outcome.objects, "refused": outcome.refused}
        self.stdout.write(as_json(data) if json else str(outcome))
        if outcome.refused:
            raise CommandError("\n".join(outcome.refused))
