"""From the raw value of a block to the value that documents hold."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from wagtail.blocks import (
    Block,
    DateBlock,
    ListBlock,
    PageChooserBlock,
    RichTextBlock,
    StreamBlock,
    StructBlock,
)
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageBlock
from wagtail.snippets.blocks import SnippetChooserBlock

from pages.blocks.facts import CountriesBlock

from .gather import Found
from .pictures import picture_value
from .place import Place
from .richtext import render
from .snippets import plain

Nested = Callable[[StreamBlock, Any, str], list[dict[str, Any]]]


class Reader:
    """Reads raw values against what was found. `nested` turns a stream inside a block into blocks."""

    def __init__(self, place: Place, found: Found, nested: Nested) -> None:
        self.place = place
        self.found = found
        self.nested = nested

    def value(self, block: Block, raw: Any, path: str) -> Any:
        """Return a block's value. `path` is where it stands in the engine's terms (`body.<id>`)."""
        if isinstance(block, StreamBlock):
            return self.nested(block, raw, path)
        if isinstance(block, ImageBlock):
            return self._picture(raw or {})
        if isinstance(block, CountriesBlock):
            return {"countries": self._countries(raw or {})}
        if isinstance(block, StructBlock):
            return {
                name: self.value(child, (raw or {}).get(name), f"{path}.{name}")
                for name, child in block.child_blocks.items()
            }
        if isinstance(block, ListBlock):
            return [self._item(block.child_block, item, path) for item in raw or []]
        return self._leaf(block, raw)

    def _item(self, block: Block, raw: dict[str, Any], path: str) -> dict[str, Any]:
        return {"id": raw["id"], "value": self.value(block, raw["value"], f"{path}.{raw['id']}")}

    def _leaf(self, block: Block, raw: Any) -> Any:
        if isinstance(block, RichTextBlock):
            return render(raw or "", self.found)
        if isinstance(block, SnippetChooserBlock):
            shown = self.found.snippets.get(block.target_model, {}).get(raw)
            return shown.value if shown else None
        if isinstance(block, PageChooserBlock):
            target = self.found.pages.get(raw)
            return {"key": target.key, "title": target.title, "path": target.path} if target else None
        if isinstance(block, DocumentChooserBlock):
            return self.found.documents.get(raw)
        if isinstance(block, DateBlock):
            return plain(raw) or None
        return raw or ""

    def _picture(self, raw: dict[str, Any]) -> dict[str, Any] | None:
        return picture_value(
            self.found.images.get(raw.get("image", 0)),
            alt=raw.get("alt_text") or "",
            decorative=bool(raw.get("decorative")),
        )

    def _countries(self, raw: dict[str, Any]) -> list[dict[str, Any]]:
        return [
            {"id": item["id"], "value": self.place.country(item["value"])}
            for item in raw.get("countries") or []
            if item["value"]
        ]
