"""The blocks of running text, and the headed sections that nest them."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field
from pydantic.json_schema import SkipJsonSchema
from typing_extensions import TypeAliasType

from . import values
from .base import Origin, Part
from .values import Html, Item, Words


class BlockPart(Part):
    """What blocks share. `language` only where the words are not in the edition's language."""

    id: str
    origin: Origin
    language: str | SkipJsonSchema[None] = None


class HeadingBlock(BlockPart):
    type: Literal["heading"]
    value: Words


class TextBlock(BlockPart):
    type: Literal["text"]
    value: Html


class BulletsBlock(BlockPart):
    type: Literal["bullets"]
    value: values.Bullets


class QuoteBlock(BlockPart):
    type: Literal["quote"]
    value: values.Quote


class ImageBlock(BlockPart):
    type: Literal["image"]
    value: values.Image | None


class FactBlock(BlockPart):
    type: Literal["fact"]
    value: values.Fact


class CountriesBlock(BlockPart):
    type: Literal["countries"]
    value: values.Countries


class AudienceBlock(BlockPart):
    type: Literal["audience"]
    value: values.Audience


# Named unions: each appears once in the contract instead of wherever it is used.
PartBlock = TypeAliasType(
    "PartBlock", Annotated[TextBlock | BulletsBlock | CountriesBlock, Field(discriminator="type")]
)


class LetteredPart(Part):
    title: Words
    content: list[PartBlock]


class LetteredItem(Item[LetteredPart]):
    pass


class LetteredBlock(BlockPart):
    """Parts a), b), c): the letters are content, since texts refer to them."""

    type: Literal["lettered"]
    value: list[LetteredItem]


ContentBlock = TypeAliasType(
    "ContentBlock",
    Annotated[
        TextBlock
        | BulletsBlock
        | LetteredBlock
        | AudienceBlock
        | CountriesBlock
        | FactBlock
        | QuoteBlock
        | ImageBlock,
        Field(discriminator="type"),
    ],
)


class HeadedSection(Part):
    heading: Words
    content: list[ContentBlock]


class SectionBlock(BlockPart):
    type: Literal["section"]
    value: HeadedSection
