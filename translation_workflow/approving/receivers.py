"""What the review listens to: approvals and publications, and editions, which have a workflow each."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any
from uuid import UUID

from django.db.models.signals import post_delete, post_save
from wagtail.models import Workflow

from translation_workflow.editions.models import Edition
from translation_workflow.review.signals import objects_published
from translation_workflow.source.signals import words_approved

from .approved import forget_live, remember
from .mails import keep_silent
from .models import EditionReview
from .workflows import keep_workflows


def connect() -> None:
    words_approved.connect(_on_approved, dispatch_uid="approving.approved")
    objects_published.connect(_on_published, dispatch_uid="approving.published")
    post_save.connect(_on_edition, sender=Edition, dispatch_uid="approving.edition")
    post_delete.connect(_on_gone, sender=EditionReview, dispatch_uid="approving.gone")
    keep_silent()


def _on_approved(edition: Edition, translations: Collection[int], user: Any, **kwargs: Any) -> None:
    remember(edition, translations, user=user)


def _on_published(edition: Edition, keys: Collection[UUID], **kwargs: Any) -> None:
    forget_live(edition, keys)


def _on_edition(instance: Edition, raw: bool = False, **kwargs: Any) -> None:
    if not raw:
        keep_workflows([instance])


def _on_gone(instance: EditionReview, **kwargs: Any) -> None:
    """A workflow without a step approves whatever is sent, at once: it goes with its edition."""
    Workflow.objects.filter(pk=instance.workflow_id).delete()
