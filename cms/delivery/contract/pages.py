"""Page types against the documents that they become."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.apps import apps
from pydantic import TypeAdapter
from wagtail.blocks import BaseStreamBlock, ListBlock
from wagtail.fields import StreamField

from cms.delivery.documents.schema import DOCUMENT
from pages.models.base import ContentPageMixin

from .blocks import MODELS, stream_faults
from .leaves import field_faults
from .schema import Schema


def page_types() -> list[Any]:
    """Return every type of page that becomes a document, by its name there."""
    # Migrations have page types of their own, which know nothing of documents.
    found = (model for model in apps.get_models() if issubclass(model, ContentPageMixin))
    return sorted(found, key=lambda model: model.document_type)


def faults(models: Iterable[Any] | None = None, documents: TypeAdapter[Any] = DOCUMENT) -> Iterator[str]:
    """Yield a sentence for each difference between what pages hold and what documents may: what is wrong,
    where, and what to do.
    """
    whole = documents.json_schema(mode="serialization")
    contract = Schema(whole, whole.get("$defs", {}))
    models = page_types() if models is None else list(models)
    for model in models:
        if model.document_type not in contract.types:
            yield (
                f"Pages of the type “{model.document_type}” ({model.__name__}) have no document. "
                f"Write one in {MODELS}/documents.py, and name it in the union."
            )
        else:
            yield from _page_faults(model, contract.types[model.document_type])
    for name in sorted(contract.types.keys() - {model.document_type for model in models}):
        yield f"No page becomes a document of the type “{name}”. Take it out of {MODELS}/documents.py."
    offered = {name for model in models for stream in _streams(model).values() for name in _types_in(stream)}
    for name in sorted(_all_blocks(contract) - offered):
        yield f"No page offers a block “{name}”. Take its model out of {MODELS}."


def _page_faults(model: Any, document: Schema) -> Iterator[str]:
    where = model.document_type
    sections = dict(_flat(document.parts["sections"]))
    streams = _streams(model)
    for name in sorted(sections.keys() - streams.keys()):
        yield f"Documents of the type “{where}” have a section “{name}”, and their pages do not. Take it out."
    for name, stream in streams.items():
        if name not in sections:
            yield (
                f"The section “{name}” of {where} has no place in its document. "
                f"Add it to {MODELS}/documents.py."
            )
        else:
            yield from stream_faults(stream, sections[name], f"{where}.{name}", is_section=True)
    for field in model._meta.concrete_fields:
        if field.choices and field.name in document.parts:
            yield from field_faults(field, document.parts[field.name], f"{where}.{field.name}")


def _flat(sections: Schema) -> Iterator[tuple[str, Schema]]:
    """Yield sections by the names that pages have for them; those of a group begin with its name."""
    for name, section in sections.parts.items():
        if section.kind == "object":
            yield from ((f"{name}_{part}", inner) for part, inner in section.parts.items())
        else:
            yield name, section


def _streams(model: Any) -> dict[str, Any]:
    fields = (field for field in model._meta.get_fields() if isinstance(field, StreamField))
    return {field.name: field.stream_block for field in fields}


def _types_in(block: Any) -> Iterator[str]:
    """Yield the types of all blocks in a stream, nested ones included."""
    if isinstance(block, ListBlock):
        yield from _types_in(block.child_block)
    for name, child in getattr(block, "child_blocks", {}).items():
        if isinstance(block, BaseStreamBlock):
            yield name
        yield from _types_in(child)


def _all_blocks(contract: Schema) -> set[str]:
    given = {"$ref": "#/$defs/Block"}
    return set(Schema(given, contract.definitions).types)
