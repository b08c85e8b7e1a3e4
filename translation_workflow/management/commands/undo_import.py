"""Take an import of catalogues back."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from translation_workflow.catalogue.models import Import
from translation_workflow.catalogue.undo import NotUndone, undo


class Command(BaseCommand):
    help = (
        "Give every piece that an import changed what it had before, unless somebody went on there since. "
        "What is live stays live."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "number", nargs="?", type=int, help="the import's number (default: list the last)"
        )

    def handle(self, *args: Any, number: int | None, **options: Any) -> None:
        if number is None:
            for row in Import.objects.select_related("edition__programme", "edition__locale")[:20]:
                self.stdout.write(
                    f"{row.pk}  {row.imported_at:%Y-%m-%d %H:%M}  {row.edition}  {row.name}  "
                    f"({row.get_state_display()})"
                )
            return
        try:
            batch = Import.objects.get(pk=number)
            outcome = undo(batch)
        except Import.DoesNotExist as error:
            raise CommandError(
                f"There is no import {number}. Without a number, the last are listed."
            ) from error
        except NotUndone as error:
            raise CommandError(str(error)) from error
        for sentence in outcome.left:
            self.stderr.write(sentence)
        self.stdout.write(f"{batch.edition}: {outcome}")
