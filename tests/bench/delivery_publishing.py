"""What the documents of an edition, its feed and the outbox add to publishing a page."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from statistics import median

from wagtail_localize.models import StringTranslation

from cms.delivery.models import Document
from cms.webhooks.models import Delivery, Endpoint
from pages.progress import unwatched
from translation_workflow.editions.models import Edition
from translation_workflow.jobs.work import run_tasks
from translation_workflow.review import signals
from translation_workflow.review.publish import publish_edition

from . import world
from .delivery import CODE, MODULE
from .measuring import BOTH, Values, cpu, measure

PAIRS = 9


@measure(
    "publish_overhead", databases=BOTH, publish_overhead="times", with_ms="ms of CPU", without_ms="ms of CPU"
)
def publish_overhead() -> Values:
    """One page with a changed sentence, and nobody listening for delivery: the median of pairs, by turns."""
    programme = world.go_to(world.PUBLISHED)
    edition = next(one for one in programme.editions if one.code == CODE)
    key = programme.modules[MODULE].translation_key
    Endpoint.objects.create(programme=programme.programme, url="https://partner.example/hook", secret="x")
    documents = Document.objects.get(edition=edition, key=key)
    with_all, without = [], []
    for number in range(PAIRS + 1):
        with nobody_listening():
            alone = _published(edition, key, words=f"alone {number}")
        whole = _published(edition, key, words=f"with {number}")
        if number:
            with_all.append(whole)
            without.append(alone)
    after = Document.objects.get(pk=documents.pk)
    assert after.change == documents.change + PAIRS + 1, "Each publication is in the feed."
    assert Delivery.objects.count() == PAIRS + 1, "Each publication is in the outbox."
    return {
        "publish_overhead": median(a / b for a, b in zip(with_all, without, strict=True)),
        "with_ms": 1e3 * median(with_all),
        "without_ms": 1e3 * median(without),
    }


@contextmanager
def nobody_listening() -> Iterator[None]:
    """Let delivery not hear of what is published."""
    kept = signals.pages_went_live.receivers
    signals.pages_went_live.receivers = []
    signals.pages_went_live.sender_receivers_cache.clear()
    try:
        yield
    finally:
        signals.pages_went_live.receivers = kept
        signals.pages_went_live.sender_receivers_cache.clear()


def _published(edition: Edition, key: object, *, words: str) -> float:
    """Return the CPU seconds in which one changed sentence of a page went live."""
    row = StringTranslation.objects.filter(locale=edition.locale_id, context__object=key).order_by("pk")[5]
    row.data = f"{words} {row.data.split(' ', 2)[-1]}"
    row.save()
    run_tasks()
    gc.collect()

    def publish() -> None:
        told = publish_edition(edition, keys={key}, progress=unwatched)
        assert told.published == 1, told

    return cpu(publish)
