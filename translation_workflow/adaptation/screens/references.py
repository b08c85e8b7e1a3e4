"""What a page's links and choosers point at, by name and in the edition's language: read in bulk."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext
from wagtail.blocks import Block, PageChooserBlock
from wagtail.documents import get_document_model
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.models import Page

from translation_workflow.adaptation.links import row_of
from translation_workflow.adaptation.pointing import pointed_at
from translation_workflow.editions.models import Edition

from .direction import straight

Names = Mapping[tuple[type[Any], int], str]
"""Model and row id → the name to show, also in the middle of a sentence."""

LED_TO = {"page": PageChooserBlock(), "document": DocumentChooserBlock()}
"""What an address names → what chooses such a thing."""


def names_in(values: Iterable[tuple[Block, Any]], edition: Edition) -> Names:
    """Return the names of everything that values refer to. One query a model, however many references."""
    wanted: dict[type[Any], set[int]] = defaultdict(set)
    for definition, raw in values:
        for model, number in pointed_at(definition, raw):
            wanted[model].add(number)
    found: dict[tuple[type[Any], int], str] = {}
    for model, numbers in wanted.items():
        found |= _names(model, numbers, edition)
    return found


def address_named(address: str, names: Names) -> str:
    """Return where a link leads, as people know it."""
    row = row_of(address)
    if row is None:
        return straight(address)
    model = Page if row[0] == "page" else get_document_model()
    return names.get((model, row[1])) or gettext("(gone)")


def _names(model: type[Any], numbers: set[int], edition: Edition) -> dict[tuple[type[Any], int], str]:
    rows = model._default_manager.filter(pk__in=numbers)
    if not hasattr(model, "translation_key"):
        # A partner is named by its organisation.
        return {(model, row.pk): straight(str(row)) for row in rows.select_related()}
    keys = model._default_manager.filter(pk__in=numbers).values("translation_key")
    ours = Q(translation_key__in=keys, locale=edition.locale_id)
    both = list(model._default_manager.filter(Q(pk__in=numbers) | ours))
    here = {row.translation_key: straight(str(row)) for row in both if row.locale_id == edition.locale_id}
    return {
        (model, row.pk): here.get(row.translation_key, straight(str(row)))
        for row in both
        if row.pk in numbers
    }
