"""What a partner does with catalogues: is handed them, edits them in a tool, sends them back."""

from __future__ import annotations

from collections import Counter
from io import StringIO
from pathlib import Path
from typing import Any

import polib
from django.core.management import call_command

from tests.publishing.builders import World
from translation_workflow.catalogue.archive import Incoming
from translation_workflow.catalogue.intake import Report, import_files
from translation_workflow.catalogue.judge import Verdict


def export(world: World, folder: Path) -> dict[str, Path]:
    """Return file name, without its ending, → the file that was exported."""
    call_command("export_po", str(world.edition), "--to", str(folder), stdout=StringIO())
    found = (folder / world.edition.code / "content" / "towns").iterdir()
    return {path.stem: path for path in found}


def edit(path: Path, **words: str) -> None:
    """Translate as a tool would; keys are the first words of the English texts."""
    file = polib.pofile(str(path), wrapwidth=0)
    for begin, target in words.items():
        next(entry for entry in file if entry.msgid.startswith(begin)).msgstr = target
    file.save()


def send(world: World, *paths: Path, user: Any = None, fill_only: bool = False) -> Report:
    """Import files as somebody sent them."""
    files = [Incoming(f"{path.parent.name}/{path.name}", path.read_bytes()) for path in paths]
    return import_files(world.edition, files, name="sent.zip", user=user, fill_only=fill_only)


def take(world: World, path: Path, *, fill_only: bool = False) -> Counter[Verdict]:
    """Import a file and return what became of its entries."""
    return send(world, path, fill_only=fill_only).counts
