"""Writing messages for whoever subscribed, inside the transaction that they tell of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence

from django.db.models import Q
from django.utils import timezone

from cms.delivery.documents.write import Change
from cms.delivery.feed import number_of
from translation_workflow.editions.models import Edition

from .messages import Message, documents_changed, edition_published, edition_unpublished
from .messages import ping as ping_message
from .models import Delivery, Endpoint


def tell_of_changes(changes: Sequence[Change]) -> None:
    """Write one message an edition for all who are told of it; nobody is told of an edition in draft.

    One query where nobody subscribed, three where somebody did, however many changes and subscribers.
    """
    by_edition: dict[int, list[Change]] = defaultdict(list)
    for change in changes:
        by_edition[change.edition].append(change)
    endpoints = _subscribed(by_edition)
    if not endpoints:
        return
    published = Edition.objects.filter(pk__in=by_edition, status=Edition.Status.PUBLISHED)
    now = timezone.now()
    rows: list[Delivery] = []
    for edition in published.select_related("programme").order_by("pk"):
        message = documents_changed(edition, by_edition[edition.pk], at=now)
        rows += _rows(message, [one for one in endpoints if _is_told(one, edition)])
    Delivery.objects.bulk_create(rows)


def tell_of_edition(edition: Edition, *, is_published: bool) -> None:
    """Write that readers get an edition from now on, or no more."""
    endpoints = [one for one in _subscribed([edition.pk]) if _is_told(one, edition)]
    if not endpoints:
        return
    now = timezone.now()
    message = (
        edition_published(edition, number_of(edition), at=now)
        if is_published
        else edition_unpublished(edition, at=now)
    )
    Delivery.objects.bulk_create(_rows(message, endpoints))


def tell_of_deletion(edition: Edition) -> None:
    """Write, for those who are told of the whole programme, that an edition is no more."""
    endpoints = Endpoint.objects.filter(is_on=True, programme=edition.programme_id, edition=None)
    message = edition_unpublished(edition, at=timezone.now())
    Delivery.objects.bulk_create(_rows(message, list(endpoints)))


def ping(endpoint: Endpoint) -> Delivery:
    """Write a test message for one endpoint."""
    message = ping_message(endpoint.about, at=timezone.now())
    return Delivery.objects.bulk_create(_rows(message, [endpoint]))[0]


def _subscribed(editions: Collection[int]) -> list[Endpoint]:
    """Return the endpoints that may have to be told of any of these editions, in one query."""
    own = Q(edition__in=editions)
    of_programme = Q(edition=None, programme__editions__in=editions)
    return list(Endpoint.objects.filter(own | of_programme, is_on=True).distinct().order_by("pk"))


def _is_told(endpoint: Endpoint, edition: Edition) -> bool:
    if endpoint.edition_id is None:
        return endpoint.programme_id == edition.programme_id
    return endpoint.edition_id == edition.pk


def _rows(message: Message, endpoints: Sequence[Endpoint]) -> list[Delivery]:
    return [
        Delivery(
            endpoint=endpoint,
            message=message.message,
            event=message.event,
            about=message.about,
            body=message.body,
        )
        for endpoint in endpoints
    ]
