"""Take catalogues into the working text of editions."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from translation_workflow.catalogue.errors import CatalogueFault
from translation_workflow.catalogue.ingest import Known, Outcome, Verdict, import_file, import_shipped
from translation_workflow.catalogue.store import folder_of
from translation_workflow.editions.models import Edition
from translation_workflow.management.editions import chosen_editions
from translation_workflow.management.outcome import progress_bar

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
            "path", nargs="*", type=Path, help="files or folders (default: the edition's own)"
        )
        parser.add_argument(
            "--shipped", action="store_true", help="the project's catalogues, for all editions"
        )

    def handle(
        self, *args: Any, edition: str | None, path: list[Path], shipped: bool, **options: Any
    ) -> None:
        if shipped == bool(edition):
            raise CommandError("Name one edition, such as covenant-capacity/sv, or say --shipped.")
        self.faults: list[str] = []
        if shipped:
            for row in chosen_editions([], everything=True):
                self._import_shipped(row)
        else:
            row = chosen_editions([edition or ""], everything=False)[0]
            self._import(row, path or [folder_of(row, settings.WORKING_CATALOGUES)])
        if self.faults:
            raise CommandError("\n".join(self.faults))

    def _import(self, edition: Edition, paths: list[Path]) -> None:
        files = [file for path in paths for file in _catalogues(path)]
        if not files:
            raise CommandError(f"{', '.join(map(str, paths))}: no .po file is there.")
        known = Known(edition)
        with progress_bar() as progress:
            for number, file in enumerate(files):
                progress(f"Importing {edition}", number, len(files))
                self._take(edition, lambda file=file: import_file(file, edition, known), file)
            progress(f"Importing {edition}", len(files), len(files))

    def _import_shipped(self, edition: Edition) -> None:
        root = settings.SHIPPED_CATALOGUES
        files = sorted(folder_of(edition, root).glob("*.po"))
        if not files:
            return
        known = Known(edition)
        with progress_bar() as progress:
            for number, file in enumerate(files):
                progress(f"Importing {edition}", number, len(files))
                self._take(edition, lambda file=file: import_shipped(file, edition, known, root=root), file)
            progress(f"Importing {edition}", len(files), len(files))

    def _take(self, edition: Edition, take: Any, file: Path) -> None:
        try:
            outcome: Outcome | None = take()
        except CatalogueFault as fault:
            self.faults.append(str(fault))
            return
        if outcome is not None:
            self.stdout.write(f"{edition} {file.name}: {outcome}")
            self._show(outcome.notes)
            broken = outcome.verdicts[Verdict.QUARANTINED]
            if broken:
                self.faults.append(
                    f"{file}: {broken} entries could not be taken, see above; the others were."
                )

    def _show(self, notes: list[str]) -> None:
        for note in notes[:MOST_NOTES]:
            self.stderr.write(note)
        if len(notes) > MOST_NOTES:
            self.stderr.write(f"… and {len(notes) - MOST_NOTES} more in this file.")


def _catalogues(path: Path) -> list[Path]:
    return sorted(path.rglob("*.po")) if path.is_dir() else [path]
