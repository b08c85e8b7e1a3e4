"""Where a piece stands, in words an author and a translator share."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from wagtail import blocks
from wagtail.fields import StreamField
from wagtail.models import Page


def places_in(instance: Any) -> dict[str, str]:
    """Return path → place for every path of an object, such as `Recommended steps › Step 3 › Step`.

    Places are in the language of the moment.
    """
    places: dict[str, str] = {}
    for field in instance._meta.get_fields():
        if isinstance(field, StreamField):
            name = str(field.verbose_name)
            stream = field.value_from_object(instance)
            places.update(_stream(stream, path=field.name, place=name[:1].upper() + name[1:]))
        elif hasattr(field, "verbose_name"):
            places[field.name] = str(field.verbose_name).capitalize()
    return places


def title_path(page: Page) -> str:
    """Return the titles from the programme down to a page: `Covenant CapaCITY › Buildings › …`."""
    titles = page.get_ancestors(inclusive=True).filter(depth__gt=1).values_list("title", flat=True)
    return " › ".join(titles)


def _stream(stream: blocks.StreamValue, *, path: str, place: str) -> Iterator[tuple[str, str]]:
    numbers: dict[str, int] = {}
    for child in stream:
        numbers[child.block_type] = numbers.get(child.block_type, 0) + 1
        label = f"{place} › {child.block.label} {numbers[child.block_type]}"
        yield from _block(child.block, child.value, path=f"{path}.{child.id}", place=label)


def _block(block: blocks.Block, value: Any, *, path: str, place: str) -> Iterator[tuple[str, str]]:
    yield path, place
    if isinstance(block, blocks.BaseStreamBlock):
        yield from _stream(value, path=path, place=place)
    elif isinstance(block, blocks.ListBlock):
        for number, item in enumerate(value.bound_blocks, start=1):
            yield from _block(item.block, item.value, path=f"{path}.{item.id}", place=f"{place} › {number}")
    elif isinstance(block, blocks.BaseStructBlock) and isinstance(value, blocks.StructValue):
        for name, child in block.child_blocks.items():
            yield from _block(child, value[name], path=f"{path}.{name}", place=f"{place} › {child.label}")
