"""What happens elsewhere and is to be told: the receivers write rows of the outbox, and send nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models.signals import post_save, pre_delete, pre_save

from cms.delivery.documents.write import Change
from cms.delivery.signals import documents_changed
from translation_workflow.editions.models import Edition

from .outbox import tell_of_changes, tell_of_deletion, tell_of_edition

PUBLISHED = Edition.Status.PUBLISHED


def connect() -> None:
    """Listen to publications, and to editions: however and by whom they are saved."""
    documents_changed.connect(_on_changes, dispatch_uid="webhooks")
    pre_save.connect(_before_edition, sender=Edition, dispatch_uid="webhooks.before")
    post_save.connect(_on_edition, sender=Edition, dispatch_uid="webhooks.saved")
    pre_delete.connect(_on_deletion, sender=Edition, dispatch_uid="webhooks.deleted")


def _on_changes(sender: Any, changes: Sequence[Change], editions: Mapping[int, Edition], **_: Any) -> None:
    tell_of_changes(changes, editions)


def _before_edition(instance: Edition, **_: Any) -> None:
    """Keep which status the database knows, for when another has been saved."""
    known = Edition.objects.filter(pk=instance.pk).values_list("status", flat=True).first()
    instance._was_published = known == PUBLISHED  # type: ignore[attr-defined]


def _on_edition(
    instance: Edition, raw: bool = False, update_fields: frozenset[str] | None = None, **_: Any
) -> None:
    is_saved = update_fields is None or "status" in update_fields
    is_published = instance.status == PUBLISHED
    was_published: bool = instance._was_published  # type: ignore[attr-defined]
    if is_saved and not raw and is_published != was_published:
        tell_of_edition(instance, is_published=is_published)


def _on_deletion(instance: Edition, **_: Any) -> None:
    if instance.status == PUBLISHED:
        tell_of_deletion(instance)
