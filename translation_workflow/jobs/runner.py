"""The worker's side: follow up what changed, one object a transaction."""

from __future__ import annotations

import logging
from datetime import timedelta
from typing import Any

from django.db import connection, transaction
from django.db.models import Q
from django.utils import timezone
from wagtail.models import Page

from translation_workflow.editions.models import Kind
from translation_workflow.editions.registry import translated_editions
from translation_workflow.review import signals
from translation_workflow.review.publish import follow_master, record_publication
from translation_workflow.source.masters import snippet_models
from translation_workflow.source.submit import submit

from .models import Pending

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
    if pending.kind == Pending.Kind.PAGE:
        _follow_page(pending)
    else:
        _follow_snippet(pending)


def _follow_page(pending: Pending) -> None:
    edition = pending.edition
    page: Any = Page.objects.filter(translation_key=pending.object_key, locale=edition.locale_id).first()
    if page is None or not page.live:
        signals.page_went_away.send(sender=Pending, key=pending.object_key, edition=edition)
        return
    page = page.specific
    if edition.kind is Kind.MASTER:
        editions = translated_editions(edition.programme)
        submit(page, editions)
        for other in editions:
            follow_master(other, page.translation_key)
    else:
        record_publication(page, edition)
    signals.page_went_live.send(sender=Pending, page=page, edition=edition)


def _follow_snippet(pending: Pending) -> None:
    edition, key = pending.edition, pending.object_key
    editions = [edition]
    if edition.kind is Kind.MASTER:
        # Editions without a row of their own show the master's.
        editions += translated_editions(edition.programme)
        for model in snippet_models():
            snippet = model._default_manager.filter(translation_key=key, locale=edition.locale_id).first()
            if snippet is not None:
                submit(snippet, editions[1:])
    for shown_in in editions:
        signals.snippet_changed.send(sender=Pending, key=key, edition=shown_in)
