"""What the log says, for tests to look at."""

from __future__ import annotations

import json
from typing import Any

from translation_workflow.audit.models import Entry, Topic


def entries(topic: Topic, **about: Any) -> list[Entry]:
    """Return the entries of a topic, oldest first."""
    return list(Entry.objects.filter(topic=topic, **about).order_by("pk"))


def last(topic: Topic, **about: Any) -> Entry:
    return entries(topic, **about)[-1]


def said(entry: Entry) -> tuple[str, str | None, str | None]:
    """Return who, before and after."""
    return entry.user_name, entry.before, entry.after


def changed(entry: Entry) -> dict[str, tuple[Any, Any]]:
    """Return name → value before and after, of what an entry in JSON says otherwise than before."""
    before, after = (json.loads(text) if text else {} for text in (entry.before, entry.after))
    return {
        name: (before.get(name), after.get(name))
        for name in {**before, **after}
        if before.get(name) != after.get(name)
    }
