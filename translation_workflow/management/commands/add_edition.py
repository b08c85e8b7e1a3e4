"""Register an edition, and give it every page of its programme."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from pages.models import Programme
from translation_workflow.editions.languages import UnknownLanguage
from translation_workflow.editions.models import Edition, Kind
from translation_workflow.editions.registry import add_edition
from translation_workflow.management.outcome import progress_bar
from translation_workflow.management.pages import told
from translation_workflow.opening import Opened, open_edition


class Command(BaseCommand):
    help = "Add an edition to a programme, with all its pages as drafts. Nothing is published by it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("programme", help="the programme's short name")
        parser.add_argument("code", help="the language as BCP 47, for example sv-FI")
        parser.add_argument("--country", default="", help="ISO 3166, for example FI")
        parser.add_argument("--without-pages", action="store_true", help="only register it")
        parser.add_argument("--json", action="store_true", help="print the outcome as JSON")

    def handle(
        self,
        *args: Any,
        programme: str,
        code: str,
        country: str,
        without_pages: bool,
        json: bool,
        **options: Any,
    ) -> None:
        edition = _added(programme, code, country=country)
        opened: dict[str, Opened] = {}
        if not (without_pages or edition.kind is Kind.MASTER):
            with progress_bar(quiet=json) as progress:
                opened[str(edition)] = open_edition(edition, progress=progress)
        if json:
            self.stdout.write(told(opened, json=True))
            return
        self.stdout.write(f"The edition {edition} is there, as a draft.")
        if opened:
            self.stdout.write(told(opened, json=False))
        if edition.kind is not Kind.MASTER:
            step = "export_po" if opened else "create_pages"
            self.stdout.write(f"Next: manage.py {step} {edition}")


def _added(programme: str, code: str, *, country: str) -> Edition:
    row = Programme.objects.filter(slug=programme).first()
    if row is None:
        known = ", ".join(Programme.objects.values_list("slug", flat=True))
        raise CommandError(f"There is no programme “{programme}”. Known: {known or 'none yet'}.")
    try:
        return add_edition(row, code=code, country=country.upper())
    except UnknownLanguage as error:
        raise CommandError(str(error)) from error
    except ValidationError as error:
        raise CommandError(" ".join(error.messages)) from error
