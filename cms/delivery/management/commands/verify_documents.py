"""Compare stored documents with what their pages make of them."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from cms.delivery.documents.verify import verify_edition
from translation_workflow.management.editions import chosen_editions, every_edition
from translation_workflow.management.outcome import as_json, progress_bar


class Command(BaseCommand):
    help = "Build every document of editions, say which stored ones differ and how; --mend writes those anew."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "edition", nargs="*", help="editions as programme/code, for example covenant-capacity/sv"
        )
        parser.add_argument("--all", action="store_true", help="every edition, the masters too")
        parser.add_argument("--mend", action="store_true", help="store what differs as it is to be")
        parser.add_argument("--json", action="store_true", help="print what differs as JSON")

    def handle(self, *args: Any, edition: list[str], mend: bool, json: bool, **options: Any) -> None:
        chosen = every_edition() if options["all"] else chosen_editions(edition, everything=False)
        found = {}
        with progress_bar(quiet=json) as progress:
            for number, row in enumerate(chosen, start=1):
                found[str(row)] = verify_edition(row, mend=mend)
                progress("Verifying documents", number, len(chosen))
        told = [f"{name}{fault}" for name, faults in found.items() for fault in faults]
        if json:
            faults = {name: [vars(one) for one in faults] for name, faults in found.items()}
            self.stdout.write(as_json(faults))
        if told and not mend:
            raise CommandError("\n".join(told))
        if not json:
            done = [*told, f"{len(told)} faults mended."] if told else ["Every document is what it is to be."]
            self.stdout.write("\n".join(done))
