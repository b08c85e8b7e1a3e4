"""Write a starter programme: idempotent, and never over what people wrote.

Every entry is checked whole before it is written, and written whole or not at all. An entry whose
references are not there yet is written without them and completed in a second round.
"""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import models, transaction
from wagtail.models import Locale, Page

from pages.models import Programme, StarterRecord
from pages.progress import Progress

from .entries import Entry, keys_in, read_pages, read_snippets
from .faults import Fault, Place, shown
from .fields import content_digest, read_fields
from .reader import BlockReader
from .write import ParentMissing, current_of, named, write
from .yaml_file import UnreadableFile, read_yaml


@dataclass
class Outcome:
    """What a load did, in numbers of pages and snippets; `faults` are entries left out."""

    created: int = 0
    updated: int = 0
    unchanged: int = 0
    kept: list[str] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)

    def __str__(self) -> str:
        told = f"{self.created} created, {self.updated} updated, {self.unchanged} unchanged"
        if self.kept:
            told += f", {len(self.kept)} kept as people edited them"
        if self.faults:
            told += f", {len(self.faults)} faults"
        return told + "."


class _Reference:
    """Keys to row ids in the programme's master language, remembered for one load."""

    def __init__(self, locale: Locale) -> None:
        self._locale = locale
        self._known: dict[tuple[str, type[models.Model]], int] = {}

    def __call__(self, key: str, model: type[models.Model]) -> int | None:
        if (key, model) not in self._known:
            rows = model._default_manager.filter(**named(key, model, self._locale))
            row = rows.values_list("pk", flat=True).first()
            if row is None:
                return None
            self._known[key, model] = row
        return self._known[key, model]


def load_starter(folder: Path, programme: Programme, *, progress: Progress) -> Outcome:
    """Bring the programme's files into the database and publish their pages.

    Files with faults are left out, with their faults in the outcome; the others load.
    """
    outcome = Outcome()
    entries, promised = _entries(folder, outcome)
    resolve = _Reference(programme.master_locale)
    ids: dict[str, Place] = {}
    waiting: list[tuple[Entry, list[Fault]]] = []
    for number, entry in enumerate(entries):
        progress("Starter programme", number, len(entries))
        faults = _load(entry, programme, BlockReader(resolve, ids, promised), outcome)
        if faults:
            waiting.append((entry, faults))
    for entry, _ in waiting:
        still = _load(entry, programme, BlockReader(resolve, {}, promised), outcome, again=True)
        outcome.faults += still
    progress("Starter programme", len(entries), len(entries))
    outcome.faults.sort()
    return outcome


def _entries(folder: Path, outcome: Outcome) -> tuple[list[Entry], frozenset[str]]:
    """Return what the files hold, and every key that one of them tells, be the file broken."""
    entries: list[Entry] = []
    promised: set[str] = set()
    listing = folder / "pages.yaml"
    try:
        names = read_yaml(listing)["load"]
    except UnreadableFile as error:
        outcome.faults.append(error.fault)
        return [], frozenset()
    except KeyError:
        outcome.faults.append(Fault(shown(listing), 1, "Expected: a list named “load”."))
        return [], frozenset()
    for name in ["snippets.yaml", *names]:
        path = folder / str(name)
        read, faults = (read_snippets if path.name == "snippets.yaml" else read_pages)(path)
        entries += read
        outcome.faults += faults
        promised |= keys_in(path)
    return _without_doubles(entries, outcome), frozenset(promised)


def _without_doubles(entries: list[Entry], outcome: Outcome) -> list[Entry]:
    """Leave out every entry whose key another has, too: nobody can tell which of them is meant."""
    places: dict[UUID, list[Place]] = defaultdict(list)
    for entry in entries:
        places[entry.key].append(entry.place)
    for key, (first, *others) in places.items():
        for place in others:
            outcome.faults.append(place.fault(f"the key {key} stands at {first.file}:{first.line} already."))
            outcome.faults.append(first.fault(f"the key {key} stands at {place.file}:{place.line}, too."))
    return [entry for entry in entries if len(places[entry.key]) == 1]


def _load(
    entry: Entry, programme: Programme, reader: BlockReader, outcome: Outcome, *, again: bool = False
) -> list[Fault]:
    """Write one entry unless it stands as it is; return the references it still waits for."""
    values = read_fields(entry, reader)
    if (
        entry.parent
        and str(entry.parent) not in reader.promised
        and reader.resolve(str(entry.parent), Page) is None
    ):
        reader.faults.append(_parent_missing(entry))
    if reader.faults:
        outcome.faults += reader.faults
        return []
    record = StarterRecord.objects.filter(key=entry.key).first()
    current = current_of(entry, programme)
    if record and record.entry_digest == entry.digest:
        outcome.unchanged += 0 if again else 1
        return []
    if current is not None and (record is None or content_digest(current) != record.content_digest):
        outcome.kept.append(str(current))
        return []
    try:
        with transaction.atomic():
            written = write(entry, programme, current, values)
            StarterRecord.objects.update_or_create(
                key=entry.key,
                defaults={
                    # An entry that waits for references is not done: the next load completes it.
                    "entry_digest": "" if reader.waiting else entry.digest,
                    "content_digest": content_digest(written),
                },
            )
    except ValidationError as error:
        outcome.faults.append(entry.place.fault(" ".join(error.messages)))
        return []
    except ParentMissing:
        outcome.faults.append(_parent_missing(entry))
        return []
    if not again:
        outcome.created += current is None
        outcome.updated += current is not None
    return reader.waiting


def _may_come(parent: str, reader: BlockReader) -> bool:
    return parent in reader.promised or reader.resolve(parent, Page) is not None


def _parent_missing(entry: Entry) -> Fault:
    return entry.place.fault(f"the page above it, {entry.parent}, is not loaded. Mend that one first.")


def as_json(outcome: Outcome) -> str:
    return json.dumps(
        {
            "created": outcome.created,
            "updated": outcome.updated,
            "unchanged": outcome.unchanged,
            "kept": outcome.kept,
            "faults": [str(fault) for fault in outcome.faults],
        },
        indent=2,
    )
