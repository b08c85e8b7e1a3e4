"""Loads a glossary into the termbase: all of it in one transaction, never over what people edited since."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.db import transaction

from translation_workflow.termbase.agreed import plain
from translation_workflow.termbase.models import (
    Concept,
    GlossaryRecord,
    ShippedGlossary,
    Term,
    move_mark,
)

from .entry import Glossary
from .plan import SHIPPED, Place, Plan, Record, Said, plan_load, said_of
from .read import read_file

SHIPPED_FILE = Path(__file__).parent.parent / "shipped" / "glossary.tsv"


@dataclass
class Loaded:
    """What a load did, or would do. `kept` are sentences about what stays otherwise than the file has it."""

    concepts: int = 0
    created: int = 0
    updated: int = 0
    removed: int = 0
    unchanged: int = 0
    kept: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        counts = f"{self.created} created, {self.updated} updated, {self.removed} removed"
        return f"{self.concepts} concepts: {counts}, {self.unchanged} unchanged, {len(self.kept)} kept"


def load_file(path: Path, *, dry_run: bool = False) -> Loaded:
    """Load the glossary in a file. Raises GlossaryRefused, and then nothing was stored."""
    return load_glossary(read_file(path), owner=path.name, dry_run=dry_run)


def load_shipped(*, dry_run: bool = False) -> Loaded | None:
    """Load the glossary that comes with the project; None where this very one was loaded before."""
    digest = hashlib.sha256(SHIPPED_FILE.read_bytes()).hexdigest()
    if ShippedGlossary.objects.filter(digest=digest).exists():
        return None
    glossary = read_file(SHIPPED_FILE)
    with transaction.atomic():
        loaded = load_glossary(glossary, owner=SHIPPED, dry_run=dry_run)
        if not dry_run:
            ShippedGlossary.objects.update_or_create(defaults={"digest": digest}, name=SHIPPED)
    return loaded


@transaction.atomic
def load_glossary(glossary: Glossary, *, owner: str, dry_run: bool = False) -> Loaded:
    """Bring a glossary in, or only tell what that would do; `owner` says whose the entries then are."""
    # Two loads at once would both find nothing there.
    move_mark()
    plan = plan_load(glossary, there=_there(), records=_records(), owner=owner)
    if dry_run:
        transaction.set_rollback(True)
    else:
        _apply(plan)
    return Loaded(
        len(glossary.concepts),
        len(plan.create),
        len(plan.update),
        len(plan.remove),
        plan.unchanged,
        plan.kept,
    )


def _there() -> dict[Place, Said]:
    there: dict[Place, Said] = {}
    keys: dict[int, str] = {}
    for concept in Concept.objects.all():
        keys[concept.pk] = concept.key
        there[concept.key, "", ""] = Said(is_free=concept.is_free, note=concept.note)
    for term in Term.objects.order_by("pk"):
        there[keys[term.concept_id], term.language, term.text] = said_of(plain(term))
    return there


def _records() -> dict[Place, Record]:
    return {
        (row.concept, row.language, row.text): Record(row.glossary, row.digest)
        for row in GlossaryRecord.objects.all()
    }


def _apply(plan: Plan) -> None:
    """Write in an order in which no two terms are preferred at once."""
    _remove(plan.remove)
    concepts = {place: said for place, said in plan.create.items() if not place[2]}
    Concept.objects.bulk_create(
        Concept(key=place[0], is_free=said.is_free, note=said.note) for place, said in concepts.items()
    )
    keys = dict(Concept.objects.values_list("key", "pk"))
    _update(plan.update, keys)
    Term.objects.bulk_create(
        Term(concept_id=keys[place[0]], language=place[1], text=place[2], **_columns(said))
        for place, said in plan.create.items()
        if place[2]
    )
    _record(plan)


def _remove(places: Iterable[Place]) -> None:
    """Take out what the shipped glossary no longer has, and a concept only when nothing is left of it."""
    for concept, language, text in sorted(places, key=lambda place: not place[2]):
        GlossaryRecord.objects.filter(concept=concept, language=language, text=text).delete()
        if text:
            Term.objects.filter(concept__key=concept, language=language, text=text).delete()
        else:
            Concept.objects.filter(key=concept, terms=None).delete()


def _update(places: Mapping[Place, Said], keys: Mapping[str, int]) -> None:
    for place, said in sorted(places.items(), key=lambda one: one[1].is_preferred):
        if place[2]:
            terms = Term.objects.filter(concept_id=keys[place[0]], language=place[1], text=place[2])
            terms.update(**_columns(said))
        else:
            Concept.objects.filter(key=place[0]).update(is_free=said.is_free, note=said.note)


def _columns(said: Said) -> dict[str, Any]:
    return {
        "status": said.status,
        "form": said.form,
        "is_attested": said.is_attested,
        "note": said.note,
    }


def _record(plan: Plan) -> None:
    gone = set(plan.records)
    rows = [row for row in GlossaryRecord.objects.all() if (row.concept, row.language, row.text) in gone]
    GlossaryRecord.objects.filter(pk__in=[row.pk for row in rows]).delete()
    GlossaryRecord.objects.bulk_create(
        GlossaryRecord(
            concept=place[0], language=place[1], text=place[2], glossary=record.glossary, digest=record.digest
        )
        for place, record in plan.records.items()
    )
