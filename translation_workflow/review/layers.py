"""The layers of pages that are about to go live: whose draft goes with the words, and whose waits."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from translation_workflow.adaptation.models import Layer
from translation_workflow.adaptation.published import (
    Adaptation,
    is_to_publish,
    latest_of,
    layers_of,
    live_of,
    waits_for_reviewer,
)
from translation_workflow.editions.models import Edition


@dataclass(frozen=True)
class Layers:
    """The layers of pages of an edition, by key, as a publication of these takes them.

    `names_pages`: somebody publishes these pages. Who publishes a whole edition has not looked at each, and
    drafts that wait for a reviewer stay drafts.
    """

    edition: Edition
    by_key: Mapping[UUID, Layer]
    names_pages: bool

    def adaptations(self) -> dict[UUID, Adaptation]:
        """Return what the edition makes of each page once it is published."""
        return {key: live_of(one) if self.waits(key) else latest_of(one) for key, one in self.by_key.items()}

    def waits(self, key: UUID) -> bool:
        """Whether a page has a draft of decisions that stays one."""
        return not self.names_pages and key in self.by_key and waits_for_reviewer(self.by_key[key])

    def goes_live(self, key: UUID) -> bool:
        """Whether decisions on a page go live that are not live yet."""
        return key in self.by_key and is_to_publish(self.by_key[key]) and not self.waits(key)

    def waiting_sentence(self, name: str) -> str:
        """Return what somebody should know of a page whose decisions stay a draft."""
        return _(
            "%(edition)s: “%(title)s”: its adaptation waits for a reviewer and stays a draft. "
            "Publish the page itself once it is checked."
        ) % {"edition": self.edition, "title": name}


def layers_to_publish(edition: Edition, keys: Collection[UUID], *, names_pages: bool) -> Layers:
    """Return the layers of pages that are about to go live; one query."""
    return Layers(edition, layers_of(edition, keys), names_pages)


def publish_layers(layers: Layers, keys: Collection[UUID], *, user: Any) -> set[UUID]:
    """Let what the edition decided on these pages go live; return the keys of those that changed.

    Who publishes a page by its name has checked what waited there.
    """
    changed = [layers.by_key[key] for key in keys if layers.goes_live(key)]
    for layer in changed:
        # Whoever calls has asked whether the user may publish in the edition.
        layer.latest_revision.publish(user=user, skip_permission_checks=True)
    if checked := [layer.pk for layer in changed if layer.waits_for_review]:
        Layer.objects.filter(pk__in=checked).update(waits_for_review=False)
    return {layer.page_key for layer in changed}
