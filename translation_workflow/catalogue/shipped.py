"""The catalogues that come with the project: each is taken in once, and fills what nobody translated."""

from __future__ import annotations

from pathlib import Path

from django.db import transaction

from pages.progress import Progress
from translation_workflow.editions.models import Edition

from .archive import Incoming
from .errors import CatalogueFault
from .intake import Report, import_files
from .models import ShippedCatalogue
from .sent import digest_of
from .store import folder_of


def import_shipped(edition: Edition, root: Path, *, progress: Progress) -> tuple[Report, list[str]]:
    """Take in the edition's files below `root` that were not taken in yet; return what was refused, too.

    A newer file never touches what people typed. One that is no catalogue stops none of the others.
    """
    report, faults = Report(), []
    known = dict(ShippedCatalogue.objects.values_list("path", "digest"))
    files = [
        (path, file)
        for path in sorted(folder_of(edition, root).glob("*.po"))
        if known.get(_name(path, root)) != digest_of((file := Incoming(path.name, path.read_bytes())).content)
    ]
    for number, (path, file) in enumerate(files):
        progress(f"Importing {edition}", number, len(files))
        try:
            report.files += _take(edition, path, file, root=root).files
        except CatalogueFault as fault:
            faults.append(str(fault))
    progress(f"Importing {edition}", len(files), len(files))
    return report, faults


@transaction.atomic
def _take(edition: Edition, path: Path, file: Incoming, *, root: Path) -> Report:
    taken = import_files(edition, [file], name=_name(path, root), fill_only=True)
    ShippedCatalogue.objects.update_or_create(
        path=_name(path, root), defaults={"digest": digest_of(file.content)}
    )
    return taken


def _name(path: Path, root: Path) -> str:
    return path.relative_to(root).as_posix()
