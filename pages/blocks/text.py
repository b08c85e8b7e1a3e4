"""Running text: prose, headings, quotes, lists, pictures."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.blocks import (
    CharBlock,
    ChoiceBlock,
    ListBlock,
    RichTextBlock,
    StructBlock,
    TextBlock,
)
from wagtail.images.blocks import ImageBlock
from wagtail.rich_text import RichText

from pages.markup import INLINE_FEATURES, PROSE_FEATURES, sanitise


class _SafeRichTextBlock(RichTextBlock):
    def clean(self, value: RichText) -> RichText:
        cleaned: RichText = super().clean(value)
        return RichText(sanitise(cleaned.source))


class ProseBlock(_SafeRichTextBlock):
    """Paragraphs, lists and quotations."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"features": PROSE_FEATURES, **options})


class LineBlock(_SafeRichTextBlock):
    """A sentence or two, with emphasis and links but no lists."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"features": INLINE_FEATURES, **options})


class HeadingBlock(CharBlock):
    """The section's own heading; without one a frontend shows the section's usual label."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"max_length": 150, **options})

    class Meta:
        icon = "title"
        label = _("Heading")


class QuoteBlock(StructBlock):
    text = TextBlock(label=_("Words"))
    attribution = CharBlock(label=_("Who said it"), required=False, max_length=150)

    class Meta:
        icon = "openquote"
        label = _("Quotation")


class Marker:
    """What stands before a list item; letters are content, since texts refer to them."""

    BULLET = "bullet"
    NUMBER = "number"
    LETTER = "letter"
    CHOICES = [(BULLET, _("Bullets")), (NUMBER, _("1. 2. 3.")), (LETTER, _("a) b) c)"))]


class BulletBlock(StructBlock):
    text = LineBlock(label=_("Item"))
    items = ListBlock(LineBlock(label=_("Item")), label=_("Items below it"), default=[], min_num=0)

    class Meta:
        icon = "list-ul"
        label = _("Item")


class BulletsBlock(StructBlock):
    marker = ChoiceBlock(choices=Marker.CHOICES, default=Marker.BULLET, label=_("Marker"))
    items = ListBlock(BulletBlock(), label=_("Items"), min_num=1)

    class Meta:
        icon = "list-ul"
        label = _("List")
        help_text = _("A list of up to two levels.")


class PictureBlock(ImageBlock):
    class Meta:
        icon = "image"
        label = _("Picture")


def prose() -> ProseBlock:
    return ProseBlock(label=_("Text"), icon="pilcrow")
