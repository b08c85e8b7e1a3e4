"""The snippets that choosers point at: their fields against the models of the contract."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from cms.delivery.documents.snippets import UNSERVED
from pages.models import Organisation, Partnership

from .leaves import field_faults
from .schema import Schema

# What every snippet has in documents: what it is, and which language its words are in.
COMMON = {"key", "language"}


def snippet_faults(model: Any, schema: Schema, where: str, *, may_be_gone: bool) -> Iterator[str]:
    """Yield what the contract gets wrong about a chosen snippet; `may_be_gone` where it may be null."""
    fields = {field.name: field for field in _served(model)}
    if schema.kind != "object":
        yield f"{where} shows a {model.__name__}, and its model is no object. Make it a `Snippet`."
        return
    if schema.is_nullable != may_be_gone:
        yield f"{where} {'may' if may_be_gone else 'cannot'} be null: what it shows may be deleted."
    for name in sorted(fields.keys() - schema.parts.keys()):
        yield f"{where}.{name} has no place in `{schema.name}`. Add it to the model, or to UNSERVED."
    for name in sorted(schema.parts.keys() - fields.keys() - COMMON):
        yield f"`{schema.name}` has `{name}`, and {model.__name__} has no such field. Take it out."
    for name in sorted(fields.keys() & schema.parts.keys()):
        yield from field_faults(fields[name], schema.parts[name], f"{where}.{name}")


def _served(model: Any) -> list[Any]:
    """Return the fields that documents show. A partner is its organisation in a role."""
    if model is Partnership:
        return [*_served(Organisation), Partnership._meta.get_field("role")]
    return [field for field in model._meta.concrete_fields if field.name not in UNSERVED]
