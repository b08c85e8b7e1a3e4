"""What is done for each kind of item, for a batch of editions at once, inside one transaction.

Every effect looks at what is there now and not at what the change was, so that doing it again is harmless.
It returns what was refused, as edition → sentence: the rest of what it did stays. One that raises, `Refused`
or anything else, leaves nothing behind.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from wagtail.models import Page

from pages.models.snippets import translated_snippets
from translation_workflow.editions.grouping import by_programme
from translation_workflow.editions.models import Edition
from translation_workflow.editions.models import Kind as EditionKind
from translation_workflow.editions.registry import translated_editions
from translation_workflow.review import signals
from translation_workflow.review.follow import follow_master, settle_publication
from translation_workflow.review.submit import read, read_live_page
from translation_workflow.source.masters import in_programme

from .models import Kind
from .schedule import follow


@dataclass(frozen=True)
class Batch:
    """One object in the editions where it is to be done; `units` None means the whole object."""

    kind: Kind
    key: UUID
    editions: Sequence[Edition]
    units: frozenset[str] | None = None
    asked_by: Any = None


Refusals = Mapping[Edition, str]


def page_changed(batch: Batch) -> Refusals:
    """Refresh the master's source and let the others follow; end a publication in an edition properly."""
    refusals: dict[Edition, str] = {}
    for edition in batch.editions:
        if edition.kind is EditionKind.MASTER:
            _refresh_page(edition, batch)
        else:
            outcome = settle_publication(edition, batch.key)
            if told := [*outcome.refused, *outcome.held]:
                refusals[edition] = " ".join(told)
    return refusals


def snippet_changed(batch: Batch) -> Refusals:
    """Tell who shows it; where it is the master's, refresh its source and let the others follow."""
    signals.snippets_changed.send(sender=Batch, keys=[(edition, batch.key) for edition in batch.editions])
    for edition in batch.editions:
        if edition.kind is EditionKind.MASTER:
            _refresh_snippet(edition, batch)
    return {}


def follow_the_master(batch: Batch) -> Refusals:
    """Let the object follow its master in all these editions at once."""
    refusals: dict[Edition, str] = {}
    # A page that moved from one programme to another waits in the editions of both.
    for editions in by_programme(batch.editions).values():
        # Changed units are named when an author published; a page that moved has none to name.
        refusals |= follow_master(batch.key, editions, is_in_place=batch.units is not None)
    return refusals


def build_document(batch: Batch) -> Refusals:
    """Tell that a master's page is live with what it says now, or no longer is."""
    for edition in batch.editions:
        rows = Page.objects.filter(translation_key=batch.key, locale=edition.locale_id, live=True)
        page = in_programme(edition.programme, rows).first()
        if page is None:
            signals.pages_went_away.send(sender=Batch, keys=[(edition, batch.key)])
        else:
            signals.pages_went_live.send(sender=Batch, pages=[(edition, page.specific)])
    return {}


EFFECTS: Mapping[Kind, Callable[[Batch], Refusals]] = {
    Kind.PAGE: page_changed,
    Kind.SNIPPET: snippet_changed,
    Kind.FOLLOW: follow_the_master,
    Kind.DOCUMENT: build_document,
}


def _refresh_page(edition: Edition, batch: Batch) -> None:
    editions = translated_editions(edition.programme)
    touched, units = read_live_page(edition.programme, batch.key, editions) or (editions, None)
    follow(batch.key, touched, units=units, asked_by=batch.asked_by)


def _refresh_snippet(edition: Edition, batch: Batch) -> None:
    editions = translated_editions(edition.programme)
    touched = [
        behind
        for model in translated_snippets()
        for snippet in model._default_manager.filter(translation_key=batch.key, locale=edition.locale_id)
        for behind in read(snippet, editions)[0]
    ]
    # An edition without a row of its own shows the master's.
    signals.snippets_changed.send(sender=Batch, keys=[(other, batch.key) for other in editions])
    follow(batch.key, touched, asked_by=batch.asked_by)
