"""`manage.py collect_interface`: after a change of any sentence that the interface says."""

from __future__ import annotations

import re
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.commands import makemessages

from cms.reader.interface import SOURCE

# Whole sentences on one line, named by file only: catalogues differ where sentences do, and nowhere else.
LAYOUT = {"no_wrap": True, "no_location": False, "add_location": "file", "no_obsolete": True}
IGNORED = ["tests", "var", "docs", "locale", "media", ".*"]
CLOCK = re.compile(r'^"POT-Creation-Date: .*\n', re.MULTILINE)


class Command(makemessages.Command):
    help = (
        "Bring what the interface says into locale/<language>/LC_MESSAGES/django.po: new sentences come "
        "without a translation, gone ones go. Needs gettext; then translate, and run compile_interface."
    )
    # A sentence that resembles another is another sentence.
    msgmerge_options = [*makemessages.Command.msgmerge_options, "--no-fuzzy-matching"]
    # Plain Python marks its sentences by a word of its own, but for what a rule says of a fault.
    xgettext_options = [*makemessages.Command.xgettext_options, "--keyword=said", "--keyword=Fault:1"]

    def add_arguments(self, parser: ArgumentParser) -> None:
        """None: the same sentences give the same bytes."""

    def handle(self, *args: Any, **options: Any) -> None:
        folder = Path(settings.LOCALE_PATHS[0])
        sources = sorted(folder.glob(SOURCE))
        clocks = {source: _clock(source.read_text("utf-8")) for source in sources}
        super().handle(
            *args,
            **LAYOUT,
            locale=[source.parts[-3] for source in sources],
            exclude=[],
            domain="django",
            all=False,
            extensions=["html", "txt", "py"],
            symlinks=False,
            ignore_patterns=IGNORED,
            use_default_ignore_patterns=True,
            keep_pot=False,
            verbosity=options["verbosity"],
        )
        for source, clock in clocks.items():
            text = source.read_text("utf-8")
            source.write_text(text.replace(_clock(text), clock, 1), "utf-8")


def _clock(catalogue: str) -> str:
    found = CLOCK.search(catalogue)
    return found[0] if found else ""
