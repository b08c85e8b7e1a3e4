"""What the templates of catalogues need beside Django's own."""

from __future__ import annotations

from collections.abc import Mapping

from django import template

register = template.Library()


@register.filter
def at(places: Mapping[str, str], address: str) -> str:
    """Return where an address stands, or ""."""
    return places.get(address, "")
