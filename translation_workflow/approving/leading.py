"""Where the links of the master's text lead, as a reviewer knows it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import unescape
from typing import Any

from django.utils.translation import gettext as _
from wagtail.documents import get_document_model
from wagtail.models import Page

from translation_workflow.review.rendering.choose import Place
from translation_workflow.review.rendering.mould import Slot

Row = tuple[str, int]
"""`page` or `document`, and the row's id."""


@dataclass(frozen=True)
class Link:
    """A link by its name in the text, and where it leads: an address, or what a page or file is called."""

    name: str
    leads_to: str


def links_in(slots: Mapping[Place, Slot]) -> dict[Place, list[Link]]:
    """Return place → the links of its text, in the text's order; at most two queries."""
    found = {place: list(_named(slot)) for place, slot in slots.items() if "<a " in slot.text}
    titles = _titles(row for links in found.values() for _, told in links if (row := _row(told)))
    return {
        place: [Link(name, _leads_to(told, titles)) for name, told in links] for place, links in found.items()
    }


def _named(slot: Slot) -> Iterable[tuple[str, Mapping[str, Any]]]:
    for name in dict.fromkeys(_LINK.findall(slot.text)):
        yield unescape(name), slot.links.get(unescape(name), {})


def _row(told: Mapping[str, Any]) -> Row | None:
    kind, number = told.get("linktype"), str(told.get("id", ""))
    return (str(kind), int(number)) if kind in _KINDS and number.isdecimal() else None


def _titles(rows: Iterable[Row]) -> dict[Row, str]:
    wanted = set(rows)
    titles: dict[Row, str] = {}
    for kind, model in (("page", Page), ("document", get_document_model())):
        numbers = {number for of, number in wanted if of == kind}
        if numbers:
            named: Sequence[tuple[int, str]] = model.objects.filter(pk__in=numbers).values_list("pk", "title")
            titles |= {(kind, number): title for number, title in named}
    return titles


def _leads_to(told: Mapping[str, Any], titles: Mapping[Row, str]) -> str:
    if row := _row(told):
        return titles.get(row) or str(_KINDS[row[0]]())
    return str(told.get("href", "")) or _("unknown")


_KINDS = {"page": lambda: _("a page of this programme"), "document": lambda: _("a file")}
_LINK = re.compile(r'<a id="([^"]*)"[^<>]*>')
