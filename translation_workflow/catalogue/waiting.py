"""Uploads that wait to be confirmed: kept as they came, judged when shown, and again when confirmed."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext as _

from translation_workflow.editions.locks import lock_editions
from translation_workflow.editions.models import Edition

from .archive import Incoming, from_upload
from .intake import Report, import_files
from .models import Import, ImportedFile

KEPT = timedelta(days=7)

# The journal shows a file by the name of its upload and its own.
_LONGEST_UPLOAD = 100
_LONGEST = ImportedFile._meta.get_field("name").max_length or 0


class NotWaiting(Exception):
    """An upload that was imported, or put away, by somebody before; the text says so."""


def rehearse(edition: Edition, name: str, *, content: bytes, user: Any) -> Report:
    """Return what an import by this user would do now; nothing is written. Raises CatalogueFault."""
    files = _files(name, content)
    return import_files(edition, files, name=name, user=user, dry_run=True)


def hold(edition: Edition, name: str, *, content: bytes, user: Any) -> Import:
    """Keep an upload until somebody confirms it."""
    return Import.objects.create(
        edition=edition,
        name=shortened(name, _LONGEST_UPLOAD),
        state=Import.State.WAITING,
        upload=content,
        imported_by=user,
    )


@transaction.atomic
def confirm(batch: Import, *, user: Any) -> Report:
    """Import an upload that waits, all of it or nothing, and forget its bytes.

    Raises NotWaiting, and CatalogueFault where a file fits no more: the upload goes on waiting then.
    """
    content = batch.upload
    lock_editions([batch.edition])
    taken = _waiting(batch).update(
        state=Import.State.DONE, upload=None, imported_by=user, imported_at=timezone.now()
    )
    if not taken or content is None:
        raise NotWaiting(_("Somebody imported this upload before, or put it away. Nothing was imported now."))
    batch.refresh_from_db()
    return import_files(
        batch.edition, _files(batch.name, bytes(content)), name=batch.name, user=user, batch=batch
    )


def put_away(batch: Import) -> None:
    """Forget an upload that waits. Raises NotWaiting."""
    if not _waiting(batch).delete()[0]:
        raise NotWaiting(_("Somebody imported this upload before, or put it away."))


def forget_waiting() -> int:
    """Delete uploads that nobody confirmed in a week; return how many."""
    return Import.objects.filter(state=Import.State.WAITING, imported_at__lt=Now() - KEPT).delete()[0]


def shortened(name: str, longest: int) -> str:
    """Return a name that fits; its end tells more than its beginning."""
    return name if len(name) <= longest else f"…{name[1 - longest :]}"


def _files(name: str, content: bytes) -> list[Incoming]:
    files = from_upload(shortened(name, _LONGEST_UPLOAD), content)
    return [replace(file, name=shortened(file.name, _LONGEST)) for file in files]


def _waiting(batch: Import) -> Any:
    return Import.objects.filter(pk=batch.pk, state=Import.State.WAITING)
