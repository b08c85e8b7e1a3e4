"""Compare editions with what they are to say."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from translation_workflow.jobs.leases import keys_at_work
from translation_workflow.management.editions import add_edition_arguments, translations_among
from translation_workflow.management.outcome import as_json, progress_bar
from translation_workflow.management.tables import as_table
from translation_workflow.review.drift.sweep import Drift, find_drift


class Command(BaseCommand):
    help = "Render every page and snippet of editions whole and say what differs; --mend writes it anew."

    def add_arguments(self, parser: ArgumentParser) -> None:
        add_edition_arguments(parser)
        parser.add_argument("--mend", action="store_true", help="write what differs as it is to be")
        parser.add_argument("--json", action="store_true", help="print what differs as JSON")

    def handle(self, *args: Any, edition: list[str], mend: bool, json: bool, **options: Any) -> None:
        editions = translations_among(edition, everything=options["all"])
        with progress_bar(quiet=json) as progress:
            found = find_drift(editions, mend=mend, awaited=keys_at_work, progress=progress)
        if json:
            self.stdout.write(as_json([_as_data(drift) for drift in found]))
        elif found:
            self.stdout.write(as_table({f"{one.edition} “{one.name}”": _columns(one) for one in found}))
        left = [drift for drift in found if drift.hindrance or not mend]
        if left:
            raise CommandError("\n".join(str(drift) for drift in left))
        if not json:
            self.stdout.write(f"{len(found)} objects mended." if found else "Nothing differs.")


def _columns(drift: Drift) -> dict[str, Any]:
    return {
        "differs": "\n".join(drift.parts),
        "published text of": "\n".join(drift.pieces),
        "cannot be mended": drift.hindrance,
    }


def _as_data(drift: Drift) -> dict[str, Any]:
    changes = drift.changes
    return {
        "edition": str(drift.edition),
        "key": drift.key,
        "object": drift.name,
        "live": changes.live,
        "draft": changes.draft,
        "stray": drift.is_stray,
        "unasked": drift.is_unasked,
        "drops_draft": changes.drops_draft,
        "schedule": changes.writes_schedule,
        "goes_live": changes.goes_live,
        "published_text": drift.pieces,
        "hindrance": drift.hindrance,
    }
