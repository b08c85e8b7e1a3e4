"""A starter entry's fields as values of its model, checked one by one."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from wagtail.fields import StreamField

from pages.models.references import EditionInstrument

from .entries import Entry
from .faults import Place
from .reader import BlockReader, is_uuid
from .yaml_file import place_of

Values = dict[str, Any]

# A country's own, so that no list of translated or synchronised fields names them.
OWN = ("name", "description", "url", "valid_from", "valid_to", "review_by")


def own_fields(model: type[models.Model]) -> dict[str, models.Field[Any, Any]]:
    """Return the fields that a starter entry may set, by name."""
    names = {"title", "slug", *getattr(model, "translated", ()), *getattr(model, "synchronised", ())}
    if issubclass(model, EditionInstrument):
        names |= {*OWN}
    return {field.name: field for field in model._meta.fields if field.name in names}


def read_fields(entry: Entry, reader: BlockReader) -> Values:
    """Return the entry's values by field name; what is wrong with them is in `reader.faults`."""
    fields = own_fields(entry.model)
    values: Values = {}
    for name, node in entry.fields.items():
        place = place_of(entry.fields, name, within=entry.place)
        field = fields.get(name)
        if field is None:
            known = ", ".join(sorted(fields.keys() - {"title", "slug"}))
            reader.faults.append(place.fault(f"“{name}” is no field. Expected one of: {known}."))
        elif isinstance(field, models.ForeignKey):
            values[field.attname] = _reference(field, node, place, reader)
        elif isinstance(field, StreamField):
            values[name] = json.dumps(reader.stream(field.stream_block, node, place))
        else:
            try:
                values[name] = field.clean(_written(node), None)
            except ValidationError as error:
                reader.faults.append(place.fault(f"{name}: {' '.join(error.messages)}"))
    missing = [
        field.name for field in fields.values() if field.name not in entry.fields and _is_required(field)
    ]
    reader.faults += [entry.place.fault(f"the field “{name}” is missing.") for name in missing]
    return values


def _reference(
    field: models.ForeignKey[Any, Any], node: Any, place: Place, reader: BlockReader
) -> int | None:
    row = reader.resolve(str(node), field.related_model) if is_uuid(node) else None
    if row is None:
        reader.faults.append(place.fault(f"{field.name}: “{node}” is no key of anything loaded before it."))
    return row


def content_digest(instance: models.Model) -> str:
    """Return the SHA-256 of what an object says in the fields that a starter entry may set."""
    content: Mapping[str, str] = {
        name: str(field.value_to_string(instance))
        for name, field in sorted(own_fields(type(instance)).items())
    }
    return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()


def _is_required(field: models.Field[Any, Any]) -> bool:
    return (not field.blank and not field.has_default() and field.name not in {"title", "slug"}) or (
        isinstance(field, StreamField) and not field.blank
    )


def _written(node: Any) -> Any:
    if isinstance(node, dt.datetime | dt.date | bool | int | float) or node is None:
        return node
    return str(node).strip()
