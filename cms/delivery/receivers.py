"""What publishing tells delivery: documents are built here, inside the publishing transaction.

The one exception to the rule that receivers only schedule: page and document go live together or not
at all. A failure here takes the publication back.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.db.models.signals import post_save
from wagtail.images import get_image_model
from wagtail.models import Page

from translation_workflow.editions.models import Edition
from translation_workflow.review import signals

from . import files
from .documents.pictures import prepare_when_uploaded
from .documents.store import publish_documents, rebuild_referring, retire_documents


def connect() -> None:
    """Listen to publishing, and to what becomes of pictures and papers."""
    signals.pages_went_live.connect(_store, dispatch_uid="delivery")
    signals.pages_went_away.connect(_retire, dispatch_uid="delivery")
    signals.snippets_changed.connect(_rebuild, dispatch_uid="delivery")
    post_save.connect(prepare_when_uploaded, sender=get_image_model(), dispatch_uid="delivery")
    files.connect()


def _store(sender: object, pages: Sequence[tuple[Edition, Page]], **_: Any) -> None:
    publish_documents(pages)


def _retire(sender: object, keys: Sequence[tuple[Edition, UUID]], **_: Any) -> None:
    retire_documents(keys)


def _rebuild(
    sender: object,
    keys: Sequence[tuple[Edition, UUID]],
    besides: Sequence[tuple[Edition, UUID]] = (),
    **_: Any,
) -> None:
    rebuild_referring(keys, besides=besides)
