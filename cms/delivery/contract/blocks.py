"""Block definitions against the models of the contract."""

from __future__ import annotations

from collections.abc import Iterator

from wagtail import blocks
from wagtail.images.blocks import ImageBlock
from wagtail.snippets.blocks import SnippetChooserBlock

from pages.blocks.facts import CountriesBlock

from .leaves import leaf_faults
from .schema import Schema
from .snippets import snippet_faults

MODELS = "cms/delivery/documents/schema"
# Blocks whose value in documents is not what their children say, and why: their model by name.
OTHERWISE = {
    # Its parts are found with its picture: widths, addresses, alternative text.
    ImageBlock: "Image",
    # A code is named in the edition's language.
    CountriesBlock: "Countries",
}


def block_faults(
    block: blocks.Block, schema: Schema, where: str, *, in_stream: bool = False
) -> Iterator[str]:
    """Yield what the contract gets wrong about a block, whatever is in it included.

    `in_stream` for the value of a block of its own, which is left out when what it shows is deleted.
    """
    named = next((name for kind, name in OTHERWISE.items() if isinstance(block, kind)), "")
    if named:
        if schema.name != named:
            yield f"{where} is a {type(block).__name__}, and its model is not. Make it `{named}`."
    elif isinstance(block, blocks.BaseStreamBlock):
        yield from stream_faults(block, schema, where)
    elif isinstance(block, blocks.ListBlock):
        yield from _list_faults(block, schema, where)
    elif isinstance(block, blocks.BaseStructBlock):
        yield from _struct_faults(block, schema, where)
    elif isinstance(block, SnippetChooserBlock):
        yield from snippet_faults(block.target_model, schema, where, may_be_gone=not in_stream)
    else:
        yield from leaf_faults(block, schema, where)


def stream_faults(
    block: blocks.BaseStreamBlock, schema: Schema, where: str, *, is_section: bool = False
) -> Iterator[str]:
    """Yield what is wrong about a stream. A section (`is_section`) may hold any block of the contract."""
    known = schema.items.types
    for name, child in block.child_blocks.items():
        if name not in known:
            yield (
                f"The block “{name}” of {where} has no model. Write one in {MODELS}/blocks.py (or text.py), "
                f"name it in the union, and renew what is published: manage.py write_openapi."
            )
        else:
            value = known[name].parts["value"]
            yield from block_faults(child, value, f"{where}.{name}", in_stream=True)
    if not is_section:
        for name in sorted(known.keys() - block.child_blocks.keys()):
            yield f"{where} offers no block “{name}”, and its union in {MODELS} does. Take it out there."


def _list_faults(block: blocks.ListBlock, schema: Schema, where: str) -> Iterator[str]:
    item = schema.items
    if schema.kind != "array" or item.parts.keys() != {"id", "value"}:
        yield f"{where} is a list, and its model is not. Make it a list of an `Item`, which keeps ids."
    else:
        yield from block_faults(block.child_block, item.parts["value"], f"{where}[]")


def _struct_faults(block: blocks.BaseStructBlock, schema: Schema, where: str) -> Iterator[str]:
    model = schema.name or "?"
    for name, child in block.child_blocks.items():
        if name not in schema.parts:
            yield f"{where}.{name} has no place in `{model}` of {MODELS}. Add it to the model."
            continue
        if name not in schema.required:
            yield f"{where}.{name} is always there, and `{model}` lets it be absent. Take its default away."
        yield from block_faults(child, schema.parts[name], f"{where}.{name}")
    for name in sorted(schema.parts.keys() - block.child_blocks.keys()):
        yield f"`{model}` has `{name}`, and {where} has no such field. Take it out of the model."
