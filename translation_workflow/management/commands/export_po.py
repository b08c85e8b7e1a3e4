"""Write the catalogues of editions."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from pages.models import Programme
from translation_workflow.catalogue.exports import files_of, remember
from translation_workflow.catalogue.originals import Sheet, retired_sheets_of, sheets_of
from translation_workflow.catalogue.po import Writer
from translation_workflow.catalogue.store import folder_of, write, writing
from translation_workflow.catalogue.terms import terms_for
from translation_workflow.editions.models import Kind
from translation_workflow.management.editions import add_edition_arguments, chosen_editions
from translation_workflow.management.outcome import progress_bar


class Command(BaseCommand):
    help = "Write what editions have to translate as PO files, one a page; unchanged files stay untouched."

    def add_arguments(self, parser: ArgumentParser) -> None:
        add_edition_arguments(parser)
        parser.add_argument(
            "--replace", action="store_true", help="also files with words that were not imported"
        )
        parser.add_argument(
            "--retired", action="store_true", help="also the words of pages whose master went away"
        )
        parser.add_argument(
            "--terms", action="store_true", help="tell in comments which words are agreed for what"
        )
        parser.add_argument("--to", type=Path, default=None, help="a folder (default: in the data folder)")

    def handle(self, *args: Any, edition: list[str], to: Path | None, **options: Any) -> None:
        root = to or settings.WORKING_CATALOGUES
        editions = chosen_editions(edition, everything=options["all"])
        if options["all"]:
            # The master's folder holds the templates.
            editions += [
                row
                for programme in Programme.objects.all()
                for row in programme.editions.select_related("programme__master_locale", "locale")
                if row.kind is Kind.MASTER
            ]
        kept: list[Path] = []
        writer, sheets = Writer(), dict[int, list[Sheet]]()
        with progress_bar() as progress:
            for number, row in enumerate(editions):
                progress("Exporting", number, len(editions))
                if row.programme_id not in sheets:
                    sheets[row.programme_id] = sheets_of(row.programme)
                retired = retired_sheets_of(row) if options["retired"] else []
                terms = terms_for(row) if options["terms"] else None
                files = files_of(row, [*sheets[row.programme_id], *retired], writer=writer, terms=terms)
                try:
                    plan = writing(row, files, root, replace=options["replace"])
                    # Noted first: a file on disk is always known to be ours.
                    remember(row, [file for file in files if plan.folder / file.name not in plan.kept])
                    write(plan)
                except OSError as error:
                    raise CommandError(f"{folder_of(row, root)}: {error.strerror}.") from error
                self.stdout.write(f"{row}: {len(files)} files, {len(plan.changed)} changed, in {plan.folder}")
                kept += plan.kept
            progress("Exporting", len(editions), len(editions))
        if kept:
            names = "\n".join(map(str, kept))
            raise CommandError(
                f"{names}\nThese files hold words that were not imported, and stay as they are. "
                "Import them first, or say --replace."
            )
