"""PO files of sixteen modules for twelve editions, out and in, against the engine's own way of it."""

from __future__ import annotations

import gc
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cache, partial
from pathlib import Path
from statistics import median
from typing import Any

import polib
from django.db.models.signals import post_save, pre_save
from wagtail_localize.models import StringTranslation, Translation

from pages.models import InfoPage
from translation_workflow import receivers
from translation_workflow.editions.models import Edition

from . import snapshots, world
from .content import block
from .measuring import Values, cpu, measure, queries
from .prepared import run
from .translating import translated

EXPORTS = 2
HANDED_OUT = "handed out"
TAKEN_IN = "taken in"
LONG, SHORT = 800, 80


@dataclass(frozen=True)
class Files:
    """What each side reads: our catalogues by edition, and the engine's by translation."""

    ours: dict[str, Path]
    engines: list[tuple[Translation, Path]]

    def take(self) -> None:
        """Import our files with the shipping command."""
        for edition, folder in self.ours.items():
            run("import_po", edition, str(folder))

    def looked_through(self) -> Files:
        """Return copies of our files with other bytes and the same words."""
        copies = {}
        for edition, folder in self.ours.items():
            copies[edition] = Path(tempfile.mkdtemp())
            for path in folder.glob("*.po"):
                (copies[edition] / path.name).write_bytes(b"# Looked through.\n" + path.read_bytes())
        return replace(self, ours=copies)

    def engine_takes(self) -> None:
        """Read and import the engine's files as its upload does."""
        with _unheard():
            for translation, path in self.engines:
                translation.import_po(polib.pofile(str(path)), tool_name="PO File")


@measure(
    "po_import",
    po_import_cpu_ratio="times",
    po_import_queries_per_file="queries",
    entries="entries",
    ours_s="s of CPU",
    engine_s="s of CPU",
)
def po_import() -> Values:
    """Every piece of every module gets other words, in all editions; then the same files come again."""
    files = _handed_out()
    # Each takes so long that what disturbs it evens out.
    engine = _spent(HANDED_OUT, files.engine_takes)
    engines_words = _working_text()
    ours = _spent(HANDED_OUT, files.take)
    assert _working_text() == engines_words, "The two ways end with different words."
    snapshots.go_to(HANDED_OUT)
    asked = queries(partial(run, "import_po", *_first(files)))
    return {
        "po_import_cpu_ratio": engine / ours,
        "po_import_queries_per_file": asked / world.MODULES,
        "entries": len(engines_words),
        "ours_s": ours,
        "engine_s": engine,
    }


@measure(
    "po_reimport",
    po_reimport_cpu_ratio="times",
    read_anew_cpu_ratio="times",
    ours_s="s of CPU",
    read_anew_s="s of CPU",
    engine_s="s of CPU",
)
def po_reimport() -> Values:
    """The same files again; and once more with other bytes and the same words, so that each is read."""
    files = _handed_out()
    snapshots.go_to(HANDED_OUT)
    files.take()
    snapshots.keep(TAKEN_IN)
    engine = _spent(TAKEN_IN, files.engine_takes)
    ours = _spent(TAKEN_IN, files.take)
    read_anew = _spent(TAKEN_IN, files.looked_through().take)
    return {
        "po_reimport_cpu_ratio": engine / ours,
        "read_anew_cpu_ratio": engine / read_anew,
        "ours_s": ours,
        "read_anew_s": read_anew,
        "engine_s": engine,
    }


@measure(
    "po_export",
    po_export_cpu_ratio="times",
    po_export_vs_polib="times",
    ours_s="s of CPU",
    engine_s="s of CPU",
    polib_s="s of CPU",
)
def po_export() -> Values:
    """All catalogues of twelve editions, to disk; ours are more by the pages above the modules."""
    programme = world.go_to(world.PUBLISHED)
    names = [str(edition) for edition in programme.editions]
    ours, engine = [], []
    for _ in range(EXPORTS + 1):
        folder = tempfile.mkdtemp()
        ours.append(_spent(world.PUBLISHED, partial(run, "export_po", *names, "--to", folder)))
        engine.append(_spent(world.PUBLISHED, partial(_engine_exports, Path(tempfile.mkdtemp()))))
    bare = [polib.pofile(str(path), wrapwidth=0) for path in Path(folder).rglob("*.po")]
    gc.collect()
    polib_s = cpu(lambda: [str(file) for file in bare], times=3)
    # The first pair warms both up.
    ratios = [theirs / own for own, theirs in zip(ours, engine, strict=True)][1:]
    return {
        "po_export_cpu_ratio": median(ratios),
        "po_export_vs_polib": median(ours[1:]) / polib_s,
        "ours_s": median(ours[1:]),
        "engine_s": median(engine[1:]),
        "polib_s": polib_s,
    }


@measure("po_import_growth", po_import_growth="times", short_us="µs an entry", long_us="µs an entry")
def po_import_growth() -> Values:
    """What an entry costs in a file of 800, by what it costs in one of 80."""
    programme = world.go_to(world.PUBLISHED)
    for number in (LONG, SHORT):
        sentences = [
            block("text", f"<p>Sentence {n} of {number}.</p>", name=f"{number} {n}") for n in range(number)
        ]
        page = InfoPage(title=f"Page {number}", slug=f"page-{number}", body=sentences)
        programme.programme.master_page.add_child(instance=page)
    run("submit_master", world.SLUG)
    edition = programme.editions[1]
    folder = Path(tempfile.mkdtemp())
    run("export_po", str(edition), "--to", str(folder))
    found = {path.stem: path for path in folder.rglob("*.po")}
    for path in found.values():
        _retype(path, edition.code, "")
    snapshots.keep("long and short")
    spent = {
        number: median(
            _spent("long and short", partial(run, "import_po", str(edition), str(found[f"page-{number}"])))
            for _ in range(5)
        )
        / number
        for number in (SHORT, LONG)
    }
    return {
        "po_import_growth": spent[LONG] / spent[SHORT],
        "short_us": 1e6 * spent[SHORT],
        "long_us": 1e6 * spent[LONG],
    }


@cache
def _handed_out() -> Files:
    """Export all modules both ways, give every entry other words, and keep the state: once a process."""
    programme = world.go_to(world.PUBLISHED)
    folder = Path(tempfile.mkdtemp())
    run("export_po", *map(str, programme.editions), "--to", str(folder))
    ours, engines = {}, []
    for edition in programme.editions:
        own = folder / edition.code / "content" / world.SLUG
        for path in own.glob("*.po"):
            if "module" in path.stem:
                _retype(path, edition.code, "new ")
            else:
                path.unlink()
        assert len(list(own.iterdir())) == world.MODULES
        ours[str(edition)] = own
        engines += _engines_files(edition, [module.translation_key for module in programme.modules])
    snapshots.keep(HANDED_OUT)
    return Files(ours, engines)


def _retype(path: Path, code: str, again: str) -> None:
    file = polib.pofile(str(path), wrapwidth=0)
    for entry in file:
        entry.msgstr = translated(entry.msgid, f"{again}{code}")
    file.save()


def _engines_files(edition: Edition, keys: list[Any]) -> Iterator[tuple[Translation, Path]]:
    folder = Path(tempfile.mkdtemp())
    for translation in Translation.objects.filter(source__object__in=keys, target_locale=edition.locale_id):
        file = translation.export_po()
        for entry in file:
            entry.msgstr = translated(entry.msgid, f"new {edition.code}")
        path = folder / f"{translation.pk}.po"
        path.write_text(str(file), encoding="utf-8")
        yield translation, path


def _engine_exports(folder: Path) -> None:
    keys = [module.translation_key for module in world.present().modules]
    for translation in Translation.objects.filter(source__object__in=keys):
        (folder / f"{translation.pk}.po").write_text(str(translation.export_po()), encoding="utf-8")


def _first(files: Files) -> tuple[str, str]:
    edition, folder = next(iter(files.ours.items()))
    return edition, str(folder)


def _spent(start: str, action: Callable[[], object]) -> float:
    snapshots.go_to(start)
    gc.collect()
    return cpu(action)


def _working_text() -> dict[tuple[int, int, int], str]:
    keys = [module.translation_key for module in world.present().modules]
    rows = StringTranslation.objects.filter(context__object__in=keys)
    columns = ("locale_id", "context_id", "translation_of_id", "data")
    return {(locale, context, string): words for locale, context, string, words in rows.values_list(*columns)}


@contextmanager
def _unheard() -> Iterator[None]:
    """Let our receivers stand back: the engine does not pay for what we note."""
    listeners = (
        (pre_save, receivers._before_words, "workflow.words_before"),
        (post_save, receivers._on_words_typed, "workflow.words_typed"),
    )
    for signal, _, name in listeners:
        assert signal.disconnect(sender=StringTranslation, dispatch_uid=name)
    try:
        yield
    finally:
        for signal, receiver, name in listeners:
            signal.connect(receiver, sender=StringTranslation, dispatch_uid=name)
