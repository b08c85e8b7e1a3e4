"""Forgetting what engines said: after a change of their models, or of what is right."""

from __future__ import annotations

from argparse import ArgumentParser
from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from translation_workflow.machine.cache import forget
from translation_workflow.machine.options import ENGINES


class Command(BaseCommand):
    help = (
        "Forget what engines said, so that they are asked again. Words that editions have stay as they are."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--engine", choices=ENGINES, default="", help="only what this engine said")
        parser.add_argument("--days", type=int, default=0, help="only what is older than so many days")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["days"] < 0:
            raise CommandError("--days is how many days ago: 0 or more.")
        before = timezone.now() - timedelta(days=options["days"]) if options["days"] else None
        self.stdout.write(f"Forgot {forget(engine=options['engine'], before=before)} answers.")
