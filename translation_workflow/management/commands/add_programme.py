"""Register a programme."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from translation_workflow.editions.languages import UnknownLanguage
from translation_workflow.editions.registry import add_edition, add_programme


class Command(BaseCommand):
    help = "Add a programme and the edition of its master."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("slug", help="its short name in addresses")
        parser.add_argument("name", help="its name")
        parser.add_argument("--master", default="en", help="the language it is written in (default: en)")

    @transaction.atomic
    def handle(self, *args: Any, slug: str, name: str, master: str, **options: Any) -> None:
        try:
            programme = add_programme(slug, name=name, master=master)
            edition = add_edition(programme, code=master)
        except UnknownLanguage as error:
            raise CommandError(str(error)) from error
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        self.stdout.write(
            f"{programme} is there, with the edition {edition}. Next: add its first page in the admin, "
            "and name it under Editions › Programmes."
        )
