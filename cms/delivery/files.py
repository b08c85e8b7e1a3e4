"""What a changed picture or paper does to documents: those that show it are built anew, and no others.

Receivers only note it, in the transaction that changes the file; a background task makes the renditions
first, then builds in one transaction an edition.
"""

from __future__ import annotations

import logging
from collections.abc import Collection as Several
from collections.abc import Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db.models.signals import post_delete, post_save, pre_save
from django.utils import timezone
from django_tasks import task
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Collection, CollectionViewRestriction

from translation_workflow.editions.models import Edition

from .documents.files import File, keys_of_files
from .documents.pictures import drop_renditions, renew_renditions
from .documents.store import rebuild_referring

logger = logging.getLogger(__name__)

# What documents show of a file, or what says that its bytes are others.
SHOWN = {
    File.PICTURE: (
        *("file", "file_hash", "width", "height", "collection_id"),
        *("focal_point_x", "focal_point_y"),
    ),
    File.PAPER: ("file", "file_hash", "file_size", "collection_id"),
}
BYTES = {"file", "file_hash"}
# Wagtail's form takes the old renditions away after it saved the picture; what is made before goes with them.
PAUSE = timedelta(seconds=2)


def connect() -> None:
    """Listen to what becomes of files, and of the collections that they are in."""
    for model in (get_image_model(), get_document_model()):
        pre_save.connect(_remember, sender=model, dispatch_uid="delivery-files")
        post_save.connect(_note_saved, sender=model, dispatch_uid="delivery-files")
        post_delete.connect(_note_deleted, sender=model, dispatch_uid="delivery-files")
    for signal in (post_save, post_delete):
        signal.connect(_note_restricted, sender=CollectionViewRestriction, dispatch_uid="delivery-files")
    post_save.connect(_note_collection, sender=Collection, dispatch_uid="delivery-files")


@task()  # type: ignore[untyped-decorator,unused-ignore]
def follow_files(kind: str, pks: list[int], replaced: bool) -> int:
    """Make what is missing of the renditions of files, all of them where they were `replaced`, then build
    the documents that show them anew; return how many got other bytes.
    """
    if kind == File.PICTURE:
        if replaced:
            drop_renditions(pks)
        renew_renditions(pks)
    return rebuild_showing(keys_of_files(File(kind), pks))


def rebuild_showing(keys: Several[UUID]) -> int:
    """Build the documents that show any of these files anew; return how many got other bytes.

    One transaction an edition. One that fails is logged, and the others are done; then its error is raised.
    """
    editions = Edition.objects.filter(documents__is_live=True, documents__references__target__in=keys)
    written, failure = 0, None
    for edition in editions.distinct().order_by("pk"):
        try:
            written += rebuild_referring([(edition, key) for key in sorted(keys)]).written
        except Exception as error:
            logger.exception("Documents of %s do not show a changed file yet.", edition)
            failure = error
    if failure is not None:
        raise failure
    return written


def follow(kind: File, pks: Sequence[int], *, replaced: bool = False) -> None:
    """Note that files changed, in the transaction that changes them."""
    if pks:
        later = follow_files.using(run_after=timezone.now() + PAUSE)
        later.enqueue(str(kind), list(pks), replaced)


def _kind(file: Any) -> File:
    return File.PICTURE if isinstance(file, get_image_model()) else File.PAPER


def _remember(sender: Any, instance: Any, raw: bool = False, **_: Any) -> None:
    """Keep what is stored of a file until it is saved."""
    shown = sender.objects.filter(pk=instance.pk).values(*SHOWN[_kind(instance)]) if instance.pk else None
    instance._stored = shown.first() if shown is not None else None


def _note_saved(sender: Any, instance: Any, created: bool, **_: Any) -> None:
    before, kind = instance._stored, _kind(instance)
    if created or before is None:
        return
    now = {name: getattr(instance, name) for name in SHOWN[kind]} | {"file": instance.file.name}
    changed = {name for name in now if now[name] != before[name]}
    if changed:
        follow(kind, [instance.pk], replaced=bool(changed & BYTES))


def _note_deleted(sender: Any, instance: Any, **_: Any) -> None:
    follow(_kind(instance), [instance.pk])


def _note_restricted(sender: Any, instance: CollectionViewRestriction, **_: Any) -> None:
    _follow_all_in(instance.collection)


def _note_collection(sender: Any, instance: Collection, created: bool, **_: Any) -> None:
    """A collection that was moved is in others' restrictions now; what is the same writes nothing."""
    if not created:
        _follow_all_in(instance)


def _follow_all_in(collection: Collection) -> None:
    below = Collection.objects.filter(path__startswith=collection.path).values("pk")
    for kind, model in ((File.PICTURE, get_image_model()), (File.PAPER, get_document_model())):
        follow(kind, list(model.objects.filter(collection__in=below).values_list("pk", flat=True)))
