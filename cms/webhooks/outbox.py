"""Writing messages for whoever subscribed, inside the transaction that they tell of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from django.db.models import Q
from django.utils import timezone

from cms.delivery.documents.write import Change
from cms.delivery.feed import number_of
from translation_workflow.editions.models import Edition

from .messages import Message, documents_changed, edition_published, edition_unpublished
from .messages import ping as ping_message
from .models import Delivery, Endpoint


def tell_of_changes(changes: Sequence[Change], editions: Mapping[int, Edition]) -> None:
    """Write one message an edition for all who are told of it; nobody is told of an edition in draft.

    One query where nobody subscribed, two where somebody did, however many changes and subscribers.
    `editions`: by their primary keys, those that changed among them.
    """
    by_edition: dict[int, list[Change]] = defaultdict(list)
    for change in changes:
        by_edition[change.edition].append(change)
    changed = [editions[pk] for pk in sorted(by_edition)]
    endpoints = _subscribed(changed)
    now = timezone.now()
    rows: list[Delivery] = []
    for edition in changed if endpoints else ():
        if edition.status != Edition.Status.PUBLISHED:
            continue
        message = documents_changed(edition, by_edition[edition.pk], at=now)
        rows += _rows(message, [one for one in endpoints if _is_told(one, edition)])
    if rows:
        Delivery.objects.bulk_create(rows)


def tell_of_edition(edition: Edition, *, is_published: bool) -> None:
    """Write that readers get an edition from now on, or no more."""
    endpoints = [one for one in _subscribed([edition]) if _is_told(one, edition)]
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


def _subscribed(editions: Sequence[Edition]) -> list[Endpoint]:
    """Return the endpoints that may have to be told of any of these editions, in one query."""
    own = Q(edition__in=[edition.pk for edition in editions])
    of_programme = Q(edition=None, programme__in={edition.programme_id for edition in editions})
    return list(Endpoint.objects.filter(own | of_programme, is_on=True).order_by("pk"))


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
