"""Whether an edition's object has to be written at all: only the units that changed are looked at."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from wagtail.fields import StreamField

from translation_workflow.source.content import blocks_of

from .frames import Frame, Values
from .mould import MarkupDoesNotFit, Words
from .plan import Target, misfit_of


def is_touched(
    frame: Frame, target: Target, *, live: Words, draft: Words | None, references: Mapping[str, int]
) -> bool:
    """Whether any unit of the frame says otherwise in an edition's row or draft than it is to say.

    It looks at no other unit: so a changed sentence is cheap in a long page. Raises WordsDoNotFit.
    """
    if target.is_withdrawn:
        return True
    row = target.row
    fresh = _poured_units(frame, target, live, references)
    if any(_unit(row, frame, name, None) != value for name, value in fresh.items()):
        return True
    if not target.is_page:
        return False
    wanted = _poured_units(frame, target, draft, references) if draft else fresh
    content = target.draft
    if content is None:
        return wanted != fresh or not row.live
    return any(_unit(row, frame, name, content) != value for name, value in wanted.items())


def _poured_units(frame: Frame, target: Target, words: Words, references: Mapping[str, int]) -> Values:
    """Return unit → its raw value; of a stream's own name, the ids of its blocks in order."""
    try:
        return frame.pour_units(words, references)
    except MarkupDoesNotFit as error:
        raise misfit_of(frame, target, error) from error


def _unit(row: Any, frame: Frame, unit: str, content: Mapping[str, Any] | None) -> Any:
    """Return what a unit says in a row, or in the content of a revision."""
    name, dot, block = unit.partition(".")
    model_field = row._meta.get_field(name)
    if not isinstance(model_field, StreamField):
        if content is not None:
            return content.get(name)
        # As a revision would hold it.
        value = model_field.value_from_object(row)
        return value if isinstance(value, str | int | None) else model_field.value_to_string(row)
    stored = list(getattr(row, name).raw_data) if content is None else blocks_of(content, name)
    if not dot:
        return stored if name in frame.fields.copied_streams else [raw["id"] for raw in stored]
    return next((raw for raw in stored if raw["id"] == block), None)
