"""Bring a glossary into the termbase."""

from __future__ import annotations

from argparse import ArgumentParser
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from translation_workflow.management.outcome import as_json
from translation_workflow.termbase.glossary.errors import GlossaryRefused
from translation_workflow.termbase.glossary.load import Loaded, load_file, load_shipped


class Command(BaseCommand):
    help = (
        "Load agreed terms from a tab-separated file: a term in each line (concept, language, term, status, "
        "form, attested, note), or a plain table with a concept in each line and a language in each column. "
        "What people edited since a file was loaded stays as they left it, and is reported."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", nargs="?", type=Path, metavar="FILE", help="a tab-separated file, UTF-8")
        parser.add_argument("--shipped", action="store_true", help="the glossary that comes with the project")
        parser.add_argument("--dry-run", action="store_true", help="tell what would change, change nothing")
        parser.add_argument("--json", action="store_true", help="print the outcome as JSON")

    def handle(
        self, *args: Any, file: Path | None, shipped: bool, dry_run: bool, json: bool, **options: Any
    ) -> None:
        if (file is None) is not shipped:
            raise CommandError("Expected: a FILE, or --shipped.")
        try:
            loaded = load_file(file, dry_run=dry_run) if file else load_shipped(dry_run=dry_run)
        except GlossaryRefused as refused:
            raise CommandError(str(refused)) from refused
        if json:
            self.stdout.write(as_json(asdict(loaded or Loaded()) | {"dry_run": dry_run}))
        elif loaded is None:
            self.stdout.write("The shipped glossary was loaded before.")
        else:
            self.stdout.write(f"Would be: {loaded}" if dry_run else str(loaded))
        for sentence in loaded.kept if loaded else []:
            self.stderr.write(sentence)
