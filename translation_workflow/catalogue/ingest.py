"""Catalogues → working text. Nothing goes live through an import."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from wagtail_localize.models import StringTranslation

from pages.models import Programme
from translation_workflow.editions.models import Edition, Kind
from translation_workflow.source.address import Address
from translation_workflow.source.limits import length_fault
from translation_workflow.source.masters import master_pages, master_snippets
from translation_workflow.source.models import Origin, State
from translation_workflow.source.segments import Segment, segments_of
from translation_workflow.source.states import note_typed

from .errors import CatalogueFault
from .fragment import fragment_faults
from .message import Entry, ReadCatalogue
from .models import ShippedCatalogue
from .po import read_po


class Verdict(StrEnum):
    """What became of an entry."""

    ACCEPTED = "accepted"
    UNCHANGED = "unchanged"
    KEPT = "kept"
    EMPTY = "empty"
    FUZZY = "fuzzy"
    UNKNOWN = "unknown"
    QUARANTINED = "quarantined"


@dataclass(frozen=True)
class Judgement:
    """An entry's verdict, with the segment that it translates where there is one."""

    entry: Entry
    verdict: Verdict
    sentence: str = ""
    segment: Segment | None = None


@dataclass
class Outcome:
    """What became of the entries of a file; `notes` are those somebody should look at."""

    verdicts: Counter[Verdict] = field(default_factory=Counter)
    notes: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        told = [f"{self.verdicts[verdict]} {verdict}" for verdict in Verdict if self.verdicts[verdict]]
        return ", ".join(told) or "nothing in it"


class Known:
    """The segments of an edition by address and text, read once for many files."""

    def __init__(self, edition: Edition) -> None:
        programme: Programme = edition.programme
        masters: list[Any] = [*master_pages(programme), *master_snippets(programme)]
        self.models: dict[UUID, Any] = {row.translation_key: type(row) for row in masters}
        found = segments_of(list(self.models), edition)
        self.segments: dict[tuple[Address, str], Segment] = {
            (segment.address, segment.text): segment for segments in found.values() for segment in segments
        }


def import_file(
    path: Path, edition: Edition, known: Known, *, fill_only: bool = False, user: Any = None
) -> Outcome:
    """Take one file into the working text of an edition, whole or not at all.

    `fill_only` fills untranslated segments and leaves the others. Raises CatalogueFault for a file
    that is no catalogue of this edition; nothing of it is taken then.
    """
    try:
        content = path.read_bytes()
    except OSError as error:
        raise CatalogueFault(path.name, 1, f"the file cannot be read: {error.strerror}.") from error
    name = _shown(path)
    read = read_po(content, name=name)
    _check_language(read, edition, name)
    _check_content(read, name)
    judgements = [_judge(entry, known, edition, fill_only=fill_only) for entry in read.entries]
    _write(judgements, edition, user=user)
    outcome = Outcome()
    for judgement in judgements:
        outcome.verdicts[judgement.verdict] += 1
        if judgement.sentence:
            outcome.notes.append(f"{name}:{judgement.entry.line}: {judgement.sentence}")
    return outcome


def import_shipped(path: Path, edition: Edition, known: Known, *, root: Path) -> Outcome | None:
    """Take a shipped file in, once: None for one that was taken in before with the same bytes.

    It fills untranslated segments only, so that a newer file never touches what people typed.
    """
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    shipped = path.relative_to(root).as_posix()
    if is_taken_in(shipped, digest):
        return None
    with transaction.atomic():
        outcome = import_file(path, edition, known, fill_only=True)
        ShippedCatalogue.objects.update_or_create(path=shipped, defaults={"digest": digest})
    return outcome


def is_taken_in(shipped: str, digest: str) -> bool:
    return ShippedCatalogue.objects.filter(path=shipped, digest=digest).exists()


def _shown(path: Path) -> str:
    """The path as somebody would type it: from here where it is below, else in full."""
    here = Path.cwd()
    return str(path.relative_to(here)) if path.is_relative_to(here) else str(path)


def _check_language(read: ReadCatalogue, edition: Edition, name: str) -> None:
    if read.language.lower() != edition.code.lower():
        said = f"says “{read.language}”" if read.language else "names no language"
        raise CatalogueFault(
            name,
            1,
            f"the header {said}. Expected: “Language: {edition.code.replace('-', '_')}”, "
            f"since the file is for {edition}.",
        )


def _check_content(read: ReadCatalogue, name: str) -> None:
    """Interface words, or another system's catalogue, are refused in one sentence, not entry by entry."""
    if read.entries and not any(_address(entry) for entry in read.entries):
        raise CatalogueFault(
            name, 1, "no entry names a place in a programme. Expected: a catalogue that export_po wrote."
        )


def _judge(entry: Entry, known: Known, edition: Edition, *, fill_only: bool) -> Judgement:
    segment = _segment(entry, known)
    if segment is None:
        return Judgement(
            entry,
            Verdict.UNKNOWN,
            "this text stands nowhere in the master today. Export again to see its new text.",
        )
    if not entry.target:
        return Judgement(entry, Verdict.EMPTY)
    if entry.fuzzy:
        return _judge_fuzzy(entry, segment)
    needs_work = segment.state is State.NEEDS_WORK
    is_copy = edition.kind is Kind.SAME_LANGUAGE and entry.target == entry.source
    if (entry.target == segment.words and not needs_work) or (is_copy and not segment.words):
        return Judgement(entry, Verdict.UNCHANGED)
    # What memory or a machine offers, and nobody took, is no person's work.
    if fill_only and segment.words and not (needs_work and segment.origin is not Origin.PERSON):
        return Judgement(entry, Verdict.KEPT)
    faults = fragment_faults(entry.target, source=entry.source)
    faults += length_fault(entry.target, known.models[segment.address.object_key], segment.address)
    if faults:
        return Judgement(entry, Verdict.QUARANTINED, " ".join(faults))
    return Judgement(entry, Verdict.ACCEPTED, segment=segment)


def _judge_fuzzy(entry: Entry, segment: Segment) -> Judgement:
    if entry.target == segment.words:
        return Judgement(entry, Verdict.UNCHANGED)
    return Judgement(entry, Verdict.FUZZY, "this entry is marked fuzzy; remove the mark when it is right.")


def _segment(entry: Entry, known: Known) -> Segment | None:
    address = _address(entry)
    return known.segments.get((address, entry.source)) if address else None


def _address(entry: Entry) -> Address | None:
    try:
        return Address.parse(entry.context)
    except ValueError:
        return None


@transaction.atomic
def _write(judgements: Sequence[Judgement], edition: Edition, *, user: Any) -> None:
    now = timezone.now()
    accepted = [(one.segment, one.entry) for one in judgements if one.segment is not None]
    StringTranslation.objects.bulk_create(
        [
            StringTranslation(
                translation_of_id=segment.string,
                locale_id=edition.locale_id,
                context_id=segment.context,
                data=entry.target,
                translation_type=StringTranslation.TRANSLATION_TYPE_MANUAL,
                tool_name="PO file",
                last_translated_by=user,
                created_at=now,
                updated_at=now,
            )
            for segment, entry in accepted
        ],
        update_conflicts=True,
        unique_fields=["locale", "translation_of", "context"],
        update_fields=[
            "data",
            "translation_type",
            "tool_name",
            "last_translated_by",
            "updated_at",
            "has_error",
            "field_error",
        ],
    )
    note_typed({(segment.context, segment.string) for segment, _ in accepted}, edition.locale_id)
