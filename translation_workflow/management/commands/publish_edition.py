"""Bring working words into the live pages of editions."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from translation_workflow.management.editions import add_edition_arguments, chosen_editions
from translation_workflow.management.outcome import progress_bar
from translation_workflow.review.publish import publish_edition


class Command(BaseCommand):
    help = "Publish what changed in the words or the master of editions since they were last published."

    def add_arguments(self, parser: ArgumentParser) -> None:
        add_edition_arguments(parser)

    def handle(self, *args: Any, edition: list[str], **options: Any) -> None:
        refused: list[str] = []
        for row in chosen_editions(edition, everything=options["all"]):
            with progress_bar() as progress:
                outcome = publish_edition(row, progress=progress)
            self.stdout.write(f"{row}: {outcome}")
            refused += outcome.refused
        if refused:
            raise CommandError("\n".join(refused))
