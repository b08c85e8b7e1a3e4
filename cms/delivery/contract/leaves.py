"""What becomes of blocks without blocks in them, and of the fields of snippets and pages."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db import models
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock

from pages.models.snippets import CountryField

from .schema import Schema

WORDS = blocks.CharBlock | blocks.TextBlock | blocks.URLBlock | blocks.EmailBlock
MARKUP = "text/html"
CHOSEN = {blocks.PageChooserBlock: "PageLink", DocumentChooserBlock: "File"}


def leaf_faults(block: blocks.Block, schema: Schema, where: str) -> Iterator[str]:
    """Yield what the contract gets wrong about a block that holds one value."""
    if isinstance(block, blocks.ChoiceBlock):
        yield from choice_faults(_choices(block), schema, where)
    elif isinstance(block, blocks.RichTextBlock):
        if schema.kind != "string" or schema.whole.get("contentMediaType") != MARKUP:
            yield f"{where} is rich text, and its model is not. Make it `Html`."
    elif isinstance(block, blocks.DateBlock):
        yield from date_faults(schema, where, may_be_empty=not block.required)
    elif isinstance(block, WORDS):
        yield from words_faults(schema, where)
    elif expected := next((name for kind, name in CHOSEN.items() if isinstance(block, kind)), ""):
        if schema.name != expected or not schema.is_nullable:
            # What is chosen may be deleted, or not published.
            yield f"{where} is a chooser, and its model is not. Make it `{expected} | None`."
    else:
        yield (
            f"{where} is a {type(block).__name__}, of which nobody has said what documents hold. "
            "Say it in cms/delivery/documents/values.py and in cms/delivery/contract/leaves.py."
        )


def field_faults(field: Any, schema: Schema, where: str) -> Iterator[str]:
    """Yield what the contract gets wrong about a field of a snippet or a page."""
    if field.choices:
        choices = {value for value, _ in field.flatchoices} | ({""} if field.blank else set())
        yield from choice_faults(choices, schema, where)
    elif isinstance(field, CountryField):
        if schema.name != "Country" or not schema.is_nullable:
            yield f"{where} is a country, and its model is not. Make it `Country | None`."
    elif isinstance(field, models.DateField):
        yield from date_faults(schema, where, may_be_empty=field.null)
    elif isinstance(field, models.BooleanField):
        if schema.kind != "boolean":
            yield f"{where} is yes or no, and its model is not. Make it `bool`."
    elif isinstance(field, models.CharField | models.TextField | models.DecimalField):
        # Decimals are strings, so that nobody rounds them.
        yield from words_faults(schema, where)
    else:
        yield (
            f"{where} is a {type(field).__name__}, of which nobody has said what documents hold. "
            "Say it in cms/delivery/documents/snippets.py and in cms/delivery/contract/leaves.py."
        )


def choice_faults(choices: set[Any], schema: Schema, where: str) -> Iterator[str]:
    """Yield a fault where the contract does not list exactly the choices that there are."""
    if set(schema.choices or ()) != choices:
        named = ", ".join(repr(one) for one in sorted(choices))
        yield f"{where} is one of {named}, and its model lists others. Make it `Literal[{named}]`."


def date_faults(schema: Schema, where: str, *, may_be_empty: bool) -> Iterator[str]:
    if schema.whole.get("format") != "date" or schema.is_nullable != may_be_empty:
        yield f"{where} is a day, and its model is not. Make it `date{' | None' if may_be_empty else ''}`."


def words_faults(schema: Schema, where: str) -> Iterator[str]:
    if (
        schema.kind != "string"
        or schema.is_nullable
        or {"contentMediaType", "format", "enum"} & schema.whole.keys()
    ):
        yield f"{where} is plain text, and its model is not. Make it `Words` or `str`."


def _choices(block: blocks.ChoiceBlock) -> set[Any]:
    """Return the values that a block offers, the empty one where nothing may be chosen."""
    offered = block.field.choices() if callable(block.field.choices) else block.field.choices
    found: set[Any] = set()
    for value, label in offered:
        found |= {inner for inner, _ in label} if isinstance(label, list | tuple) else {value}
    return found - {""} if block.required else found | {""}
