"""Links between pages that lead nowhere: readers see their words, and no link. Pure."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping
from typing import NamedTuple

from .flaw import Flaw, Kind


class Link(NamedTuple):
    """A reference to a page, by its row; `block` is the id of the block that it is in."""

    place: str
    block: str
    page: int


def links_to_nowhere(
    links: Iterable[Link], *, published: Container[int], titles: Mapping[int, str]
) -> Iterator[Flaw]:
    """Yield the links that no reader can follow. `titles` are those of all pages that are there at all."""
    for link in links:
        if link.page in published:
            continue
        title = titles.get(link.page)
        sentence = (
            f"It leads to “{title}”, which is not published in this edition. Publish that page, or let it "
            "lead elsewhere."
            if title is not None
            else "It leads to a page that is not there any more. Let it lead elsewhere, or take it away."
        )
        yield Flaw(Kind.LINK, link.place, sentence, block=link.block)
