"""Layers in bulk: what is live of them, what a publication would make live, and what they cover."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from uuid import UUID

from translation_workflow.editions.models import Edition

from .decisions import Decision, from_json
from .models import Layer
from .operations import Operation, Verb


@dataclass(frozen=True)
class Adaptation:
    """What one edition does to one page. `leaves_out`: it does without it."""

    decisions: Sequence[Decision] = ()
    leaves_out: bool = False

    @property
    def operations(self) -> list[Operation]:
        return [one.operation for one in self.decisions]

    @cached_property
    def covered(self) -> frozenset[str]:
        """The ids of blocks that the master's words are not shown of: nobody is asked to translate them."""
        return frozenset(one.block for one in self.operations if one.verb in (Verb.HIDE, Verb.REPLACE))

    def covers(self, path: str) -> bool:
        """Whether a content path (`field.block.child…`) leads into a block that is hidden or replaced."""
        return not self.covered.isdisjoint(path.split("."))

    def does_without(self, path: str) -> bool:
        """Whether readers of the edition get nothing of the master's words at a content path."""
        return self.leaves_out or self.covers(path)


NOTHING = Adaptation()

Key = tuple[int, UUID]
"""An edition's id and a page's key."""


def live_adaptations(editions: Iterable[Edition]) -> dict[Key, Adaptation]:
    """Return what is live of all layers of some editions, in one query."""
    rows = Layer.objects.filter(edition__in={one.pk for one in editions}, live=True)
    columns = ("edition_id", "page_key", "decisions", "leaves_out")
    return {
        (edition, key): Adaptation(from_json(decisions), leaves_out)
        for edition, key, decisions, leaves_out in rows.values_list(*columns)
    }


def latest_adaptations(editions: Iterable[Edition]) -> dict[Key, Adaptation]:
    """Return what people decided last, published or not, of all layers of some editions; one query.

    Of a layer whose draft waits for a reviewer that is what is live: nobody decided on the draft yet.
    """
    rows = Layer.objects.filter(edition__in={one.pk for one in editions}).select_related("latest_revision")
    return {
        (one.edition_id, one.page_key): live_of(one) if waits_for_reviewer(one) else latest_of(one)
        for one in rows
    }


def layers_of(edition: Edition, keys: Collection[UUID]) -> dict[UUID, Layer]:
    """Return the layers of these pages, with what people decided last; one query."""
    rows = Layer.objects.filter(edition=edition, page_key__in=keys)
    return {layer.page_key: layer for layer in rows.select_related("latest_revision", "edition")}


def latest_of(layer: Layer | None) -> Adaptation:
    """Return what a publication makes of a page: its layer's draft where there is one."""
    if layer is None:
        return NOTHING
    if revision := layer.latest_revision:
        return adaptation_in(revision.content)
    return Adaptation(from_json(layer.decisions), layer.leaves_out)


def live_of(layer: Layer) -> Adaptation:
    """Return what is live of a layer."""
    return Adaptation(from_json(layer.decisions), layer.leaves_out) if layer.live else NOTHING


def waits_for_reviewer(layer: Layer) -> bool:
    """Whether a layer has a draft that goes live only when somebody publishes its very page."""
    return layer.waits_for_review and is_to_publish(layer)


def is_to_publish(layer: Layer) -> bool:
    """Whether a layer has a draft that says something else than what is live."""
    return layer.latest_revision is not None and (
        layer.has_unpublished_changes or (not layer.live and not is_as_live(layer))
    )


def is_as_live(layer: Layer) -> bool:
    """Whether the draft says what is live, as after a change that was taken back."""
    draft, live = latest_of(layer), live_of(layer)
    return (list(draft.decisions), draft.leaves_out) == (list(live.decisions), live.leaves_out)


def adaptation_in(content: Mapping[str, Any]) -> Adaptation:
    """Return what a revision of a layer says."""
    return Adaptation(from_json(content["decisions"]), content["leaves_out"])
