"""What pages point at, read from their raw streams without a query."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Model
from wagtail.blocks import Block, ListBlock, PageChooserBlock, RichTextBlock, StreamBlock, StructBlock
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.fields import StreamField
from wagtail.images.blocks import ImageBlock
from wagtail.models import Page
from wagtail.snippets.blocks import SnippetChooserBlock

from pages.models import ThemePage

Stream = tuple[str, StreamBlock, Sequence[Mapping[str, Any]]]

_ANCHOR = re.compile(r"<a\s[^>]*>")
_LINK_TYPE = re.compile(r'linktype="(page|document)"')
_LINK_ID = re.compile(r'\bid="(\d{1,18})"')


@dataclass
class References:
    """Primary keys by what they are of; snippets by their model."""

    pages: set[int] = field(default_factory=set)
    documents: set[int] = field(default_factory=set)
    images: set[int] = field(default_factory=set)
    snippets: dict[type[Model], set[int]] = field(default_factory=lambda: defaultdict(set))

    def add(self, others: References) -> None:
        """Take in what others point at."""
        self.pages |= others.pages
        self.documents |= others.documents
        self.images |= others.images
        for model, keys in others.snippets.items():
            self.snippets[model] |= keys


def streams_of(page: Page) -> list[Stream]:
    """Return (field name, block definition, raw blocks) of every section of a page."""
    return [
        (one.name, one.stream_block, getattr(page, one.name).get_prep_value())
        for one in page._meta.get_fields()
        if isinstance(one, StreamField)
    ]


def leaves(block: Block, raw: Any) -> Iterator[tuple[Block, Any]]:
    """Yield (definition, raw value) of everything that holds no further block.

    A picture counts as one. Children of a type that the definition lacks are passed over, as Wagtail does.
    """
    if isinstance(block, StreamBlock):
        for child in raw or []:
            if child["type"] in block.child_blocks:
                yield from leaves(block.child_blocks[child["type"]], child["value"])
    elif isinstance(block, ListBlock):
        for item in raw or []:
            yield from leaves(block.child_block, item["value"])
    elif isinstance(block, StructBlock) and not isinstance(block, ImageBlock):
        for name, child_block in block.child_blocks.items():
            yield from leaves(child_block, (raw or {}).get(name))
    else:
        yield block, raw


def references_in(block: Block, raw: Any, into: References) -> None:
    """Add to `into` what a block's raw value points at."""
    for leaf, value in leaves(block, raw):
        if not value:
            continue
        if isinstance(leaf, RichTextBlock):
            _links_in(value, into)
        elif isinstance(leaf, ImageBlock):
            if value.get("image"):
                into.images.add(value["image"])
        elif isinstance(leaf, SnippetChooserBlock):
            into.snippets[leaf.target_model].add(value)
        elif isinstance(leaf, PageChooserBlock):
            into.pages.add(value)
        elif isinstance(leaf, DocumentChooserBlock):
            into.documents.add(value)


def references_of(page: Page, streams: Iterable[Stream]) -> References:
    """Return everything that a page points at, from its sections and its own fields."""
    found = References()
    for _name, block, raw in streams:
        references_in(block, raw, found)
    if isinstance(page, ThemePage) and page.icon_id:
        found.images.add(page.icon_id)
    return found


def together(references: Iterable[References]) -> References:
    """Return what any of them points at."""
    found = References()
    for one in references:
        found.add(one)
    return found


def _links_in(html: str, into: References) -> None:
    for anchor in _ANCHOR.findall(html) if "linktype" in html else ():
        kind, target = _LINK_TYPE.search(anchor), _LINK_ID.search(anchor)
        if kind and target:
            (into.pages if kind[1] == "page" else into.documents).add(int(target[1]))
