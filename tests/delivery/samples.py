"""A value for any block, made from the block's own definition: new blocks are covered without a new test."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from io import BytesIO
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.images import ImageFile
from PIL import Image as Picture
from wagtail.blocks import (
    Block,
    ChoiceBlock,
    DateBlock,
    ListBlock,
    PageChooserBlock,
    RichTextBlock,
    StreamBlock,
    StructBlock,
    URLBlock,
)
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.documents.models import Document
from wagtail.images.blocks import ImageBlock
from wagtail.images.models import Image
from wagtail.models import Page
from wagtail.snippets.blocks import SnippetChooserBlock

from pages.models import Programme

from .builders import block
from .snippet_builders import a_snippet


def a_picture(width: int = 1000, height: int = 500) -> Image:
    """An uploaded picture; its renditions are made when the transaction ends."""
    file = BytesIO()
    Picture.new("RGB", (width, height), "green").save(file, "PNG")
    return Image.objects.create(title="school.png", file=ImageFile(file, name="school.png"))


def a_paper() -> Document:
    """An uploaded document."""
    return Document.objects.create(title="Plan", file=ContentFile(b"plan", name="plan.pdf"))


@dataclass(frozen=True)
class Samples:
    """Raw values, each filled in, or as empty as an author can leave it."""

    programme: Programme
    page: Page
    filled: bool = True

    def stream(self, definition: StreamBlock) -> list[dict[str, Any]]:
        return [
            block(name, self.value(child), f"{id(definition)}.{name}")
            for name, child in definition.child_blocks.items()
        ]

    def value(self, definition: Block) -> Any:
        if isinstance(definition, StreamBlock):
            return self.stream(definition) if self.filled else []
        if isinstance(definition, ImageBlock):
            image = self.picture.pk if self.filled else None
            return {"image": image, "decorative": False, "alt_text": "A school" if image else ""}
        if isinstance(definition, StructBlock):
            return {name: self.value(child) for name, child in definition.child_blocks.items()}
        if isinstance(definition, ListBlock):
            return [block("item", self.value(definition.child_block), "one")] if self.filled else []
        if isinstance(definition, ChoiceBlock):
            return next(value for value, _ in definition.field.choices if value)
        return self._leaf(definition)

    def _leaf(self, definition: Block) -> Any:
        if isinstance(definition, SnippetChooserBlock):
            return a_snippet(definition.target_model, self.programme).pk if self.filled else None
        if isinstance(definition, PageChooserBlock):
            return self.page.pk if self.filled else None
        if isinstance(definition, DocumentChooserBlock):
            return self.paper.pk if self.filled else None
        if isinstance(definition, DateBlock):
            return "2030-01-31" if self.filled else None
        if isinstance(definition, RichTextBlock):
            return "<p>CO<sub>2</sub></p>" if self.filled else ""
        if isinstance(definition, URLBlock):
            return "https://example.org/" if self.filled else ""
        return "Words" if self.filled else ""

    @cached_property
    def picture(self) -> Image:
        return a_picture()

    @cached_property
    def paper(self) -> Document:
        return a_paper()
