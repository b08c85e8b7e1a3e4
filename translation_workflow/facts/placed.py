"""Where an edition's fact is placed: on pages, in their drafts, and in layers, live or draft."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext as _
from wagtail.blocks import BaseStreamBlock, BaseStructBlock, Block, ListBlock
from wagtail.fields import StreamField
from wagtail.models import Page, ReferenceIndex, Revision, get_page_models
from wagtail.snippets.blocks import SnippetChooserBlock

from translation_workflow.adaptation.models import Layer
from translation_workflow.editions.models import Edition


def places_of(fact: Any, edition: Edition) -> list[str]:
    """Return the titles of pages that show a fact or would, each with what it is in: sorted, no twice."""
    keys: dict[UUID, set[str]] = {}
    for key in _rows_showing(fact):
        keys.setdefault(key, set()).add(_("the page"))
    names = choosers_of(type(fact))
    for key in _drafts_showing(fact.pk, names, edition):
        keys.setdefault(key, set()).add(_("the page's draft"))
    for key, what in _layers_showing(fact.pk, names, edition):
        keys.setdefault(key, set()).add(what)
    titles = _titles(keys, edition)
    return sorted(f"“{titles.get(key, key)}” ({', '.join(sorted(found))})" for key, found in keys.items())


def readers_see(fact: Any, edition: Edition) -> bool:
    """Whether a live page or a published adaptation of the edition shows a fact."""
    if Page.objects.filter(
        translation_key__in=_rows_showing(fact), locale=edition.locale_id, live=True
    ).exists():
        return True
    names = choosers_of(type(fact))
    layers = Layer.objects.filter(edition=edition, live=True).values_list("decisions", flat=True)
    return any(holds(decisions, names, fact.pk) for decisions in layers)


def _rows_showing(fact: Any) -> list[UUID]:
    references = ReferenceIndex.get_references_to(fact)
    numbers = {
        int(number)
        for number, model in references.values_list("object_id", "base_content_type__model")
        if model == "page"
    }
    return list(Page.objects.filter(pk__in=numbers).values_list("translation_key", flat=True))


def _drafts_showing(number: int, names: frozenset[str], edition: Edition) -> list[UUID]:
    pages = Page.objects.filter(locale=edition.locale_id, has_unpublished_changes=True)
    drafts = Revision.objects.filter(pk__in=pages.values("latest_revision"))
    return [
        UUID(str(content["translation_key"]))
        for content in drafts.values_list("content", flat=True)
        if any(holds(raw, names, number) for raw in _streams_in(content))
    ]


def _streams_in(content: Mapping[str, Any]) -> Iterator[Any]:
    """Yield the streams of a revision, which holds each as JSON in JSON."""
    for value in content.values():
        if isinstance(value, str) and value.startswith("[{"):
            try:
                yield json.loads(value)
            except ValueError:
                continue


def _layers_showing(number: int, names: frozenset[str], edition: Edition) -> Iterator[tuple[UUID, str]]:
    for layer in Layer.objects.filter(edition=edition).select_related("latest_revision"):
        draft = layer.latest_revision.content.get("decisions") if layer.latest_revision else None
        if holds(layer.decisions, names, number):
            yield layer.page_key, _("the adaptation of the page")
        elif draft and holds(draft, names, number):
            yield layer.page_key, _("the draft of its adaptation")


def _titles(keys: Mapping[UUID, Any], edition: Edition) -> dict[UUID, str]:
    locales = Q(locale=edition.locale_id) | Q(locale=edition.programme.master_locale_id)
    rows = Page.objects.filter(locales, translation_key__in=keys)
    found = {(row.translation_key, row.locale_id): row.get_admin_display_title() for row in rows}
    masters = {key: title for (key, locale), title in found.items() if locale != edition.locale_id}
    return masters | {key: title for (key, locale), title in found.items() if locale == edition.locale_id}


def holds(raw: Any, names: frozenset[str], number: int) -> bool:
    """Whether stored content points at a row, by choosers of some names."""
    if isinstance(raw, Mapping):
        if raw.get("type") in names and raw.get("value") == number:
            return True
        return any(
            (name in names and value == number) or holds(value, names, number) for name, value in raw.items()
        )
    return isinstance(raw, list) and any(holds(child, names, number) for child in raw)


def choosers_of(model: type[Any]) -> frozenset[str]:
    """Return the names under which pages offer to choose rows of a model."""
    streams = (
        field.stream_block
        for page in get_page_models()
        for field in page._meta.get_fields()
        if isinstance(field, StreamField)
    )
    return frozenset(name for stream in streams for name in _names_in(stream, model))


def _names_in(block: Block, model: type[Any]) -> Iterator[str]:
    if isinstance(block, BaseStreamBlock | BaseStructBlock):
        for name, child in block.child_blocks.items():
            if isinstance(child, SnippetChooserBlock) and child.target_model is model:
                yield name
            yield from _names_in(child, model)
    elif isinstance(block, ListBlock):
        if isinstance(block.child_block, SnippetChooserBlock) and block.child_block.target_model is model:
            yield "item"
        yield from _names_in(block.child_block, model)
