"""Where the pieces of an object stand, as its authors see it: in the order and under the headings of the form
that they write it in, in the reader's language.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from wagtail import blocks
from wagtail.admin.panels import get_edit_handler
from wagtail.fields import StreamField

from pages.blocks.stored import parts_of, plain
from translation_workflow.source.content import Content, blocks_of

# A heading that is quoted in a breadcrumb is cut here.
SHORT = 60
_HEADINGS = ("heading", "title", "name", "question")


@dataclass(frozen=True)
class Spot:
    """Where a piece stands: `above` from the top of the page down, and what it is called there.

    Spots are numbered in reading order.
    """

    number: int
    above: tuple[str, ...]
    label: str


def spots_in(model: Any, content: Content) -> dict[str, Spot]:
    """Return path → spot for every content path of an object, in reading order."""
    found: dict[str, Spot] = {}
    for path, way in _ways(model, content):
        found.setdefault(path, Spot(len(found), way[:-1], way[-1]))
    return found


def _ways(model: Any, content: Content) -> Iterator[tuple[str, tuple[str, ...]]]:
    for name, group in _fields(model):
        try:
            field = model._meta.get_field(name)
        except FieldDoesNotExist:
            continue
        label = _capital(str(field.verbose_name)) if hasattr(field, "verbose_name") else name
        if isinstance(field, StreamField):
            raw = blocks_of(content, name)
            yield from _below(field.stream_block, raw, name, (*group, label))
        else:
            yield name, (*(group or (_capital(str(model._meta.verbose_name)),)), label)


def _fields(model: Any) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the fields of a form in their order, with the heading of the group that they stand in."""
    told = set[str]()
    for name, group in _panels(_form_of(model), ()):
        if name not in told:
            told.add(name)
            yield name, group
    for field in model._meta.get_fields():
        if field.name not in told:
            yield field.name, ()


def _form_of(model: Any) -> Any:
    # Pages have theirs with tabs; snippets have one made of their panels.
    return model.get_edit_handler() if hasattr(model, "get_edit_handler") else get_edit_handler(model)


def _panels(panel: Any, group: tuple[str, ...], *, depth: int = 0) -> Iterator[tuple[str, tuple[str, ...]]]:
    if name := getattr(panel, "field_name", ""):
        yield name, group
    for child in getattr(panel, "children", ()):
        # The headings of the form's tabs say nothing of the content.
        is_group = bool(getattr(child, "children", ())) and depth > 0
        heading = (str(child.heading),) if is_group and child.heading else group
        yield from _panels(child, heading, depth=depth + 1)


def _below(block: Any, raw: Any, path: str, way: tuple[str, ...]) -> Iterator[tuple[str, tuple[str, ...]]]:
    numbers: dict[str, int] = {}
    for part in parts_of(block, raw) if raw else ():
        here = f"{path}.{part.name}"
        if isinstance(block, blocks.BaseStreamBlock):
            numbers[part.kind] = numbers.get(part.kind, 0) + 1
            label = _numbered(f"{part.block.label} {numbers[part.kind]}", part.block, part.raw)
        elif isinstance(block, blocks.ListBlock):
            numbers[part.kind] = numbers.get(part.kind, 0) + 1
            label = _numbered(f"{numbers[part.kind]}", part.block, part.raw)
        else:
            label = str(part.block.label)
        yield here, (*way, label)
        yield from _below(part.block, part.raw, here, (*way, label))


def _numbered(label: str, block: Any, raw: Any) -> str:
    """Return a label with the heading that a block has, if it has one: `Step 3: Measure`."""
    if isinstance(block, blocks.BaseStructBlock) and isinstance(raw, dict):
        for name in _HEADINGS:
            if name in block.child_blocks and isinstance(raw.get(name), str) and (words := plain(raw[name])):
                return f"{label}: {words if len(words) <= SHORT else f'{words[: SHORT - 1]}…'}"
    return label


def _capital(label: str) -> str:
    return label[:1].upper() + label[1:]
