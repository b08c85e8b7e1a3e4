"""What receivers are told, as JSON. A message is short: whoever wants the documents reads `changes`."""

from __future__ import annotations

import json
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from cms.delivery.documents.write import Change
from cms.delivery.feed import cursor_of
from translation_workflow.editions.models import Edition

from .models import Event

# So many documents are named in a message; of more, `complete` says that they are not all.
MOST_NAMED = 100


@dataclass(frozen=True)
class Message:
    """One thing that happened: `about` is the edition's name, `body` what is sent to whoever is told."""

    message: str
    event: Event
    about: str
    body: str


def documents_changed(edition: Edition, changes: Sequence[Change], *, at: datetime) -> Message:
    """Tell of one publication, which changed, brought or took away at least one document."""
    named = changes[:MOST_NAMED]
    data = {
        **_place(edition, max(one.number for one in changes)),
        "complete": len(named) == len(changes),
        "count": len(changes),
        "published": [_named(one) for one in named if one.is_live],
        "unpublished": [_named(one) for one in named if not one.is_live],
    }
    return _message(Event.CHANGED, str(edition), data, at=at)


def edition_published(edition: Edition, number: int, *, at: datetime) -> Message:
    """Tell that readers get an edition from now on; `number` is that of its last publication."""
    return _message(Event.PUBLISHED, str(edition), _place(edition, number), at=at)


def edition_unpublished(edition: Edition, *, at: datetime) -> Message:
    """Tell that readers do not get an edition any more: it is a draft again, retired, or deleted."""
    data = {"programme": edition.programme.slug, "edition": edition.code}
    return _message(Event.UNPUBLISHED, str(edition), data, at=at)


def ping(about: str, *, at: datetime) -> Message:
    """Return a message that says nothing but that somebody pressed a button."""
    return _message(Event.PING, about, {}, at=at)


def _place(edition: Edition, number: int) -> dict[str, object]:
    return {
        "programme": edition.programme.slug,
        "edition": edition.code,
        "cursor": cursor_of(edition, number),
    }


def _named(change: Change) -> dict[str, str]:
    return {"key": str(change.key), "path": change.path}


def _message(event: Event, about: str, data: Mapping[str, object], *, at: datetime) -> Message:
    said = {"type": event.value, "timestamp": at.isoformat(timespec="seconds"), "data": data}
    body = json.dumps(said, ensure_ascii=False, separators=(",", ":"))
    return Message(f"msg_{secrets.token_hex(16)}", event, about, body)
