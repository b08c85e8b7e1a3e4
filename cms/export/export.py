"""An export from its beginning to its end: contents, what points at them, then what is stale."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from django.conf import settings

from pages.progress import Progress, unwatched

from .chosen import Held, chosen, not_held
from .documents import (
    Elsewhere,
    Read,
    kept,
    read,
    write_documents,
    write_feeds,
    write_gone,
    write_manifests,
)
from .folder import Folder, open_folder
from .inside import Inside
from .nginx.config import FILE, configuration
from .nginx.settings import Serving
from .problems import write_problems
from .reading import write_fronts, write_pages
from .snapshot import one_moment
from .writing import OTHER, Writing


@dataclass(frozen=True)
class Wish:
    """What is to be exported, and how it will be served. No programme and no editions: all there are."""

    folder: Path
    programme: str = ""
    editions: Collection[str] = ()
    with_reader: bool = True
    serving: Serving | None = None


@dataclass(frozen=True)
class Outcome:
    """How many files (without their compressed forms) were written, found unchanged and taken away.

    `must_reload`: nginx's configuration is another one than before.
    """

    written: int
    unchanged: int
    removed: int
    must_reload: bool
    configuration: Path
    notes: Sequence[str] = field(default_factory=tuple)


def export_site(wish: Wish, *, progress: Progress = unwatched) -> Outcome:
    """Bring a folder to what is published now. Raises ExportError; every file is then whole, old or new."""
    with one_moment():
        held = chosen(wish.programme, wish.editions)
        with open_folder(wish.folder) as folder:
            serving = wish.serving or Serving(str(folder.root))
            writing = Writing(folder, Inside(serving.base_url))
            writing.notes.extend(_told_of_others(held, serving))
            _write(writing, replace(wish, serving=serving), held, progress)
            folder.finish()
    unchanged = len(folder.after.files) - len(folder.written)
    return Outcome(
        written=len(folder.written),
        unchanged=unchanged,
        removed=len(folder.removed),
        must_reload=FILE in folder.written,
        configuration=folder.root / FILE,
        notes=tuple(dict.fromkeys(writing.notes)),
    )


def _told_of_others(held: Sequence[Held], serving: Serving) -> list[str]:
    """Return what whoever runs a partial export is to know."""
    names = ["/".join(one) for one in not_held(held)]
    if not names:
        return []
    where = serving.elsewhere or serving.upstream
    told = f"are led to {where}." if where else "are 404; --elsewhere URL leads them on."
    listed = ", ".join(names)
    return [f"Lists and pages name editions that are not among these files: {listed}. Their addresses {told}"]


def _write(writing: Writing, wish: Wish, held: Sequence[Held], progress: Progress) -> None:
    with_reader = wish.with_reader and settings.READER_ENABLED
    editions = read(writing, held)
    elsewhere = Elsewhere()
    languages: list[str] = []
    write_documents(writing, editions, progress)
    write_gone(writing, editions, elsewhere)
    if with_reader:
        write_pages(writing, editions, elsewhere, progress)
        languages = write_fronts(writing, held, editions)
        writing.folder.put(f"{OTHER}/empty", b"")
    write_problems(writing, held, editions)
    write_feeds(writing, editions)
    write_manifests(writing, held, editions)
    serving = wish.serving or Serving(str(writing.folder.root))
    text = configuration(
        writing.profiles,
        serving if serving.root != "/" else replace(serving, root=str(writing.folder.root)),
        editions={
            edition.code: edition.language.code for one in held for edition in (*one.editions, *one.others)
        },
        not_held=not_held(held),
        languages=languages,
        elsewhere=elsewhere,
        with_reader=with_reader,
    )
    writing.folder.put(FILE, text.encode(errors="surrogateescape"), compress=False)
    _keep(writing.folder, editions)


def _keep(folder: Folder, editions: Sequence[Read]) -> None:
    """Leave immutable files of the export before for one more: a reader may hold its manifest still."""
    superseded = [
        file
        for file in kept(folder.before.owners, editions)
        if file not in folder.after.files and folder.is_whole(file)
    ]
    lasting = set(folder.before.files) - set(folder.before.kept) - set(folder.after.files) - set(superseded)
    if not folder.written and not superseded and not lasting:
        # Nothing changed: what is kept is kept until something does.
        superseded = [file for file in folder.before.kept if folder.is_whole(file)]
    for file in superseded:
        folder.keep(file)
    folder.after.kept = superseded
