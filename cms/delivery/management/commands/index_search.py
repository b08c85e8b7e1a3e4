"""Let documents be found by their words: what is missing in the search index, or made by older rules."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from cms.delivery.documents.store import index_edition
from translation_workflow.management.editions import chosen_editions, every_edition
from translation_workflow.management.outcome import as_json, progress_bar


class Command(BaseCommand):
    help = "Write the search entries of documents that have none, or one of other words or older rules."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "edition", nargs="*", help="editions as programme/code, for example covenant-capacity/sv"
        )
        parser.add_argument("--all", action="store_true", help="every edition, the masters too")
        parser.add_argument("--json", action="store_true", help="print the outcome as JSON")

    def handle(self, *args: Any, edition: list[str], json: bool, **options: Any) -> None:
        chosen = every_edition() if options["all"] else chosen_editions(edition, everything=False)
        written = {}
        with progress_bar(quiet=json) as progress:
            for number, row in enumerate(chosen, start=1):
                written[str(row)] = index_edition(row)
                progress("Indexing documents", number, len(chosen))
        if json:
            self.stdout.write(as_json(written))
        else:
            self.stdout.write(f"{sum(written.values())} search entries written.")
