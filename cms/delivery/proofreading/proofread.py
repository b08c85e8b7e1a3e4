"""Everything that is wrong with an edition's content, read from the database; nothing is written."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from datetime import date
from typing import Any

from cms.delivery.labels import labels_in
from cms.delivery.served import documents_of
from translation_workflow.editions.models import Edition

from .dates import overdue_statements
from .facts import overdue_facts
from .flaw import Flaw, Kind, inherited, without
from .headings import skipped_levels
from .linked import broken_links
from .minutes import misjudged_minutes
from .numbering import numbered_by_hand
from .own_words import wrong_own_words
from .pictures import mute_pictures
from .words import wrong_words


def proofread(edition: Edition, *, today: date) -> list[Flaw]:
    """Return an edition's flaws, by kind. What its master has in the same block is told of that only."""
    documents = documents_of(edition)
    step = labels_in(edition.language.code)["step"]
    facts = overdue_facts(edition, today=today)
    found = of_documents(documents, step=step, today=today, told=facts, is_source=edition.is_master)
    found += broken_links(edition)
    if edition.is_master:
        found += [flaw for one in documents for flaw in misjudged_minutes(one)]
    elif master := edition.programme.editions.filter(locale=edition.programme.master_locale_id).first():
        of_master = of_documents(documents_of(master), step=step, today=today) + broken_links(master)
        found = without(found, inherited(of_master))
    return in_order([*found, *facts.values(), *wrong_words(edition)])


def of_documents(
    documents: Iterable[Mapping[str, Any]],
    *,
    step: str,
    today: date,
    told: Container[str] = (),
    is_source: bool = False,
) -> list[Flaw]:
    """Return what documents of the contract say of themselves. Pure.

    `step` is the language's word for one, `told` are the keys of facts that are told already, and `is_source`
    says that quality rules look at the texts, too.
    """
    return [
        flaw
        for one in documents
        for flaws in (
            mute_pictures(one),
            skipped_levels(one),
            numbered_by_hand(one, step=step, is_source=is_source),
            overdue_statements(one, today=today, told=told),
            wrong_own_words(one),
        )
        for flaw in flaws
    ]


def in_order(flaws: Iterable[Flaw]) -> list[Flaw]:
    """Return flaws by their kinds, those of one kind as they came; the same twice is told once."""
    order = list(Kind)
    return sorted(dict.fromkeys(flaws), key=lambda one: order.index(one.kind))
