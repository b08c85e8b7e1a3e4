"""Write the API's description of itself: OpenAPI 3.1, and a JSON Schema for each type of document."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from cms.delivery.api import api
from cms.delivery.api.published import FOLDER, stale, write


class Command(BaseCommand):
    help = "Write the OpenAPI document and the JSON Schemas that the API serves."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--check", action="store_true", help="Write nothing; fail where one is not current."
        )

    def handle(self, *args: Any, check: bool, **options: Any) -> None:
        if check and (old := stale(api)):
            raise CommandError(
                f"Not what the code says any more: {', '.join(old)}. "
                "Meant? Then write them anew, and commit them: manage.py write_openapi"
            )
        changed = [] if check else write(api)
        said = f"Written to {FOLDER}: {', '.join(changed)}." if changed else "Everything is current."
        self.stdout.write(said)
