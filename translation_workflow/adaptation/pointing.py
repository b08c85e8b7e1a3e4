"""What stored content points at, and which of it is not there any more: read in bulk."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from wagtail.blocks import Block, ChooserBlock, RichTextBlock
from wagtail.documents import get_document_model
from wagtail.models import Page

from pages.blocks.stored import parts_of

from .links import row_of
from .operations import Operation
from .shape import Shape

Pointed = tuple[type[Any], int]
"""A model and the id of a row."""

_LINK = re.compile(r'<a\b(?=[^>]*\blinktype="(page|document)")(?=[^>]*\bid="(\d{1,18})")')


def pointed_at(definition: Block, raw: Any) -> Iterator[Pointed]:
    """Yield what the choosers and the links of a stored value point at."""
    if not raw:
        return
    if isinstance(definition, ChooserBlock):
        model = Page if issubclass(definition.model_class, Page) else definition.model_class
        if isinstance(raw, int):
            yield model, raw
    elif isinstance(definition, RichTextBlock):
        for kind, number in _LINK.findall(str(raw)):
            yield model_of(kind), int(number)
    else:
        for part in parts_of(definition, raw):
            yield from pointed_at(part.block, part.raw)


def pointed_by(operation: Operation, shape: Shape) -> set[Pointed]:
    """Return what an operation lets readers be led to: in its content, or where its link leads."""
    content, definition = operation.content, definition_of(operation, shape)
    found = set(pointed_at(definition, content["value"])) if content and definition else set()
    if operation.link and (row := row_of(operation.link.to)):
        found.add((model_of(row[0]), row[1]))
    return found


def definition_of(operation: Operation, shape: Shape) -> Block | None:
    """Return the definition of what an operation says; None where its place is gone."""
    if standing := shape.blocks.get(operation.block):
        return standing.definition
    container = shape.container_at(operation.spot) if operation.spot else None
    container = container or shape.containers.get(operation.section)
    kind = (operation.content or operation.base or {}).get("type", "")
    return container.block_for(kind) if container else None


def gone_among(wanted: Iterable[Pointed]) -> set[Pointed]:
    """Return what is not there any more. One query a model."""
    numbers: dict[type[Any], set[int]] = defaultdict(set)
    for model, number in wanted:
        numbers[model].add(number)
    return {
        (model, number)
        for model, some in numbers.items()
        for number in some - set(model._default_manager.filter(pk__in=some).values_list("pk", flat=True))
    }


def model_of(kind: str) -> type[Any]:
    """Return what an address names: a page or a document."""
    model: type[Any] = Page if kind == "page" else get_document_model()
    return model
