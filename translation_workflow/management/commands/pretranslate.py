"""Drafts by machine for what editions lack."""

from __future__ import annotations

from argparse import ArgumentParser
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.core.management.base import BaseCommand, CommandError

from translation_workflow.catalogue.originals import SNIPPETS, keys_by_name
from translation_workflow.editions.models import Edition
from translation_workflow.jobs.asking import ask_for_drafts
from translation_workflow.jobs.drafting import Settled, work_off
from translation_workflow.jobs.models import Item
from translation_workflow.machine.pretranslate import (
    Unaskable,
    ask_refused_again,
    check_engine,
    check_languages,
    forecast,
)
from translation_workflow.management.drafts import came_of, came_of_data, foretold, foretold_data
from translation_workflow.management.editions import translations_among
from translation_workflow.management.outcome import as_json, progress_bar


class Command(BaseCommand):
    help = (
        "Let a machine draft what an edition lacks. Drafts need work: none goes live before somebody says "
        "that it is right. Words that are there already stay."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--edition",
            required=True,
            action="append",
            help="as programme/code, for example covenant-capacity/sv",
        )
        parser.add_argument(
            "--engine", default="", help="the machine to ask (default: the one of the settings)"
        )
        parser.add_argument(
            "--page",
            action="append",
            default=[],
            help=f"only this one: a key, or its catalogue's name; “{SNIPPETS}” for all snippets",
        )
        parser.add_argument(
            "--again", action="store_true", help="ask again for texts whose answers were refused before"
        )
        parser.add_argument("--dry-run", action="store_true", help="say what would be sent, and send nothing")
        parser.add_argument("--no-wait", action="store_true", help="leave the work to the worker")
        parser.add_argument("--json", action="store_true", help="print the outcome as JSON")

    def handle(self, *args: Any, edition: list[str], engine: str, page: list[str], **options: Any) -> None:
        editions = translations_among(edition, everything=False)
        try:
            if options["dry_run"]:
                self._foretell(editions, page, engine=engine, again=options["again"], json=options["json"])
            else:
                if options["again"]:
                    _ask_again(editions, page, engine=engine)
                self._work(editions, page, engine=engine, wait=not options["no_wait"], json=options["json"])
        except Unaskable as error:
            raise CommandError(str(error)) from error

    def _foretell(
        self, editions: Sequence[Edition], pages: Sequence[str], *, engine: str, again: bool, json: bool
    ) -> None:
        names = {row: _chosen(row, pages) for row in editions}
        plans = {row: forecast(row, _keys(names[row]), engine=engine, again=again) for row in editions}
        faults = {row: check_languages(row, engine=engine) for row in editions}
        asked = check_engine(editions[0], engine)
        tell = foretold_data if json else foretold
        self.stdout.write(tell(plans, names, asked, faults))

    def _work(
        self, editions: Sequence[Edition], pages: Sequence[str], *, engine: str, wait: bool, json: bool
    ) -> None:
        names = {row: _chosen(row, pages) for row in editions}
        items = {row: ask_for_drafts(row, _keys(names[row]), engine=engine) for row in editions}
        if not wait:
            self._noted(items, json=json)
            return
        with progress_bar(quiet=json) as progress:
            settled = {row: work_off(asked, progress=progress) for row, asked in items.items()}
        if json:
            self.stdout.write(
                as_json({str(row): came_of_data(found, names[row]) for row, found in settled.items()})
            )
        else:
            for row, found in settled.items():
                self.stdout.write(f"{row}\n{came_of(found, names[row])}")
        if faults := _faults(settled):
            raise CommandError("\n".join(faults))

    def _noted(self, items: Mapping[Edition, Sequence[Item]], *, json: bool) -> None:
        if json:
            self.stdout.write(as_json({str(row): {"noted": len(asked)} for row, asked in items.items()}))
            return
        for row, asked in items.items():
            self.stdout.write(
                f"{row}: {len(asked)} objects wait for the worker. "
                "Translation > Work on editions shows how far it is."
            )


def _ask_again(editions: Sequence[Edition], pages: Sequence[str], *, engine: str) -> None:
    for edition in editions:
        ask_refused_again(edition, _keys(_chosen(edition, pages)), engine=engine)


def _chosen(edition: Edition, pages: Sequence[str]) -> dict[str, list[UUID]]:
    """Return name → keys of what is meant: all, or these pages. Raises CommandError for an unknown one."""
    known = keys_by_name(edition.programme)
    if not pages:
        return known
    by_key = {str(key): name for name, keys in known.items() for key in keys}
    chosen: dict[str, list[UUID]] = {}
    for page in pages:
        name = page if page in known else by_key.get(page.lower())
        if name is None:
            raise CommandError(f"{edition} has no page “{page}”. There are: {', '.join(known)}.")
        chosen.setdefault(name, [])
        chosen[name] += [key for key in known[name] if page in (name, str(key))]
    return chosen


def _keys(names: Mapping[str, Sequence[UUID]]) -> list[UUID]:
    return [key for keys in names.values() for key in keys]


def _faults(settled: Mapping[Edition, Sequence[Settled]]) -> list[str]:
    """Return why not all is done, a sentence for each reason."""
    reasons: Counter[tuple[Edition, str, bool]] = Counter(
        (row, one.fault, one.comes_again) for row, found in settled.items() for one in found if one.fault
    )
    return [
        f"{row}: {count} objects are not done: {fault} "
        + ("The worker tries again by itself." if comes_again else "Run this again when the cause is gone.")
        for (row, fault, comes_again), count in reasons.items()
    ]
