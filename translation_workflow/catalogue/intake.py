"""Catalogues → working text. Nothing goes live through an import.

Container faults refuse a batch whole, before anything is written. Then every file is one transaction:
judged against what is there in that moment, written, and noted in the journal.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.utils.translation import ngettext

from pages.progress import Progress, unwatched
from translation_workflow.audit import acting
from translation_workflow.editions.locks import lock_editions
from translation_workflow.editions.models import Edition
from translation_workflow.source.models import DiscardedText, State
from translation_workflow.source.working import Place, WorkingText, put_working_text

from . import signals
from .archive import Incoming
from .bases import HEADER, Base, Exports, Recognised, base_for, exports_for, recognised
from .journal import Changed, change_row, note_row
from .judge import Judgement, Standing, Verdict, judge, values_of
from .known import Reading, Shelf, known_to
from .models import Import, ImportedFile
from .sent import Sent, digest_of, read_sent
from .set_aside import keep_aside, kept_already
from .snapshot import packed, piece_hash


@dataclass(frozen=True)
class FileReport:
    """What became of a file: verdict → number of entries, and the notes of those to be looked at.

    `told` is a remark on the whole file. `is_nothing_new`: it changes nothing, and what cannot be used of it
    is kept already; `is_known`: it was not read again.
    """

    name: str
    counts: Counter[Verdict] = field(default_factory=Counter)
    notes: Sequence[Mapping[str, Any]] = ()
    told: str = ""
    is_nothing_new: bool = False
    is_known: bool = False

    def __str__(self) -> str:
        told = [f"{self.counts[verdict]} {verdict}" for verdict in Verdict if self.counts[verdict]]
        if self.is_known:
            return self.told
        return "; ".join(part for part in (", ".join(told) or "nothing in it", self.told) if part)


@dataclass
class Report:
    """What became of a batch; `batch` is its row in the journal, None where nothing was written."""

    files: list[FileReport] = field(default_factory=list)
    batch: Import | None = None

    @property
    def counts(self) -> Counter[Verdict]:
        return sum((file.counts for file in self.files), Counter())

    @property
    def is_nothing_new(self) -> bool:
        return all(file.is_nothing_new for file in self.files)


def import_files(
    edition: Edition,
    files: Sequence[Incoming],
    *,
    name: str,
    user: Any = None,
    progress: Progress = unwatched,
    fill_only: bool = False,
    dry_run: bool = False,
    batch: Import | None = None,
    bases: Mapping[str, Base] | None = None,
) -> Report:
    """Take files into the working text of an edition; `name` is what the journal calls them.

    `fill_only` fills what has no words of a person, and leaves the rest. `dry_run` judges and writes
    nothing. `batch` is a row that waited to be confirmed. `bases` are what the senders of some files
    are known to have had, by the file's name: such a file is judged even if its bytes were seen before.
    Raises CatalogueFault for a file that is no catalogue of this edition: nothing of any file is taken
    then.
    """
    shelf = Shelf(edition)
    digests = [digest_of(file.content) for file in files]
    known = {} if fill_only else recognised(edition, digests)
    sent = {
        number: read_sent(file, shelf)
        for number, (file, digest) in enumerate(zip(files, digests, strict=True))
        if digest not in known or file.name in (bases or {})
    }
    shelf.holds({key for file in sent.values() for key in file.keys})
    exports = exports_for(edition, [*sent.values()])
    report = Report()
    if not dry_run:
        report.batch = batch or Import.objects.create(edition=edition, name=name[:255], imported_by=user)
    work = _Work(shelf, exports, bases or {}, user, fill_only, report.batch)
    for number, file in enumerate(files):
        progress(f"Importing {edition}", number, len(files))
        if number in sent:
            report.files.append(work.take(sent[number]))
        else:
            report.files.append(_nothing_new(file.name, known[digests[number]]))
    progress(f"Importing {edition}", len(files), len(files))
    return report


def _nothing_new(name: str, found: Recognised) -> FileReport:
    counts = Counter({Verdict.UNCHANGED: found.entries})
    return FileReport(name, counts, told=found.told, is_nothing_new=True, is_known=True)


def _missing(file: Sent, exports: Exports) -> str:
    """Say how many entries a file lacks of the export that it names: its end may be cut off."""
    named = exports.named.get(file.read.headers.get(HEADER, ""))
    if named is None or len(named.values) <= len(file.read.entries):
        return ""
    here = {piece_hash(entry.context, entry.source) for entry in file.read.entries}
    missing = len(named.values.keys() - here)
    return ngettext(
        "%(n)d entry of the export not in this file", "%(n)d entries of the export not in this file", missing
    ) % {"n": missing}


@dataclass(frozen=True)
class _Work:
    """What all files of a batch have in common."""

    shelf: Shelf
    exports: Exports
    bases: Mapping[str, Base]
    user: Any
    fill_only: bool
    batch: Import | None

    @transaction.atomic
    def take(self, file: Sent) -> FileReport:
        """Judge a file against what is there now, and write it, unless this is a rehearsal."""
        edition = self.shelf.edition
        if self.batch:
            lock_editions([edition])
        entries = file.read.entries
        reading = known_to([(entry.context, entry.source) for entry in entries], file.keys, self.shelf)
        incoming = values_of(entries)
        base = self.bases.get(file.name) or base_for(
            file, incoming, edition=edition, exports=self.exports, user=self.user
        )
        judgements = judge(
            entries, reading.known, base=base.values, incoming=incoming, fill_only=self.fill_only
        )
        notes = [note_row(one, who) for one, who in self._with_names(judgements)]
        aside = [one for one in judgements if one.is_set_aside]
        is_same = not any(one.change for one in judgements)
        report = FileReport(
            file.name,
            Counter(one.verdict for one in judgements),
            notes,
            told=_missing(file, self.exports),
            is_nothing_new=is_same and (not aside or kept_already(aside, edition)),
        )
        if self.batch:
            self._write(self.batch, file, report, judgements, reading, incoming=incoming, base=base)
        return report

    def _write(
        self,
        batch: Import,
        file: Sent,
        report: FileReport,
        judgements: Sequence[Judgement],
        reading: Reading,
        *,
        incoming: Mapping[bytes, bytes],
        base: Base,
    ) -> None:
        _keep_misfits([one for one in judgements if one.change], reading, self.shelf.edition, user=self.user)
        texts = {one: self._text(one, reading.before) for one in judgements if one.change}
        with acting(user=self.user, by=f"import {batch.pk}"):
            put_working_text([*texts.values()])
        taken = {
            piece_hash(one.entry.context, one.entry.source)
            for one in judgements
            if one.verdict not in {Verdict.EMPTY, Verdict.QUARANTINED, Verdict.UNKNOWN, Verdict.KEPT}
        }
        row = ImportedFile.objects.create(
            batch=batch,
            name=file.name[-255:],
            digest=file.digest,
            page=file.page,
            base_id=base.snapshot,
            values=packed((piece, value) for piece, value in incoming.items() if piece in taken),
            counts=report.counts,
            notes=list(report.notes),
            changes=[
                change_row(one, reading.before.get((text.context, text.string)), text)
                for one, text in texts.items()
            ],
        )
        keep_aside([one for one in judgements if one.is_set_aside], row, self.shelf.edition)
        if texts:
            signals.words_came_in.send(sender=Import, edition=self.shelf.edition, keys=file.keys)

    def _with_names(self, judgements: Sequence[Judgement]) -> Iterator[tuple[Judgement, Changed | None]]:
        """Yield the judgements that somebody should read, each with who changed the place last, and when."""
        for one in judgements:
            if one.sentence:
                is_conflict = one.verdict is Verdict.CONFLICT
                yield one, _changed(one.standing, self.shelf) if is_conflict and one.standing else None

    def _text(self, judgement: Judgement, before: Mapping[Place, WorkingText]) -> WorkingText:
        change = judgement.change
        assert change is not None
        place = (change.standing.context, change.standing.string)
        was = before.get(place)
        return WorkingText(
            self.shelf.edition.locale_id,
            *place,
            change.words,
            State.NEEDS_WORK if change.needs_work else State.TRANSLATED,
            made_from=change.made_from,
            translator=self.user.pk if self.user else None,
            created_at=was.created_at if was else None,
        )


def _keep_misfits(judgements: Sequence[Judgement], reading: Reading, edition: Edition, *, user: Any) -> None:
    """Keep words that the engine found not to fit: an import sees an empty place, and writes over them."""
    places = ((one.change.standing.context, one.change.standing.string) for one in judgements if one.change)
    lost = [text for place in places if (text := reading.before.get(place)) and text.has_error]
    DiscardedText.objects.bulk_create(
        DiscardedText(
            edition=edition,
            context_id=text.context,
            string_id=text.string,
            words=text.words,
            discarded_by=user,
        )
        for text in lost
    )


def _changed(standing: Standing, shelf: Shelf) -> Changed | None:
    if standing.changed_at is None:
        return None
    name = shelf.people.get(standing.changed_by) if standing.changed_by else None
    return Changed(name or "", standing.changed_at)
