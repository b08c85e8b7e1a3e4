"""Stored values as a reader would read them: safe HTML, made from what is stored."""

from __future__ import annotations

import re
from typing import Any

from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from wagtail.blocks import (
    BaseStreamBlock,
    BaseStructBlock,
    Block,
    BooleanBlock,
    ChoiceBlock,
    ChooserBlock,
    ListBlock,
    RichTextBlock,
)
from wagtail.documents import get_document_model
from wagtail.models import Page

from pages.blocks.stored import parts_of
from pages.markup import sanitise

from .references import Names

_A = re.compile(r"<a\b([^>]*)>|</a>")
_ATTRIBUTE = re.compile(r'(\w+)="([^"]*)"')


def html_of(definition: Block, raw: Any, names: Names) -> SafeString:
    """Return a value as HTML; "" for one of which a reader sees nothing. Links lead nowhere from here."""
    if raw in (None, "", [], {}) or isinstance(definition, BooleanBlock):
        return mark_safe("")
    if isinstance(definition, RichTextBlock):
        # Cleaned by the same allow-list that lets texts in.
        return mark_safe(_links_named(sanitise(str(raw)), names))
    if isinstance(definition, ChooserBlock):
        model = Page if issubclass(definition.model_class, Page) else definition.model_class
        return format_html("<p>{}</p>", names.get((model, raw)) or _("(gone)"))
    if isinstance(definition, ChoiceBlock):
        choices = dict(definition.field.choices)
        return format_html("<p>{}</p>", choices.get(raw, raw))
    if isinstance(definition, BaseStreamBlock | ListBlock):
        parts = ((html_of(part.block, part.raw, names),) for part in parts_of(definition, raw))
        return format_html_join("", "{}", parts)
    if isinstance(definition, BaseStructBlock):
        return format_html_join(
            "",
            "{}",
            (
                (labelled(part.block, html_of(part.block, part.raw, names)),)
                for part in parts_of(definition, raw)
            ),
        )
    return format_html("<p>{}</p>", raw)


def labelled(definition: Block, html: SafeString) -> SafeString:
    """Return a part of a block under its name; "" where there is nothing to read."""
    if not html or isinstance(definition, BaseStreamBlock | ListBlock):
        return html
    if isinstance(definition, ChoiceBlock):
        return format_html(
            '<div class="adaptations-choice"><span>{}:</span> {}</div>', definition.label, html
        )
    return format_html(
        '<div class="adaptations-part"><span class="adaptations-label">{}</span>{}</div>',
        definition.label,
        html,
    )


def _links_named(html: str, names: Names) -> str:
    ends: list[str] = []

    def marked(tag: re.Match[str]) -> str:
        if tag[0] == "</a>":
            return ends.pop() if ends else ""
        told = dict(_ATTRIBUTE.findall(tag[1]))
        model = {"page": Page, "document": get_document_model()}.get(told.get("linktype", ""))
        number = told.get("id", "")
        name = names.get((model, int(number))) if model and number.isdigit() else None
        goal = escape(name) if name else told.get("href", "") or escape(_("(gone)"))
        ends.append(f'<span class="w-sr-only"> ({escape(_("link to"))} {goal})</span></span>')
        return f'<span class="adaptations-link" title="{goal}">'

    return _A.sub(marked, html)
