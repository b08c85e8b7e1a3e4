"""Layers that a newer starter brought go live, if nothing else goes live by it."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from pages.progress import unwatched
from translation_workflow.editions.locks import lock_editions
from translation_workflow.editions.models import Edition

from .drift.forecast import forecast_publication
from .publish import publish_edition


def publish_brought(pages: Sequence[tuple[Edition, UUID]]) -> list[str]:
    """Publish pages, by key, for the sake of their layers; return why some wait, each a sentence.

    A page is left alone where its publication would bring more than the layer: words that somebody typed
    since it was last published, or changes of the master that nobody has looked at.
    """
    return [sentence for edition, key in pages for sentence in _publish(edition, key)]


@transaction.atomic
def _publish(edition: Edition, key: UUID) -> list[str]:
    lock_editions([edition])
    steps = forecast_publication(edition, keys={key}).steps
    if others := [step for step in steps if not step.is_only_adapted]:
        return [step.refusal or _waits(edition, step.name) for step in others]
    return publish_edition(edition, keys={key}, progress=unwatched).refused


def _waits(edition: Edition, name: str) -> str:
    return _(
        "%(edition)s: the adaptation of “%(title)s” waits for a reviewer: other changes of that page would "
        "go live with it."
    ) % {"edition": edition, "title": name}
