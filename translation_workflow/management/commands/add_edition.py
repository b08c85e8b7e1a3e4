"""Register an edition."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from pages.models import Programme
from translation_workflow.editions.languages import UnknownLanguage
from translation_workflow.editions.registry import add_edition


class Command(BaseCommand):
    help = "Add an edition to a programme. It starts as a draft."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("programme", help="the programme's short name")
        parser.add_argument("code", help="the language as BCP 47, for example sv-FI")
        parser.add_argument("--country", default="", help="ISO 3166, for example FI")

    def handle(self, *args: Any, programme: str, code: str, country: str, **options: Any) -> None:
        row = Programme.objects.filter(slug=programme).first()
        if row is None:
            known = ", ".join(Programme.objects.values_list("slug", flat=True))
            raise CommandError(f"There is no programme “{programme}”. Known: {known or 'none yet'}.")
        try:
            edition = add_edition(row, code=code, country=country.upper())
        except UnknownLanguage as error:
            raise CommandError(str(error)) from error
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        self.stdout.write(
            f"The edition {edition} is there, as a draft. Next: manage.py submit_master {programme}"
        )
