"""What loading a glossary changes, decided before anything is written. Pure.

What people changed since a glossary was loaded, or took out, stays as they left it. What a glossary said that
people loaded stays over the shipped one. Terms that a file no longer lists go only where the shipped glossary
brought them and nobody touched them.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from translation_workflow.termbase.concept import Form, Status, Term

from .entry import ConceptEntry, Glossary, TermEntry

SHIPPED = "shipped"

Place = tuple[str, str, str]
"""Concept, language and text; of a concept itself the last two are empty."""


@dataclass(frozen=True, slots=True)
class Said:
    """What is said of a concept (`is_free`, `note`) or of a term (all but `is_free`)."""

    status: str = ""
    form: str = ""
    is_attested: bool = False
    is_free: bool = False
    note: str = ""

    @property
    def digest(self) -> str:
        told = [self.status, self.form, self.is_attested, self.is_free, self.note]
        return hashlib.sha256(json.dumps(told).encode()).hexdigest()

    @property
    def is_preferred(self) -> bool:
        return self.status == Status.PREFERRED and self.form != Form.INFLECTED


@dataclass(frozen=True, slots=True)
class Record:
    """What a glossary said last: which one, and the digest of that."""

    glossary: str
    digest: str


@dataclass
class Plan:
    """What is to be written. `kept` are sentences about what stays otherwise than the file has it."""

    create: dict[Place, Said] = field(default_factory=dict)
    update: dict[Place, Said] = field(default_factory=dict)
    remove: list[Place] = field(default_factory=list)
    unchanged: int = 0
    kept: list[str] = field(default_factory=list)
    records: dict[Place, Record] = field(default_factory=dict)

    @property
    def changes(self) -> bool:
        return bool(self.create or self.update or self.remove)


def said_of(term: Term) -> Said:
    """Return what is said of a term."""
    return Said(str(term.status), str(term.form), term.is_attested, note=term.note)


def plan_load(
    glossary: Glossary,
    *,
    there: Mapping[Place, Said],
    records: Mapping[Place, Record],
    owner: str,
) -> Plan:
    """Return what becomes of the entries of a glossary; `owner` is "shipped", or the name of its file."""
    plan = Plan()
    entries: list[ConceptEntry | TermEntry] = [*glossary.concepts, *glossary.terms]
    wanted = {place_of(entry): (entry, _said(entry, glossary, there)) for entry in entries}
    for place, (entry, said) in wanted.items():
        at = f"{glossary.name}:{entry.line}"
        _place(plan, place, said, at=at, now=there.get(place), record=records.get(place), owner=owner)
    _leave_orphans(plan, there)
    if owner == SHIPPED:
        plan.remove = [
            place
            for place, record in records.items()
            if place not in wanted
            and record == Record(SHIPPED, there[place].digest if place in there else "")
        ]
    _one_preferred(plan, wanted, there, records, glossary=glossary, owner=owner)
    return plan


def place_of(entry: ConceptEntry | TermEntry) -> Place:
    if isinstance(entry, ConceptEntry):
        return (entry.key, "", "")
    return (entry.concept, entry.term.language, entry.term.text)


def named(place: Place) -> str:
    """Return how a sentence calls an entry."""
    concept, language, text = place
    return f"“{text}” ({language}, {concept})" if text else f"the concept {concept}"


def _said(entry: ConceptEntry | TermEntry, glossary: Glossary, there: Mapping[Place, Said]) -> Said:
    """Return what a file says; of status and notes, what is there, where its layout has no room for these."""
    now = there.get(place_of(entry))
    if isinstance(entry, ConceptEntry):
        if glossary.explicit or now is None:
            return Said(is_free=entry.is_free, note=entry.note)
        return replace(now, note=entry.note or now.note)
    if glossary.explicit or now is None:
        return said_of(entry.term)
    return replace(now, is_attested=entry.term.is_attested)


def _place(
    plan: Plan, place: Place, said: Said, *, at: str, now: Said | None, record: Record | None, owner: str
) -> None:
    if now is None and record is not None:
        plan.kept.append(f"{at}: {named(place)} was taken out since it was loaded; it stays out.")
        return
    if now is None:
        plan.create[place] = said
    elif now == said:
        plan.unchanged += 1
        if record is not None and (owner == SHIPPED or record.digest != now.digest):
            # Whoever said it last keeps it; what people wrote the same way is theirs.
            return
    elif record is None or now.digest != record.digest:
        plan.kept.append(f"{at}: {named(place)} was edited since; it stays as it is.")
        return
    elif owner == SHIPPED and record.glossary != SHIPPED:
        plan.kept.append(f"{at}: {named(place)} is as {record.glossary} has it; it stays so.")
        return
    else:
        plan.update[place] = said
    if now is None or record is not None:
        plan.records[place] = Record(owner, said.digest)


def _leave_orphans(plan: Plan, there: Mapping[Place, Said]) -> None:
    """Create no terms of concepts that people took out."""
    for place in [*plan.create]:
        concept = (place[0], "", "")
        if place[2] and concept not in there and concept not in plan.create:
            del plan.create[place], plan.records[place]


def _slot(place: Place, said: Said) -> tuple[str, str, str]:
    return (place[0], place[1], said.form)


def _one_preferred(
    plan: Plan,
    wanted: Mapping[Place, tuple[ConceptEntry | TermEntry, Said]],
    there: Mapping[Place, Said],
    records: Mapping[Place, Record],
    *,
    glossary: Glossary,
    owner: str,
) -> None:
    """Let a language prefer one term of a concept: the file's, unless people or their files chose another."""
    holders = {
        _slot(place, said): place
        for place, said in there.items()
        if said.is_preferred and place not in plan.remove and plan.update.get(place, said).is_preferred
    }
    for place, said in [*plan.create.items(), *plan.update.items()]:
        holder = holders.get(_slot(place, said)) if said.is_preferred else None
        if holder is None or holder == place:
            continue
        record = records.get(holder)
        is_files = record is not None and record.digest == there[holder].digest
        if is_files and glossary.explicit and (owner != SHIPPED or _is_shipped(record)):
            lower = replace(there[holder], status=str(Status.ADMITTED))
            plan.update[holder] = lower
            plan.records[holder] = Record(owner, lower.digest)
            continue
        changed = plan.create if place in plan.create else plan.update
        changed[place] = replace(said, status=str(Status.ADMITTED))
        # Its record says what the file has: at the next load it counts as edited here.
        at = f"{glossary.name}:{wanted[place][0].line}"
        plan.kept.append(f"{at}: {named(place)} is only admitted: “{holder[2]}” is preferred here.")


def _is_shipped(record: Record | None) -> bool:
    return record is not None and record.glossary == SHIPPED
