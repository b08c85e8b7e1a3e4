"""The catalogues that come with the project: each is taken in once, and fills what nobody translated.

Beside them may stand `dismissed.yaml`: which warnings of the quality rules somebody looked at, and why the
words are right all the same.
"""

from __future__ import annotations

from pathlib import Path

from django.db import transaction

from pages.progress import Progress
from pages.starter.faults import Place
from pages.starter.yaml_file import UnreadableFile, place_of, read_yaml
from translation_workflow.editions.models import Edition
from translation_workflow.quality.shipped import Shipped, WrongEntry, put_aside

from .archive import Incoming
from .errors import CatalogueFault
from .intake import Report, import_files
from .models import ShippedCatalogue
from .sent import digest_of
from .store import folder_of

DISMISSED = "dismissed.yaml"


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


def dismiss_shipped(edition: Edition, root: Path) -> tuple[int, list[str]]:
    """Put aside what the edition's file says, once; return how many findings, and what is wrong in it."""
    path = folder_of(edition, root) / DISMISSED
    if not path.exists():
        return 0, []
    name, digest = _name(path, root), digest_of(path.read_bytes())
    if ShippedCatalogue.objects.filter(path=name, digest=digest).exists():
        return 0, []
    decided, faults = _decided(path)
    with transaction.atomic():
        count = put_aside(edition, decided)
        ShippedCatalogue.objects.update_or_create(path=name, defaults={"digest": digest})
    return count, faults


def _decided(path: Path) -> tuple[list[Shipped], list[str]]:
    try:
        told = read_yaml(path)
    except UnreadableFile as error:
        return [], [str(error.fault)]
    entries = told.get("dismissed")
    if not isinstance(entries, list):
        return [], [f"{path.name}:1: Expected: a list named “dismissed”."]
    decided, faults = [], []
    for index, entry in enumerate(entries):
        try:
            decided.append(Shipped.read(entry))
        except WrongEntry as error:
            line = place_of(entries, index, within=Place(path.name, 1)).line
            faults.append(f"{path.name}:{line}: {error}")
    return decided, faults


@transaction.atomic
def _take(edition: Edition, path: Path, file: Incoming, *, root: Path) -> Report:
    taken = import_files(edition, [file], name=_name(path, root), fill_only=True)
    ShippedCatalogue.objects.update_or_create(
        path=_name(path, root), defaults={"digest": digest_of(file.content)}
    )
    return taken


def _name(path: Path, root: Path) -> str:
    return path.relative_to(root).as_posix()
