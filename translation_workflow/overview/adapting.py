"""What editions decided about pages that their master overtook: for many editions at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Any
from uuid import UUID

from django.db.models import Q
from wagtail.models import Page

from translation_workflow.adaptation.apply import apply
from translation_workflow.adaptation.conflicts import conflicts_in
from translation_workflow.adaptation.published import Adaptation
from translation_workflow.adaptation.shape import Shape, shape_of

from .counting import Key
from .picture import Picture


@dataclass(frozen=True)
class Overtaken:
    """Decisions on one page whose block says something else now, or is gone."""

    conflicts: int = 0
    orphaned: int = 0

    @property
    def number(self) -> int:
        return self.conflicts + self.orphaned


def overtaken_in(picture: Picture) -> dict[Key, Overtaken]:
    """Return (edition's id, page) → what its master overtook, for pages where it did.

    One query, and one for each type of adapted pages; none where nobody adapted anything.
    """
    decided = {pair: one for pair, one in picture.adaptations.items() if one.decisions}
    shapes = _shapes(picture, decided)
    masters = {edition.pk: edition.programme.master_locale_id for edition in picture.editions}
    found = {
        pair: _overtaken(adaptation, shapes.get((masters[pair[0]], pair[1])))
        for pair, adaptation in decided.items()
    }
    return {pair: one for pair, one in found.items() if one.number}


def _overtaken(adaptation: Adaptation, shape: Shape | None) -> Overtaken:
    # The pages of a picture are live; who reads a moment later may find one gone.
    if shape is None:
        return Overtaken()
    told = apply(shape.sections, adaptation.operations, offers=shape.offers)
    return Overtaken(len(conflicts_in(adaptation.decisions, shape)), len(told.orphaned))


def _shapes(picture: Picture, decided: Mapping[Key, Any]) -> dict[tuple[int, UUID], Shape]:
    keys: dict[int, set[UUID]] = {}
    locales = {edition.pk: edition.programme.master_locale_id for edition in picture.editions}
    for edition, key in decided:
        keys.setdefault(locales[edition], set()).add(key)
    if not keys:
        return {}
    wanted = (Q(locale=locale, translation_key__in=found) for locale, found in keys.items())
    pages = Page.objects.live().filter(reduce(or_, wanted)).specific()
    return {(page.locale_id, page.translation_key): shape_of(page) for page in pages}
