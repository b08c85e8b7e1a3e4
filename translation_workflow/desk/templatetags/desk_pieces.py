"""The tags of the desk's page: its pieces, and what is the same on every page."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields
from functools import lru_cache
from typing import Any

from django import template
from django.template.context import Context
from django.template.loader import get_template
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from translation_workflow.desk.drawn import Drawing, Said
from translation_workflow.desk.page import Segment

register = template.Library()

# Of each part that is the same on every page there are a few for each language.
REMEMBERED = 256


@register.simple_tag(takes_context=True)
def desk_pieces(context: Context, segments: Iterable[Segment]) -> SafeString:
    """Draw pieces of the page; what they say in words are the variables `said_…` of the template."""
    said = Said(**{one.name: str(context[f"said_{one.name}"]) for one in fields(Said)})
    drawing = Drawing(context["page"], said)
    return mark_safe("".join(drawing.draw(segment) for segment in segments))


@register.simple_tag
def desk_fixed(name: str, **values: Any) -> SafeString:
    """Draw a part whose template knows nothing but these values, once for each language and them."""
    # A changed file is another template.
    compiled: Any = get_template(name)
    return _fixed(compiled.template, get_language() or "", tuple(values.items()))


@lru_cache(REMEMBERED)
def _fixed(compiled: Any, language: str, values: tuple[tuple[str, Any], ...]) -> SafeString:
    drawn: str = compiled.render(Context(dict(values)))
    return mark_safe(drawn)
