"""Take catalogues into the working text of editions."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from translation_workflow.catalogue.archive import incoming
from translation_workflow.catalogue.errors import CatalogueFault
from translation_workflow.catalogue.intake import FileReport, Report, import_files
from translation_workflow.catalogue.judge import Verdict
from translation_workflow.catalogue.shipped import dismiss_shipped, import_shipped
from translation_workflow.catalogue.store import folder_of
from translation_workflow.editions.models import Edition
from translation_workflow.management.editions import chosen_editions
from translation_workflow.management.outcome import as_json, progress_bar

# A reader of a terminal looks at the first few.
MOST_NOTES = 20


class Command(BaseCommand):
    help = (
        "Import PO files into the working text of an edition; nothing goes live by it. "
        "With --shipped, bring in the catalogues that come with the project, into untranslated text only."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("edition", nargs="?", help="programme/code, for example covenant-capacity/sv")
        parser.add_argument(
            "path", nargs="*", type=Path, help="files, folders or .zip archives (default: the edition's own)"
        )
        parser.add_argument("--dry-run", action="store_true", help="say what would become of it, and no more")
        parser.add_argument("--json", action="store_true", help="the report for machines")
        parser.add_argument(
            "--shipped", action="store_true", help="the project's catalogues, for all editions"
        )

    def handle(
        self, *args: Any, edition: str | None, path: list[Path], shipped: bool, **options: Any
    ) -> None:
        if shipped == bool(edition):
            raise CommandError("Name one edition, such as covenant-capacity/sv, or say --shipped.")
        if shipped:
            self._import_shipped()
            return
        row = chosen_editions([edition or ""], everything=False)[0]
        paths = path or [folder_of(row, settings.WORKING_CATALOGUES)]
        try:
            files = [file for one in paths for file in incoming(one)]
            if not files:
                raise CommandError(f"{', '.join(map(str, paths))}: no .po file is there.")
            with progress_bar() as progress:
                report = import_files(
                    row,
                    files,
                    name=", ".join(one.name for one in paths)[:255],
                    progress=progress,
                    dry_run=options["dry_run"],
                )
        except CatalogueFault as fault:
            raise CommandError(f"{fault}\nNothing was imported.") from fault
        if options["json"]:
            self.stdout.write(as_json(_told(row, report)))
        else:
            self._show(row, report)
        self._tell_faults([report])

    def _import_shipped(self) -> None:
        reports, faults = [], []
        for row in chosen_editions([], everything=True):
            with progress_bar() as progress:
                report, refused = import_shipped(row, settings.SHIPPED_CATALOGUES, progress=progress)
            for file in report.files:
                self._show_file(row, file)
            reports.append(report)
            aside, wrong = dismiss_shipped(row, settings.SHIPPED_CATALOGUES)
            if aside:
                self.stdout.write(f"{row}: {aside} warnings were looked at before.")
            faults += [*refused, *wrong]
        if faults:
            raise CommandError("\n".join(faults))
        self._tell_faults(reports)

    def _show(self, edition: Edition, report: Report) -> None:
        for file in report.files:
            self._show_file(edition, file)
        if report.is_nothing_new:
            self.stdout.write(f"{edition}: nothing new.")
        if report.batch:
            self.stdout.write(f"To take this back: manage.py undo_import {report.batch.pk}")

    def _show_file(self, edition: Edition, file: FileReport) -> None:
        self.stdout.write(f"{edition} {file.name}: {file}")
        for note in file.notes[:MOST_NOTES]:
            self.stderr.write(f"{file.name}:{note['line']}: {note['verdict']}: {note['sentence']}")
        if len(file.notes) > MOST_NOTES:
            self.stderr.write(f"… and {len(file.notes) - MOST_NOTES} more in this file.")

    def _tell_faults(self, reports: list[Report]) -> None:
        broken = [
            f"{file.name}: {file.counts[Verdict.QUARANTINED]} entries could not be taken, see above; "
            "the others were."
            for report in reports
            for file in report.files
            if file.counts[Verdict.QUARANTINED]
        ]
        if broken:
            raise CommandError("\n".join(broken))


def _told(edition: Edition, report: Report) -> dict[str, Any]:
    return {
        "edition": str(edition),
        "import": report.batch.pk if report.batch else None,
        "nothing_new": report.is_nothing_new,
        "files": [
            {"name": file.name, "counts": dict(file.counts), "told": file.told, "notes": list(file.notes)}
            for file in report.files
        ],
    }
