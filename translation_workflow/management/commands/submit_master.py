"""Put the master before its editions."""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Iterable
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from pages.models import Programme
from translation_workflow.management.forecast import told
from translation_workflow.management.outcome import progress_bar
from translation_workflow.review.drift.forecast import Forecast, forecast_submission
from translation_workflow.review.submit import submit_programme


class Command(BaseCommand):
    help = "Submit a programme's live master to its editions, so that they can be translated."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("programme", nargs="*", help="short names of programmes")
        parser.add_argument("--all", action="store_true", help="all programmes")
        parser.add_argument(
            "--dry-run", action="store_true", help="say what changed, and what editions would get by it"
        )
        parser.add_argument("--json", action="store_true", help="print that as JSON")

    def handle(self, *args: Any, programme: list[str], **options: Any) -> None:
        programmes = Programme.objects.select_related("master_locale", "master_page")
        if not options["all"]:
            programmes = programmes.filter(slug__in=programme)
        if (not options["all"] and programmes.count() != len(set(programme))) or not (
            programme or options["all"]
        ):
            known = ", ".join(Programme.objects.values_list("slug", flat=True))
            raise CommandError(f"Name programmes, or say --all. Known: {known or 'none yet'}.")
        if options["dry_run"]:
            self._tell(programmes, json=options["json"])
            return
        refused: list[str] = []
        for row in programmes:
            with progress_bar() as progress:
                outcome = submit_programme(row, progress=progress)
            self.stdout.write(f"{row.name}: {outcome}")
            refused += outcome.refused
        if refused:
            raise CommandError("\n".join(refused))

    def _tell(self, programmes: Iterable[Programme], *, json: bool) -> None:
        forecasts = [forecast_submission(programme) for programme in programmes]
        everything = Forecast(
            [step for forecast in forecasts for step in forecast.steps],
            [reading for forecast in forecasts for reading in forecast.readings],
        )
        self.stdout.write(told(everything, json=json))
