"""A page in one edition, whose sections are read once for all that is done with them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property, reduce
from operator import or_
from typing import Any
from uuid import UUID

from django.db.models import Q
from wagtail.models import Page

from pages.models.base import ContentPageMixin
from translation_workflow.adaptation.apply import Applied, apply
from translation_workflow.adaptation.operations import Raw
from translation_workflow.adaptation.shape import Shape, shape_of
from translation_workflow.review.coverage import Key

from .place import Place, Places
from .references import References, Stream, references_of, streams_of


@dataclass(frozen=True, eq=False)
class Placed:
    """A specific page where it stands; its fields hold what is to be shown."""

    page: Page
    place: Place

    @cached_property
    def key(self) -> Key:
        return self.place.edition.pk, UUID(str(self.page.translation_key))

    @cached_property
    def path(self) -> str:
        """The path inside the edition."""
        return self.place.path_of(self.page.url_path)

    @property
    def parent_path(self) -> str:
        """The parent's path in Wagtail's tree."""
        return str(self.page.path[: -self.page.steplen])

    @cached_property
    def adapted(self) -> Applied | None:
        """What the edition makes of the page; None where it leaves it as its master has it."""
        adaptation = self.place.adaptations.get(self.key[1])
        if adaptation is None or not adaptation.decisions:
            return None
        streams = {name: raw for name, _, raw in streams_of(self.page)}
        return apply(streams, adaptation.operations, offers=self._offers)

    def _offers(self, container: str, block: Raw) -> bool:
        return self._shape.offers(container, block)

    @cached_property
    def _shape(self) -> Shape:
        return shape_of(self.page)

    @cached_property
    def streams(self) -> list[Stream]:
        """Its sections as readers of the edition get them."""
        adapted = self.adapted
        if adapted is None:
            return streams_of(self.page)
        return [(name, block, adapted.streams[name]) for name, block, _ in streams_of(self.page)]

    @cached_property
    def references(self) -> References:
        return references_of(self.page, self.streams)


def pages_by_key(places: Places, keys: Collection[Key]) -> list[Placed]:
    """Return the public pages that have these keys, in tree order: as many queries as there are types."""
    if not keys:
        return []
    found = _public(places, translation_key__in={key for _, key in keys})
    return [one for one in found if one.key in keys]


def pages_below(places: Places, tops: Collection[Page]) -> list[Placed]:
    """Return the public pages that these are or that stand below them, in tree order."""
    paths: list[str] = []
    for path in sorted(str(top.path) for top in tops):
        if not (paths and path.startswith(paths[-1])):
            paths.append(path)
    return _public(places, reduce(or_, [Q(path__startswith=path) for path in paths])) if paths else []


def _public(places: Places, *which: Q, **named: Any) -> list[Placed]:
    """Return the pages that have documents and that anybody may read, each in every place that holds it."""
    roots = [Q(path__startswith=place.root.path) for place in places.by_edition.values()]
    if not roots:
        return []
    rows = Page.objects.live().filter(reduce(or_, roots), *which, **named).order_by("path")
    public = [page for page in rows.specific() if places.is_public(page.path)]
    return [
        Placed(page, place)
        for page in public
        for place in places.holding(page.path)
        if isinstance(page, ContentPageMixin)
    ]
