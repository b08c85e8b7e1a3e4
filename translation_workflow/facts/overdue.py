"""What somebody has to look at: an edition's own facts, and those of its master that it shows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import reduce
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q
from wagtail.models import Page, ReferenceIndex

from pages.models import ContactPoint, FinanceInstrument, LegalInstrument, PolicyMilestone, Statistic
from translation_workflow.adaptation.models import Layer
from translation_workflow.editions.models import Edition

from .kinds import KINDS, Kind
from .own import own_facts, own_rows
from .placed import choosers_of, holds
from .standing import Standing, overdue, standing_of

# What of the master carries a day of review.
AGING = (PolicyMilestone, Statistic, ContactPoint, FinanceInstrument, LegalInstrument)


@dataclass(frozen=True)
class Fact:
    """A fact with how it stands; `kind` is None for one that editions cannot have for themselves."""

    row: Any
    standing: Standing
    kind: Kind | None = None

    @property
    def what(self) -> str:
        return str(self.row._meta.verbose_name)

    @property
    def valid_from(self) -> date | None:
        return getattr(self.row, "valid_from", None)

    @property
    def valid_to(self) -> date | None:
        return getattr(self.row, "valid_to", None)


def facts_of(edition: Edition, *, today: date) -> list[Fact]:
    """Return an edition's own facts: those to look at first, then by name. A query for each kind."""
    found = [
        Fact(row, standing_of(row, today=today), kind)
        for kind in KINDS
        for row in own_facts(edition, kind.model)
    ]
    return _in_order(found)


def masters_overdue(edition: Edition, *, today: date) -> list[Fact]:
    """Return the overdue facts of the master that live pages of an edition show, or its adaptations.

    However many there are, a query or two for each model, and three for what shows them.
    """
    late = [
        row
        for model in AGING
        for row in model._default_manager.filter(
            overdue(model, today=today),
            programme=edition.programme_id,
            locale=edition.programme.master_locale_id,
        )
    ]
    seen = (_shown_in(edition, late) | _inserted_in(edition, late)) if late else set()
    return _in_order([Fact(row, standing_of(row, today=today)) for row in late if _id(row) in seen])


def counts_of(editions: Sequence[Edition], *, today: date) -> Mapping[int, int]:
    """Return edition → how many of its own facts are overdue, those without left out; one query."""
    queries = [
        own_rows(kind.model)
        .filter(overdue(kind.model, today=today))
        .order_by()
        .values_list("programme_id", "locale_id")
        for kind in KINDS
    ]
    first, *others = queries
    counted = Counter(first.union(*others, all=True))
    found = {one.pk: counted[one.programme_id, one.locale_id] for one in editions}
    return {pk: number for pk, number in found.items() if number}


def _in_order(facts: Sequence[Fact]) -> list[Fact]:
    order = list(Standing)
    return sorted(facts, key=lambda one: (order.index(one.standing), str(one.row).casefold(), one.row.pk))


def _id(row: Any) -> tuple[type[Any], str]:
    return type(row), str(row.pk)


def _shown_in(edition: Edition, rows: Sequence[Any]) -> set[tuple[type[Any], str]]:
    """Return those of some rows that a live page of an edition refers to: the row, or the edition's of it."""
    first = edition.programme.master_page
    if first is None:
        return set()
    stands_for = {_id(row): _id(row) for row in rows} | _versions(edition, rows)
    models = {model: ContentType.objects.get_for_model(model) for model, _ in stands_for}
    wanted = reduce(
        lambda one, other: one | other,
        (
            Q(
                to_content_type=models[model],
                to_object_id__in=[number for kind, number in stands_for if kind is model],
            )
            for model in models
        ),
    )
    tops = Page.objects.filter(translation_key=first.translation_key, locale=edition.locale_id)
    path = tops.values_list("path", flat=True).first()
    if path is None:
        return set()
    live = {str(pk) for pk in Page.objects.filter(path__startswith=path).live().values_list("pk", flat=True)}
    by_type = {one.pk: model for model, one in models.items()}
    references = ReferenceIndex.objects.filter(
        wanted, base_content_type=ContentType.objects.get_for_model(Page)
    )
    return {
        stands_for[by_type[kind], number]
        for page, kind, number in references.values_list("object_id", "to_content_type", "to_object_id")
        if page in live
    }


def _inserted_in(edition: Edition, rows: Sequence[Any]) -> set[tuple[type[Any], str]]:
    """Return those of some rows that a published adaptation points at, or at the edition's of it."""
    layers = list(Layer.objects.filter(edition=edition, live=True).values_list("decisions", flat=True))
    stands_for = {_id(row): _id(row) for row in rows} | _versions(edition, rows)
    names = {model: choosers_of(model) for model, _ in stands_for}
    return {
        master
        for (model, number), master in stands_for.items()
        if any(holds(decisions, names[model], int(number)) for decisions in layers)
    }


def _versions(edition: Edition, rows: Sequence[Any]) -> dict[tuple[type[Any], str], tuple[type[Any], str]]:
    """Return the edition's version of each translated row → the row."""
    by_key = {row.translation_key: row for row in rows if hasattr(row, "translation_key")}
    return {
        _id(version): _id(by_key[version.translation_key])
        for model in {type(row) for row in by_key.values()}
        for version in model._default_manager.filter(translation_key__in=by_key, locale=edition.locale_id)
    }
