"""What publishing tells delivery: documents are built here, inside the publishing transaction.

The one exception to the rule that receivers only schedule: page and document go live together or not
at all. A failure here takes the publication back.
"""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db.models.signals import post_save
from wagtail.images import get_image_model
from wagtail.models import Page

from translation_workflow.editions.models import Edition
from translation_workflow.review.signals import page_went_away, page_went_live, snippet_changed

from .documents.pictures import prepare_when_saved
from .documents.store import publish_document, rebuild_referring, retire_document


def connect() -> None:
    """Listen to publishing, and to uploads of pictures."""
    page_went_live.connect(_store, dispatch_uid="delivery")
    page_went_away.connect(_retire, dispatch_uid="delivery")
    snippet_changed.connect(_rebuild, dispatch_uid="delivery")
    post_save.connect(prepare_when_saved, sender=get_image_model(), dispatch_uid="delivery")


def _store(sender: object, page: Page, edition: Edition, **_: Any) -> None:
    publish_document(edition, page)


def _retire(sender: object, key: UUID, edition: Edition, **_: Any) -> None:
    retire_document(edition, key)


def _rebuild(sender: object, key: UUID, edition: Edition, **_: Any) -> None:
    rebuild_referring(edition, {key})
