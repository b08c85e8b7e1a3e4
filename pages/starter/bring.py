"""One entry into the database: checked whole, written whole or not at all, never over what people wrote."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import transaction
from wagtail.models import Page

from pages.models import StarterRecord

from .entries import Entry
from .faults import Fault
from .fields import content_digest, read_fields
from .home import Home
from .outcome import Outcome
from .reader import BlockReader
from .write import ParentMissing, current_of, is_to_publish, write


def bring(
    entry: Entry, home: Home, reader: BlockReader, outcome: Outcome, *, again: bool = False
) -> list[Fault]:
    """Write one entry unless it stands as it is; return the references it still waits for.

    With `again` it is not counted once more.
    """
    values = read_fields(entry, reader)
    if (
        entry.parent
        and str(entry.parent) not in reader.promised
        and reader.resolve(str(entry.parent), Page) is None
    ):
        reader.faults.append(_parent_missing(entry))
    if reader.faults:
        outcome.faults += reader.faults
        return []
    record = StarterRecord.objects.filter(key=entry.key).first()
    current = current_of(entry, home)
    if record and record.entry_digest == entry.digest:
        outcome.unchanged += 0 if again else 1
        _publish_late(entry, home, record, current, outcome)
        return []
    if current is not None and (record is None or content_digest(current) != record.content_digest):
        outcome.kept.append(str(current))
        return []
    try:
        with transaction.atomic():
            written = write(entry, home, current, values)
            StarterRecord.objects.update_or_create(
                key=entry.key,
                defaults={
                    # An entry that waits for references is not done: the next load completes it.
                    "entry_digest": "" if reader.waiting else entry.digest,
                    "content_digest": content_digest(written),
                },
            )
    except ValidationError as error:
        outcome.faults.append(entry.place.fault(" ".join(_said(error))))
        return []
    except ParentMissing:
        outcome.faults.append(_parent_missing(entry))
        return []
    if not again:
        outcome.created += current is None
        outcome.updated += current is not None
    _tell_waiting(written, home, outcome)
    return reader.waiting


def _publish_late(entry: Entry, home: Home, record: StarterRecord, current: Any, outcome: Outcome) -> None:
    """Publish a country's page that came before the page above it was live, if nobody edited it since."""
    if home.is_master or not isinstance(current, Page) or current.first_published_at is not None:
        return
    if is_to_publish(current, home) and content_digest(current) == record.content_digest:
        with transaction.atomic():
            current.get_latest_revision().publish()
            # A live page is read from its own row, which may have its keys in another order.
            record.content_digest = content_digest(current_of(entry, home))
            record.save(update_fields=["content_digest"])
        outcome.unchanged -= 1
        outcome.updated += 1
    _tell_waiting(current, home, outcome)


def _tell_waiting(current: Any, home: Home, outcome: Outcome) -> None:
    if isinstance(current, Page) and current.first_published_at is None and not is_to_publish(current, home):
        outcome.waiting.append(f"“{current}” is a draft until the page above it is live.")


def _said(error: ValidationError) -> Iterator[str]:
    """Yield what a form would say, with the names of the fields."""
    fields = error.message_dict if hasattr(error, "error_dict") else {NON_FIELD_ERRORS: error.messages}
    for name, sentences in fields.items():
        yield from sentences if name == NON_FIELD_ERRORS else (f"{name}: {one}" for one in sentences)


def _parent_missing(entry: Entry) -> Fault:
    return entry.place.fault(f"the page above it, {entry.parent}, is not loaded. Mend that one first.")
