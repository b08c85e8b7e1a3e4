"""The worker's side: follow up what changed, one object a transaction."""

from __future__ import annotations

import logging
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db import connection, transaction
from django.db.models import Q
from django.utils import timezone
from wagtail.models import Page

from translation_workflow.editions.models import Edition, Kind
from translation_workflow.editions.registry import translated_editions
from translation_workflow.review import signals
from translation_workflow.review.follow import follow_master, settle_publication
from translation_workflow.source.masters import snippet_models
from translation_workflow.source.submit import submit

from .models import Pending
from .schedule import master_changed

logger = logging.getLogger(__name__)

LONGEST_PAUSE = timedelta(minutes=10)


def drain() -> int:
    """Follow up everything that is due; return how many objects that were.

    One that fails keeps its row with the fault, and is tried again after a growing pause.
    """
    done = 0
    while (pending := _next()) is not None:
        try:
            with transaction.atomic():
                if not _claim(pending):
                    continue
                _follow_up(pending)
                Pending.objects.filter(pk=pending.pk, token=pending.token).delete()
            done += 1
        except Exception as error:
            # The loop has to outlive any one object; the row keeps what happened to it.
            logger.exception("Following up %s failed.", pending)
            _postpone(pending, error)
    return done


def _next() -> Pending | None:
    due = Q(not_before=None) | Q(not_before__lte=timezone.now())
    return (
        Pending.objects.filter(due).select_related("edition__programme__master_locale").order_by("pk").first()
    )


def _claim(pending: Pending) -> bool:
    rows = Pending.objects.filter(pk=pending.pk)
    if connection.features.has_select_for_update:
        rows = rows.select_for_update()
    return rows.exists()


def _postpone(pending: Pending, error: Exception) -> None:
    pause = min(timedelta(seconds=2**pending.attempts), LONGEST_PAUSE)
    Pending.objects.filter(pk=pending.pk).update(
        attempts=pending.attempts + 1,
        not_before=timezone.now() + pause,
        fault=f"{type(error).__name__}: {error}",
    )


def _follow_up(pending: Pending) -> None:
    edition, key = pending.edition, pending.object_key
    if pending.kind == Pending.Kind.FOLLOW:
        follow_master(edition, key)
    elif pending.kind == Pending.Kind.SNIPPET:
        _follow_snippet(edition, key)
    elif edition.kind is Kind.MASTER:
        _follow_master_page(edition, key)
    else:
        settle_publication(edition, key)


def _follow_master_page(edition: Edition, key: UUID) -> None:
    page: Any = Page.objects.filter(translation_key=key, locale=edition.locale_id, live=True).first()
    editions = translated_editions(edition.programme)
    if page is None:
        signals.page_went_away.send(sender=Pending, key=key, edition=edition)
    else:
        page = page.specific
        submit(page, editions)
        signals.page_went_live.send(sender=Pending, page=page, edition=edition)
    for other in editions:
        master_changed(other, key)


def _follow_snippet(edition: Edition, key: UUID) -> None:
    signals.snippet_changed.send(sender=Pending, key=key, edition=edition)
    if edition.kind is not Kind.MASTER:
        return
    editions = translated_editions(edition.programme)
    for model in snippet_models():
        snippet = model._default_manager.filter(translation_key=key, locale=edition.locale_id).first()
        if snippet is not None:
            submit(snippet, editions)
    for other in editions:
        # An edition without a row of its own shows the master's.
        signals.snippet_changed.send(sender=Pending, key=key, edition=other)
        master_changed(other, key)
