"""Bring in what the shipped editions have of their own."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from pages.models import Programme
from pages.starter.outcome import as_json
from translation_workflow.adaptation.starter.load import load_editions
from translation_workflow.management.outcome import progress_bar
from translation_workflow.review.brought import publish_brought

from .load_starter import STARTER


class Command(BaseCommand):
    help = (
        "Load what countries have of their own: facts, pages and adaptations. What people edited since stays "
        "as they left it; what nobody has checked is a draft that waits for a reviewer."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--from", dest="folder", type=Path, default=STARTER, help="a folder of programmes"
        )
        parser.add_argument("--json", action="store_true", help="print the outcome as JSON")

    def handle(self, *args: Any, folder: Path, json: bool, verbosity: int, **options: Any) -> None:
        if not folder.is_dir():
            raise CommandError(f"{folder}: there is no such folder. Expected: a folder of programmes.")
        faults = []
        for programme in Programme.objects.select_related("master_locale"):
            if not (folder / programme.slug / "editions").is_dir():
                continue
            with progress_bar() as progress:
                loaded = load_editions(folder / programme.slug, programme, progress=progress)
            outcome = loaded.outcome
            # What waits for a page to be published comes by itself; what waits for somebody is always said.
            told = outcome.waiting[:] if verbosity > 1 else []
            refused = publish_brought(loaded.ready)
            outcome.waiting += refused
            self.stdout.write(as_json(outcome) if json else f"{programme.name}: {outcome}")
            for title in outcome.kept:
                self.stderr.write(f"“{title}” was edited since it was loaded; it stays as it is.")
            for sentence in told + refused:
                self.stderr.write(sentence)
            faults += outcome.faults
        if faults:
            raise CommandError("\n".join(map(str, faults)))
