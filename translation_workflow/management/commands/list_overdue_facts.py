"""List what editions say of their countries and nobody looked at in time."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from translation_workflow.editions.models import Edition
from translation_workflow.facts.overdue import Fact, facts_of, masters_overdue
from translation_workflow.management.editions import add_edition_arguments, translations_among
from translation_workflow.management.outcome import as_json
from translation_workflow.management.tables import as_table


class Command(BaseCommand):
    help = (
        "List the facts of editions that expired or whose review is overdue, and those of the master that "
        "they show. The exit status is 0 whatever is found; with --check it is 1 where anything is overdue."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        add_edition_arguments(parser)
        parser.add_argument("--check", action="store_true", help="exit with 1 where anything is overdue")
        parser.add_argument("--json", action="store_true", help="the facts for machines")

    def handle(self, *args: Any, edition: list[str], check: bool, json: bool, **options: Any) -> None:
        editions = translations_among(edition, everything=options["all"])
        found = [(one, fact) for one in editions for fact in _overdue(one)]
        if json:
            self.stdout.write(as_json([_as_data(one, fact) for one, fact in found]))
        elif found:
            # Two facts may have one name.
            rows = {
                f"{number}. {one} “{fact.row}”": _columns(fact)
                for number, (one, fact) in enumerate(found, start=1)
            }
            self.stdout.write(as_table(rows))
        else:
            self.stdout.write("Nothing is overdue.")
        if check and found:
            raise CommandError(f"{len(found)} facts are overdue.")


def _overdue(edition: Edition) -> list[Fact]:
    today = timezone.localdate()
    own = [fact for fact in facts_of(edition, today=today) if fact.standing.is_overdue]
    return [*own, *masters_overdue(edition, today=today)]


def _columns(fact: Fact) -> dict[str, Any]:
    return {
        "kind": fact.what,
        "of": "the edition" if fact.kind else "the master",
        "status": fact.standing.label,
        "valid to": fact.valid_to or "",
        "review by": fact.row.review_by or "",
    }


def _as_data(edition: Edition, fact: Fact) -> dict[str, Any]:
    return {
        "edition": str(edition),
        "key": fact.row.key,
        "kind": fact.row._meta.model_name,
        "name": str(fact.row),
        "of": "edition" if fact.kind else "master",
        "status": str(fact.standing),
        "valid_to": fact.valid_to,
        "review_by": fact.row.review_by,
    }
