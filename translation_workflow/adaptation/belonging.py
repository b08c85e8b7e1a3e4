"""Whether what content points at is the edition's to show: its own, its master's, or everybody's files."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from typing import Any

from django.utils.translation import gettext as _
from wagtail.blocks import Block
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Page

from translation_workflow.editions.files import files_for
from translation_workflow.editions.models import Edition
from translation_workflow.editions.registry import edition_of

from .links import row_of
from .pointing import Pointed, model_of, pointed_at


def foreign_in(definition: Block, raw: Any, edition: Edition, *, known: Iterable[Pointed] = ()) -> str:
    """Return what of another programme or edition a raw value points at, by its number; "" for nothing.

    `known` may stay. One query for each model, and for each page.
    """
    found = strangers_among({*pointed_at(definition, raw)}.difference(known), edition)
    return numbered(found) if found else ""


def foreign_address(address: str, edition: Edition) -> str:
    """Return what of another programme or edition an address names, by its number; "" for nothing."""
    row = row_of(address)
    if row is None:
        return ""
    kind, number = row
    return numbered(found) if (found := strangers_among({(model_of(kind), number)}, edition)) else ""


def strangers_among(pointed: Iterable[Pointed], edition: Edition) -> set[Pointed]:
    """Return what an edition may not point at, and what is gone. One query a model, and one a page."""
    chosen: dict[type[Any], set[int]] = defaultdict(set)
    for model, number in pointed:
        chosen[model].add(number)
    return {
        (model, number)
        for model, numbers in chosen.items()
        for number in numbers - _shown_by(edition, model, numbers)
    }


def numbered(strangers: Collection[Pointed]) -> str:
    """Return the first of some rows by its number, which whoever sent it knows: its name may be others'."""
    model, number = min(strangers, key=lambda one: (one[0]._meta.label, one[1]))
    return f"{model._meta.verbose_name} {number}"


def refusal_of(name: str) -> str:
    """Return the sentence that refuses what belongs to others."""
    told = _("“%(name)s” belongs to another programme or edition, or is gone. Choose one of yours.")
    return told % {"name": name}


def _shown_by(edition: Edition, model: type[Any], numbers: Collection[int]) -> set[int]:
    rows = model._default_manager.filter(pk__in=numbers)
    if issubclass(model, (get_image_model(), get_document_model())):
        return set(files_for(edition, rows).values_list("pk", flat=True))
    is_shown = _is_page_shown if issubclass(model, Page) else _is_snippet_shown
    return {row.pk for row in rows if is_shown(row, edition)}


def _is_page_shown(page: Page, edition: Edition) -> bool:
    # A draft of the master's has a name that only its authors read.
    is_masters = page.live and page.locale_id == edition.programme.master_locale_id
    if page.locale_id != edition.locale_id and not is_masters:
        return False
    owner = edition_of(page)
    return owner is not None and owner.programme_id == edition.programme_id


def _is_snippet_shown(row: Any, edition: Edition) -> bool:
    locales = {edition.locale_id, edition.programme.master_locale_id}
    if getattr(row, "programme_id", edition.programme_id) != edition.programme_id:
        return False
    return getattr(row, "locale_id", edition.locale_id) in locales
