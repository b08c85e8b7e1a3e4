"""A folder ↔ the editions: what was changed there comes in, what was changed here goes out.

For each edition, in this order:
1. what stands there is read, and compared with what stood there after the last sync;
2. files with something new are imported, three ways, as one batch;
3. files that now say something else than the edition are written, those of pages that went away removed;
4. what stands there is noted, by whoever called, when it is sure to stay.

Until the last step, everything can be done again: a sync that was killed is healed by the next one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from pages.models import Programme
from pages.progress import Progress
from translation_workflow.catalogue.archive import Incoming
from translation_workflow.catalogue.errors import CatalogueFault
from translation_workflow.catalogue.exports import OutFile, files_of
from translation_workflow.catalogue.intake import Report, import_files
from translation_workflow.catalogue.originals import Sheet, sheets_of
from translation_workflow.catalogue.po import Writer, read_po
from translation_workflow.catalogue.sent import digest_of
from translation_workflow.catalogue.store import folder_of, replace_file
from translation_workflow.editions.models import Edition, Kind

from .found import Found, content_of, look, read_folder, sweep
from .outcome import EditionOutcome, Outcome
from .stood import announce, place_of


def sync_folder(editions: Sequence[Edition], root: Path, *, progress: Progress, dry_run: bool) -> Outcome:
    """Bring a folder and these editions, with the templates of their programmes, to say the same.

    The caller holds the folder, and confirms the outcome. A file that cannot be read stops no other.
    With `dry_run`, the outcome tells what would come in and what would be written as things stand.
    """
    root, outcome, writer = root.resolve(), Outcome(), Writer()
    sheets: dict[int, list[Sheet]] = {}
    if not dry_run:
        sweep(root)
    for number, edition in enumerate(editions):
        progress("Synchronising", number, len(editions))
        programme = edition.programme
        if programme.pk not in sheets:
            sheets[programme.pk] = sheets_of(programme)
            master = _master_of(programme)
            if master is not None:
                files = files_of(master, sheets[programme.pk], writer=writer)
                outcome.editions.append(_sync_templates(master, files, root, dry_run=dry_run))
        outcome.editions.append(_sync(edition, sheets[programme.pk], root, writer=writer, dry_run=dry_run))
    progress("Synchronising", len(editions), len(editions))
    return outcome


def _master_of(programme: Programme) -> Edition | None:
    rows = programme.editions.select_related("programme__master_locale", "locale")
    return next((row for row in rows if row.kind is Kind.MASTER), None)


def _sync(
    edition: Edition, sheets: Sequence[Sheet], root: Path, *, writer: Writer, dry_run: bool
) -> EditionOutcome:
    outcome = EditionOutcome(edition)
    try:
        found = look(edition, root)
        files = _by_path(files_of(edition, sheets, writer=writer), found.folder)
        incoming = found.incoming(files, outcome)
        if incoming:
            report = _import(edition, incoming, found, root=root, dry_run=dry_run)
            outcome.imported, outcome.batch = report.files, report.batch.pk if report.batch else None
            files = _by_path(files_of(edition, sheets, writer=writer), found.folder)
        _export(found, files, outcome, came_in={found.paths[one.name] for one in incoming}, dry_run=dry_run)
    except OSError as error:
        outcome.faults.append(f"{error.filename or root}: {error.strerror}.")
    return outcome


def _by_path(files: Iterable[OutFile], folder: Path) -> dict[Path, OutFile]:
    return {folder / file.name: file for file in files}


def _import(
    edition: Edition, incoming: Sequence[Incoming], found: Found, *, root: Path, dry_run: bool
) -> Report:
    report = import_files(edition, incoming, name=str(root)[-255:], bases=found.bases, dry_run=dry_run)
    report.files = [replace(file, name=found.shown(found.paths[file.name])) for file in report.files]
    return report


def _export(
    found: Found,
    files: Mapping[Path, OutFile],
    outcome: EditionOutcome,
    *,
    came_in: set[Path],
    dry_run: bool,
) -> None:
    differing = {
        path: file
        for path, file in files.items()
        if path not in found.faulty and not found.is_settled(path, file)
    }
    gone = [path for path in found.there if path not in files and path not in found.faulty]
    if dry_run:
        # What comes in may make it say the same: nobody knows before it is in.
        outcome.written = [found.shown(path) for path in differing if path not in came_in]
        outcome.removed = [found.shown(path) for path in gone]
        return
    untouched = {path for path in (*differing, *gone) if _is_as_read(path, found.there.get(path))}
    if differing:
        announce(found.edition, differing)
    standing = dict(found.there)
    for path, file in differing.items():
        if path in untouched:
            path.parent.mkdir(parents=True, exist_ok=True)
            replace_file(path, file.content)
            standing[path] = file.content
            outcome.written.append(found.shown(path))
    for path in gone:
        if path in untouched:
            path.unlink()
            outcome.removed.append(found.shown(path))
    # Where somebody wrote just now, the next sync sees it.
    late = {path for path in differing if path not in untouched}
    outcome.standing = [
        replace(file, name=place_of(path), content=standing[path])
        for path, file in files.items()
        if path not in found.faulty | late and not _is_noted(found, path, file, standing[path])
    ]


def _is_as_read(path: Path, content: bytes | None) -> bool:
    return (content_of(path) if path.is_file() else None) == content


def _is_noted(found: Found, path: Path, file: OutFile, content: bytes) -> bool:
    stood = found.stood.get(place_of(path))
    return stood is not None and (stood.digest, stood.snapshot) == (
        digest_of(content),
        file.catalogue.snapshot,
    )


def _sync_templates(
    master: Edition, files: Sequence[OutFile], root: Path, *, dry_run: bool
) -> EditionOutcome:
    """Write the templates that differ; nobody else does. One of a page that went away goes."""
    outcome = EditionOutcome(master)
    try:
        folder = folder_of(master, root)
        there, wanted = read_folder(folder, ".pot"), _by_path(files, folder)
        for path, file in wanted.items():
            if there.get(path) != file.content:
                outcome.written.append(path.relative_to(root).as_posix())
                if not dry_run:
                    folder.mkdir(parents=True, exist_ok=True)
                    replace_file(path, file.content)
        for path in there.keys() - wanted.keys():
            if _is_ours(there[path], master):
                outcome.removed.append(path.relative_to(root).as_posix())
                if not dry_run:
                    path.unlink()
    except OSError as error:
        outcome.faults.append(f"{error.filename or root}: {error.strerror}.")
    return outcome


def _is_ours(content: bytes, master: Edition) -> bool:
    try:
        read = read_po(content, name="")
    except CatalogueFault:
        return False
    return read.headers.get("Project-Id-Version") == master.programme.slug and not read.language
