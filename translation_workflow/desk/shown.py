"""From a fragment as working text holds it to HTML that may be shown and typed in."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import escape, unescape
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from translation_workflow.source.difference import difference
from translation_workflow.source.links import Links
from translation_workflow.source.markup import misfit, plain_text

from .page import Link
from .typed import understood


def shown(words: str) -> SafeString:
    """Return a fragment with its marks; a link is `<a data-id>` and leads nowhere.

    Marks that do not fit, as an older tool may have left them, are put right or left out.
    """
    if misfit(words):
        words = understood(words, links=_LINK.findall(words))
    # The grammar of working text was asked: there is nothing but bare marks and names of links.
    return mark_safe(_LINK.sub(lambda found: f'<a data-id="{_name(found[1])}">', words))


def change(before: str, after: str) -> SafeString:
    """Return a text of the master with what it added and left out since `before`; "" where nothing.

    Marks are not told, unless nothing else changed.
    """
    if not before or before == after:
        return mark_safe("")
    old, new = plain_text(before), plain_text(after)
    if old == new:
        return format_html("<em>{}</em>", _("Only the formatting or a link changed."))
    return difference(old, new)


def links_of(text: str, links: Links) -> list[Link]:
    """Return the links of a text of the master, with where they lead, in the order of the text."""
    found = []
    for match in _WHOLE_LINK.finditer(text):
        name = unescape(match[1])
        found.append(Link(name, plain_text(match[2]), _leads_to(links.get(name, {}))))
    return found


def link_names(text: str) -> list[str]:
    """Return the names of a fragment's links, in order, each once."""
    return list(dict.fromkeys(unescape(name) for name in _LINK.findall(text)))


def _leads_to(told: Mapping[str, Any]) -> str:
    kind = {"page": _("a page of this programme"), "document": _("a file")}.get(str(told.get("linktype", "")))
    return str(kind or told.get("href", "") or _("unknown"))


def _name(name: str) -> str:
    return escape(unescape(name))


_LINK = re.compile(r'<a id="([^"]*)"[^<>]*>')
_WHOLE_LINK = re.compile(r'<a id="([^"]*)"[^<>]*>(.*?)</a>', re.DOTALL)
