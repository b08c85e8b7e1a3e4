"""Send the digests that are due, as the worker does by itself."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from translation_workflow.digest.sending import NoMail, Outcome, send_digests, tell
from translation_workflow.management.outcome import as_json


class Command(BaseCommand):
    help = (
        "Tell people by mail what is new in their editions, as the worker does once an hour. Nobody is told "
        "the same twice, and nobody gets a mail when nothing happened."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("person", nargs="*", help="account names; without any, everybody")
        parser.add_argument("--dry-run", action="store_true", help="say who would get what, and send nothing")
        parser.add_argument("--json", action="store_true", help="print the outcome as JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            outcome = send_digests(people=options["person"], dry_run=options["dry_run"])
        except NoMail as refusal:
            raise CommandError(str(refusal)) from refusal
        if options["json"]:
            self.stdout.write(as_json(_as_data(outcome)))
        else:
            self._print(outcome, dry_run=options["dry_run"])
        tell(outcome)
        if outcome.away:
            raise CommandError(f"The mail server takes nothing ({outcome.away}); the digests wait.")

    def _print(self, outcome: Outcome, *, dry_run: bool) -> None:
        verb = "would get" if dry_run else "got"
        for told in outcome.sent:
            lines = "1 line" if told.lines == 1 else f"{told.lines} lines"
            self.stdout.write(f"{told.username} {verb} {lines} of {told.edition} in {told.language}.")
        kept = f" {len(outcome.failed)} could not be sent, see above." if outcome.failed else ""
        self.stdout.write(f"{len(outcome.sent)} digests; for {outcome.quiet} nothing happened.{kept}")


def _as_data(outcome: Outcome) -> dict[str, Any]:
    return {
        "sent": [vars(told) for told in outcome.sent],
        "failed": [vars(told) for told in outcome.failed],
        "quiet": outcome.quiet,
        "away": outcome.away,
    }
