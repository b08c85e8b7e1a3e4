"""Say what is wrong with the content of editions, where, and what to do."""

from __future__ import annotations

from argparse import ArgumentParser
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from cms.delivery.proofreading.flaw import Flaw
from cms.delivery.proofreading.proofread import proofread
from translation_workflow.editions.models import Edition
from translation_workflow.management.editions import chosen_editions, every_edition
from translation_workflow.management.outcome import as_json, progress_bar
from translation_workflow.source.markup import without_control_signs


class Command(BaseCommand):
    help = (
        "List what is wrong with the content of editions, masters among them: links that lead nowhere, "
        "modules outside of their minutes, steps numbered by hand, facts past their day, deprecated terms, "
        "pictures without alternative text, skipped headings, typography, and whatever keeps words from "
        "going live. What somebody put aside with a reason does not count. The exit status is 1 where "
        "anything is found."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "edition", nargs="*", help="editions as programme/code; without any, all but the retired"
        )
        parser.add_argument("--json", action="store_true", help="the list for machines")

    def handle(self, *args: Any, edition: list[str], json: bool, **options: Any) -> None:
        chosen = chosen_editions(edition, everything=False) if edition else _all()
        today = timezone.localdate()
        found: dict[str, list[Flaw]] = {}
        with progress_bar(quiet=json) as progress:
            for number, row in enumerate(chosen):
                progress("Proofreading", number, len(chosen))
                found[str(row)] = proofread(row, today=today)
            progress("Proofreading", len(chosen), len(chosen))
        total = sum(map(len, found.values()))
        if json:
            self.stdout.write(
                as_json({name: [asdict(one) for one in flaws] for name, flaws in found.items()})
            )
        elif not total:
            self.stdout.write("Clean.")
        for name, flaws in found.items() if not json else ():
            self.stdout.write(_told(name, flaws), ending="")
        if total:
            raise CommandError(f"{total} finding{'s'[: total > 1]}.")


def _all() -> list[Edition]:
    return [edition for edition in every_edition() if edition.status != Edition.Status.RETIRED]


def _told(name: str, flaws: list[Flaw]) -> str:
    """Return an edition's flaws as people read them; nothing for one without."""
    lines = [f"{name}: {len(flaws)}"] if flaws else []
    for one in flaws:
        aside = f" [{one.finding}]" if one.finding else ""
        lines += [f"  {one.place}", f"    {one.kind}: {one.sentence}{aside}"]
    return "".join(f"{without_control_signs(line)}\n" for line in lines)
