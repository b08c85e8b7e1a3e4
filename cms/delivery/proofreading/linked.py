"""Where an edition's live pages lead, and which of that its readers reach."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from wagtail.models import Page

from cms.delivery.documents.gather import gather
from cms.delivery.documents.place import places_of
from cms.delivery.documents.placed import Placed, pages_below
from cms.delivery.documents.references import References, references_in
from translation_workflow.editions.models import Edition

from .flaw import Flaw
from .links import Link, links_to_nowhere


def broken_links(edition: Edition) -> list[Flaw]:
    """Return the links of an edition's live pages, adapted as they are, that lead nowhere in it."""
    places = places_of([edition])
    place = places.by_edition.get(edition.pk)
    if place is None:
        return []
    live = pages_below(places, [place.root])
    links = [link for one in live for link in _links_of(one)]
    found = gather(live, places).get(edition.pk)
    titles = dict(Page.objects.filter(pk__in={one.page for one in links}).values_list("pk", "title"))
    return list(links_to_nowhere(links, published=found.pages if found else (), titles=titles))


def _links_of(one: Placed) -> Iterator[Link]:
    for section, stream, raw in one.streams:
        numbers: Counter[str] = Counter()
        for child in raw or []:
            kind = child["type"]
            numbers[kind] += 1
            if kind in stream.child_blocks:
                found = References()
                references_in(stream.child_blocks[kind], child["value"], found)
                place = f"{one.path} › {section} › {kind} {numbers[kind]}"
                yield from (Link(place, child["id"], page) for page in sorted(found.pages))
