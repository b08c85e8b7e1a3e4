"""Put the master before its editions."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from pages.models import Programme
from translation_workflow.management.outcome import progress_bar
from translation_workflow.review.submit import submit_programme


class Command(BaseCommand):
    help = "Submit a programme's live master to its editions, so that they can be translated."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("programme", nargs="*", help="short names of programmes")
        parser.add_argument("--all", action="store_true", help="all programmes")

    def handle(self, *args: Any, programme: list[str], **options: Any) -> None:
        programmes = Programme.objects.select_related("master_locale", "master_page")
        if not options["all"]:
            programmes = programmes.filter(slug__in=programme)
        if (not options["all"] and programmes.count() != len(set(programme))) or not (
            programme or options["all"]
        ):
            known = ", ".join(Programme.objects.values_list("slug", flat=True))
            raise CommandError(f"Name programmes, or say --all. Known: {known or 'none yet'}.")
        for row in programmes:
            with progress_bar() as progress:
                outcome = submit_programme(row, progress=progress)
            self.stdout.write(f"{row.name}: {outcome}")
