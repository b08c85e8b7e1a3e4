"""Bring in the shipped programmes, editions and pages."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

import pages.starter
from pages.models import Programme
from pages.starter.load import load_starter
from pages.starter.outcome import as_json
from translation_workflow.editions.registry import load_registry
from translation_workflow.management.outcome import progress_bar

STARTER = Path(pages.starter.__file__).parent


class Command(BaseCommand):
    help = "Load the starter programme: what people edited since stays as they left it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--from", dest="folder", type=Path, default=STARTER, help="a folder of programmes"
        )
        parser.add_argument("--json", action="store_true", help="print the outcome as JSON")

    def handle(self, *args: Any, folder: Path, json: bool, **options: Any) -> None:
        if not folder.is_dir():
            raise CommandError(f"{folder}: there is no such folder. Expected: a folder of programmes.")
        registry = load_registry()
        if not json:
            self.stdout.write(f"Registry: {registry}")
        faults = []
        for programme in Programme.objects.select_related("master_locale"):
            if not (folder / programme.slug / "pages.yaml").exists():
                continue
            with progress_bar() as progress:
                outcome = load_starter(folder / programme.slug, programme, progress=progress)
            self.stdout.write(as_json(outcome) if json else f"{programme.name}: {outcome}")
            for title in outcome.kept:
                self.stderr.write(f"“{title}” was edited since it was loaded; it stays as it is.")
            faults += outcome.faults
        if faults:
            raise CommandError("\n".join(map(str, faults)))
