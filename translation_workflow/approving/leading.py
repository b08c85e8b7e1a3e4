"""Where the links of the master's text lead, as a reviewer knows it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from wagtail.documents import get_document_model
from wagtail.models import Page

from translation_workflow.review.rendering.choose import Place
from translation_workflow.review.rendering.mould import Slot
from translation_workflow.sent import row_in
from translation_workflow.source.formatted import leads_to, link_names

Row = tuple[str, int]
"""`page` or `document`, and the row's id."""


@dataclass(frozen=True)
class Link:
    """A link by its name in the text, and where it leads: an address, or what a page or file is called."""

    name: str
    leads_to: str


def links_in(slots: Mapping[Place, Slot]) -> dict[Place, list[Link]]:
    """Return place → the links of its text, in the text's order; at most two queries."""
    found = {
        place: [(name, slot.links.get(name, {})) for name in link_names(slot.text)]
        for place, slot in slots.items()
        if "<a " in slot.text
    }
    titles = _titles(row for links in found.values() for _, told in links if (row := _row(told)))
    return {
        place: [Link(name, leads_to(told, title=titles.get(_row(told), ""))) for name, told in links]
        for place, links in found.items()
    }


def _row(told: Mapping[str, Any]) -> Row | None:
    kind, number = told.get("linktype"), row_in(str(told.get("id", "")))
    return (str(kind), number) if kind in _KINDS and number is not None else None


def _titles(rows: Iterable[Row]) -> dict[Row | None, str]:
    wanted = set(rows)
    titles: dict[Row | None, str] = {}
    for kind, model in (("page", Page), ("document", get_document_model())):
        numbers = {number for of, number in wanted if of == kind}
        if numbers:
            named: Sequence[tuple[int, str]] = model.objects.filter(pk__in=numbers).values_list("pk", "title")
            titles |= {(kind, number): title for number, title in named}
    return titles


_KINDS = frozenset({"page", "document"})
