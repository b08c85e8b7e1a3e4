"""How templates write what documents hold. Every filter answers any value; a wrong one shows nothing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from cms.reader import markup, wording
from cms.reader.drawing.blocks import Piece, Run, runs_of
from cms.reader.drawing.sections import FIRST_LEVEL, Section, headed_piece
from cms.reader.drawing.setting import Setting
from cms.reader.mail import mail_link

register = template.Library()


@register.filter
def rich(html: object, setting: Setting) -> SafeString:
    """A line of rich text."""
    return markup.safe_html(html, start=setting.start)


@register.filter
def prose(html: object, setting: Setting) -> SafeString:
    """Paragraphs of rich text."""
    return markup.prose(html, start=setting.start)


@register.filter
def link(address: object, setting: Setting) -> str:
    """An address that a link may lead to; nothing when it may not."""
    return markup.safe_link(address, start=setting.start)


@register.filter
def day(value: object, setting: Setting) -> SafeString | str:
    """A day in words, with the day as machines read it."""
    words = wording.day(value, setting.language)
    return format_html('<time datetime="{}">{}</time>', str(value)[:10], words) if words else ""


@register.filter
def number(value: object, setting: Setting) -> str:
    return "" if value is None else wording.number(value, setting.language)


@register.filter
def minutes(value: object, setting: Setting) -> str:
    """A number of minutes, in short."""
    return wording.minutes(value, setting.language)


@register.filter
def is_overdue(review_by: object, setting: Setting) -> bool:
    return wording.is_overdue(review_by, today=setting.today)


@register.filter
def is_foreign(language: object, setting: Setting) -> bool:
    """Whether words in a language await translation."""
    return setting.is_foreign(language)


@register.filter
def largest(image: object) -> Mapping[str, Any]:
    """A picture's widest rendition, for browsers that choose none themselves."""
    renditions = _renditions(image)
    return renditions[-1] if renditions else {}


@register.filter
def srcset(image: object, setting: Setting) -> str:
    """A picture's renditions as browsers choose among them."""
    listed = ((markup.safe_source(one.get("url")), one.get("width")) for one in _renditions(image))
    return ", ".join(f"{url} {width}w" for url, width in listed if url)


@register.filter
def source(url: object) -> str:
    """An address that a picture may come from; nothing when it may not."""
    return markup.safe_source(url)


@register.filter
def as_section(piece: Piece, setting: Setting) -> Section:
    """A block that is a section of its own, for what stands in it; the template knows its level."""
    return headed_piece(piece, setting, level=FIRST_LEVEL)


@register.filter
def label(key: object, setting: Setting) -> str:
    return setting.labels.get(str(key), "")


@register.simple_tag(takes_context=True)
def blocks_in(context: Mapping[str, Any], piece: Piece, blocks: object) -> tuple[Run, ...]:
    """The blocks of a stream that stands inside a block."""
    return runs_of(blocks, context["setting"], inside=piece)


@register.simple_tag
def mail(contact: Mapping[str, Any]) -> SafeString:
    """A contact point's e-mail address; hidden from harvesters unless the document says it need not be."""
    return mail_link(str(contact.get("email", "")), obfuscate=contact.get("obfuscate") is not False)


@register.simple_tag(takes_context=True)
def money(context: Mapping[str, Any], sum_of_money: Mapping[str, Any]) -> str:
    """An amount in its own currency, as the edition's language writes it."""
    setting: Setting = context["setting"]
    return wording.money(sum_of_money.get("amount"), sum_of_money.get("currency"), setting.language)


@register.filter
def title_language(page: object, setting: Setting) -> str:
    """The language of a linked page's title, where that is not the edition's."""
    return setting.titled.get(str(page.get("key")), "") if isinstance(page, Mapping) else ""


@register.simple_tag
def lang(language: object) -> SafeString:
    """The attribute that says the language of some words; nothing for those in the page's."""
    return format_html(' lang="{}"', language) if language else SafeString()


@register.simple_tag
def anchor(piece: Piece) -> SafeString:
    """The id of a block's element, where words of the page's language (labels, days) stand in it too."""
    return format_html(' id="{}"', piece.id) if piece.id else SafeString()


@register.simple_tag
def marks(piece: Piece) -> SafeString:
    """The attributes of a block's element: its id, and its language where that is not the page's.

    For blocks that show nothing but their own words; the others take `anchor`, and `lang` inside.
    """
    pairs = (("id", piece.id), ("lang", piece.language))
    return format_html_join("", ' {}="{}"', ((name, value) for name, value in pairs if value))


def _renditions(image: object) -> list[Mapping[str, Any]]:
    return list(image.get("renditions") or ()) if isinstance(image, Mapping) else []
