"""`manage.py compile_interface`: after an edit of `locale/<language>/LC_MESSAGES/django.po`."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from cms.reader.interface import BrokenCatalogue, compile_folders


class Command(BaseCommand):
    help = "Compile the interface's catalogues (.po to .mo). Needs no gettext; commit both files."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--check",
            action="store_true",
            help="write nothing; fail when a compiled catalogue is out of date",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            stale = [one for one in compile_folders(settings.LOCALE_PATHS) if not one.is_current]
        except BrokenCatalogue as fault:
            raise CommandError(str(fault)) from fault
        if options["check"] and stale:
            names = ", ".join(str(one.source) for one in stale)
            raise CommandError(f"Run manage.py compile_interface: {names} changed since it was compiled.")
        for one in stale:
            one.target.write_bytes(one.content)
            self.stdout.write(str(one.target))
        self.stdout.write(f"{len(stale)} compiled.")
