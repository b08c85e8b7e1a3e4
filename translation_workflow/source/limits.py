"""How long a translation may be where the database, or a block, sets a limit."""

from __future__ import annotations

from html import unescape
from typing import Any

from django.db import models
from wagtail.fields import StreamField

from .address import Address


def length_fault(target: str, model: type[models.Model], address: Address) -> list[str]:
    """Return a sentence where the words are longer than their place holds, else nothing."""
    limit = length_limit(model, address)
    length = len(unescape(target))
    if limit is not None and length > limit:
        return [f"the text has {length} characters; {limit} fit here."]
    return []


def length_limit(model: type[models.Model], address: Address) -> int | None:
    """Return the most characters an address holds, or None where there is no limit."""
    field: Any = model._meta.get_field(address.field)
    if not isinstance(field, StreamField):
        limit: int | None = field.max_length
        return limit
    return None
