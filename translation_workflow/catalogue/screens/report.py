"""What a report shows of an import, done or rehearsed: totals, files, and a page of what to read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from translation_workflow.catalogue.intake import FileReport
from translation_workflow.catalogue.judge import Verdict
from translation_workflow.catalogue.models import ImportedFile
from translation_workflow.source.difference import difference
from translation_workflow.words.said import sentence_of

from .bar import Share, bar

# CSS name, icon and words of each verdict that something came of, or that somebody should read.
_SHOWN: Mapping[Verdict, tuple[str, str, Any]] = {
    Verdict.ACCEPTED: ("accepted", "check", _("with new words")),
    Verdict.NEEDS_WORK: ("draft", "draft", _("needing work")),
    Verdict.STALE: ("stale", "history", _("made for an older English text")),
    Verdict.CONFLICT: ("conflict", "warning", _("changed here too")),
    Verdict.UNKNOWN: ("unknown", "help", _("for no English text of today")),
    Verdict.QUARANTINED: ("quarantined", "circle-xmark", _("not fit to go live")),
}
_KNOWN = (Verdict.UNCHANGED, Verdict.KEPT)
_TAKEN = (Verdict.ACCEPTED, Verdict.NEEDS_WORK)


@dataclass(frozen=True)
class FileShown:
    """One file: how many of its texts brought something, are to be read, are known, have no words."""

    name: str
    told: str
    counts: Mapping[str, int]
    notes: Sequence[Mapping[str, Any]]

    @property
    def taken(self) -> int:
        return sum(self.counts.get(verdict, 0) for verdict in _TAKEN)

    @property
    def noted(self) -> int:
        """How many did not come in as they are."""
        return sum(self.counts.get(verdict, 0) for verdict in _SHOWN) - self.taken

    @property
    def known(self) -> int:
        return sum(self.counts.get(verdict, 0) for verdict in _KNOWN)

    @property
    def empty(self) -> int:
        return self.counts.get(Verdict.EMPTY, 0)


@dataclass(frozen=True)
class Note:
    """An entry that somebody should read. Texts are as in the file; `theirs` and `then` mark what differs."""

    file: str
    line: int
    name: str
    icon: str
    label: Any
    sentence: str
    address: str
    now: str
    then: SafeString | None
    ours: str
    theirs: SafeString


@dataclass(frozen=True)
class Shown:
    """A whole report. `notes` are (file, note), undrawn: `drawn` draws those of one page."""

    files: Sequence[FileShown]
    counts: Mapping[str, int]

    @property
    def notes(self) -> list[tuple[str, Mapping[str, Any]]]:
        return [(file.name, note) for file in self.files for note in file.notes]

    @property
    def shares(self) -> list[Share]:
        return bar(
            (name, icon, self.counts.get(verdict, 0), label)
            for verdict, (name, icon, label) in _SHOWN.items()
        )

    @property
    def is_nothing_new(self) -> bool:
        return not self.shares

    @property
    def calm(self) -> list[str]:
        """What needs no reading, in sentences."""
        known = sum(self.counts.get(verdict, 0) for verdict in _KNOWN)
        empty = self.counts.get(Verdict.EMPTY, 0)
        told = []
        if known:
            told.append(
                ngettext(
                    "%(n)d text brings nothing new: it is known here.",
                    "%(n)d texts bring nothing new: they are known here.",
                    known,
                )
                % {"n": known}
            )
        if empty:
            told.append(
                ngettext(
                    "%(n)d text has no translation in the file.",
                    "%(n)d texts have no translation in the file.",
                    empty,
                )
                % {"n": empty}
            )
        return told


def rehearsed(files: Iterable[FileReport], *, upload: str) -> Shown:
    """Return a report that was not written; `upload` is the name that files of a zip begin with."""
    return _shown(
        FileShown(
            name_in(upload, file.name),
            file.told,
            {str(verdict): number for verdict, number in file.counts.items()},
            file.notes,
        )
        for file in files
    )


def journalled(files: Iterable[ImportedFile], *, upload: str) -> Shown:
    """Return a report from the journal."""
    return _shown(FileShown(name_in(upload, file.name), "", file.counts, file.notes) for file in files)


def name_in(upload: str, name: str) -> str:
    """Return what a file is called in its zip."""
    return name.removeprefix(f"{upload}/")


def _shown(files: Iterable[FileShown]) -> Shown:
    files = list(files)
    return Shown(files, sum((Counter(file.counts) for file in files), Counter()))


def drawn(notes: Iterable[tuple[str, Mapping[str, Any]]]) -> list[Note]:
    """Return notes as they are shown."""
    return [_note(file, row) for file, row in notes]


def _note(file: str, row: Mapping[str, Any]) -> Note:
    name, icon, label = _SHOWN.get(row["verdict"], ("", "info-circle", row["verdict"]))
    now, then = row["source_now"] or row["source"], row["source"]
    sentence = _sentence(row)
    return Note(
        file=file,
        line=row["line"],
        name=name,
        icon=icon,
        label=label,
        sentence=sentence[:1].upper() + sentence[1:],
        address=row["address"],
        now=now,
        then=difference(now, then) if now != then else None,
        ours=row["ours"],
        theirs=difference(row["ours"], row["theirs"]),
    )


def _sentence(row: Mapping[str, Any]) -> str:
    """Return what a note says, in the language of the interface; older rows of the journal are English."""
    if "told" not in row:
        return str(row["sentence"])
    told = [sentence_of(one).through(gettext) for one in row["told"]]
    if row["changed"]:
        by, at = row["changed"]
        changed = (
            gettext("Changed here by %(name)s on %(day)s UTC.")
            if by
            else gettext("Changed here on %(day)s UTC.")
        )
        day = date_format(datetime.fromisoformat(at), "DATETIME_FORMAT")
        told.append(changed % {"name": by, "day": day})
    return " ".join(told)
