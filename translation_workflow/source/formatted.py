"""Fragments as people see them: marks shown, where links lead, and what changed between two."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import escape, unescape
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from .difference import difference
from .markup import misfit, plain_text


def formatted(words: str) -> SafeString:
    """Return a fragment with its marks; a link is `<a data-id>` and leads nowhere.

    Of one whose marks do not fit, the words stay.
    """
    if misfit(words):
        return format_html("{}", plain_text(words))
    # The grammar of working text was asked: there is nothing but bare marks and names of links.
    return mark_safe(_LINK.sub(lambda found: f'<a data-id="{escape(unescape(found[1]))}">', words))


def link_names(words: str) -> list[str]:
    """Return the names of a fragment's links, in order, each once."""
    return list(dict.fromkeys(unescape(name) for name in _LINK.findall(words)))


def leads_to(told: Mapping[str, Any], *, title: str = "") -> str:
    """Return where a link of the master leads: the `title` of its page or file, what it is, or an address."""
    kind = {"page": _("a page of this programme"), "document": _("a file")}.get(str(told.get("linktype", "")))
    return str(title or kind or told.get("href", "") or _("unknown"))


def change(before: str, after: str) -> SafeString:
    """Return a fragment with what it added and left out since `before`; "" where nothing.

    Marks are not told, unless nothing else changed.
    """
    if not before or before == after:
        return mark_safe("")
    old, new = plain_text(before), plain_text(after)
    if old == new:
        return format_html("<em>{}</em>", _("Only the formatting or a link changed."))
    return difference(old, new)


_LINK = re.compile(r'<a id="([^"]*)"[^<>]*>')
