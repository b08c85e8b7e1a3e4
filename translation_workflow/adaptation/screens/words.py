"""The edition's words for a page, as somebody typed them last: asked of the room above, by a hook."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from wagtail import hooks

from translation_workflow.editions.models import Edition

HOOK = "read_working_page"


@dataclass(frozen=True)
class Words:
    """A page that nobody saved, None where the edition has none yet; content paths that need work."""

    page: Any = None
    needs_work: frozenset[str] = frozenset()


def words_of(edition: Edition, master: Any) -> Words:
    """Return what `HOOK` says of a page: a function of the edition and the page's key, returning `Words`."""
    for read in hooks.get_hooks(HOOK):
        words: Words = read(edition, master.translation_key)
        return words
    return Words()
