"""What waits for the reviewers of editions, and what they sent back."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import cached_property
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.urls import reverse
from wagtail.models import Page, WorkflowState
from wagtail_localize.models import TranslationSource

from translation_workflow.editions.models import Edition, Kind
from translation_workflow.review.models import Publication
from translation_workflow.source.masters import master_order

from .counting import NO_WORDS, Owner, Words, count_words
from .models import EditionReview


class Stage(StrEnum):
    """Why something is in the list."""

    SENT = "sent"
    """A translator sent it, and waits."""
    RETURNED = "returned"
    """A reviewer sent it back, and waits for a translator."""
    READY = "ready"
    """Nobody sent it; all its words are translated, and some are not live."""
    STARTED = "started"
    """Nobody sent it; some words are translated and not live, others are missing or need work."""


class Sort(StrEnum):
    """What waits: a translated page, words that several pages show, or a page that only its edition has."""

    PAGE = "page"
    SNIPPET = "snippet"
    COUNTRY_PAGE = "country_page"


@dataclass(frozen=True)
class Waiting:
    """One object of an edition. `by` sent it, or sent it back with `note`, at `at`: of what was sent only.

    `sender` is the id of who sent it. `page` is the id of the edition's page; None for a snippet. `words` are
    empty for a country page.
    """

    edition: Edition
    key: UUID
    title: str
    stage: Stage
    sort: Sort = Sort.PAGE
    words: Words = NO_WORDS
    by: str = ""
    at: datetime | None = None
    note: str = ""
    page: int | None = None
    sender: int | None = None

    @property
    def url(self) -> str:
        """Where a reviewer looks at it, and a translator sees what is said of it."""
        if self.sort is Sort.COUNTRY_PAGE:
            return reverse("wagtailadmin_pages:edit", args=[self.page])
        return reverse("approving:page", args=[self.edition.pk, self.key])


def waiting(edition: Edition) -> list[Waiting]:
    """Return what waits in one edition, as `queue`."""
    return queue([edition])


def queue(editions: Iterable[Edition], *, keys: Collection[UUID] | None = None) -> list[Waiting]:
    """Return what waits in editions: what was sent first, the longest waiting first; then what was sent back,
    what is ready, and what is being translated, each in the order of editions and pages. `keys` narrows it.

    Who may see it is for those who call to decide. The queries grow with the programmes, not with editions,
    pages or pieces.
    """
    read = _read([edition for edition in editions if _is_worked_on(edition)], keys)
    sent = [_sent(state, read) for state in read.states if state.page in read.pages]
    taken = {(one.edition.pk, one.key) for one in sent}
    unsent = [
        _unsent(edition, key, read)
        for edition in read.editions
        for key in read.orders[edition.programme_id]
        if (edition.pk, key) not in taken and read.waits(edition, key)
    ]
    return sorted([*sent, *unsent], key=read.place)


def _is_worked_on(edition: Edition) -> bool:
    return edition.kind is not Kind.MASTER and edition.status != Edition.Status.RETIRED


@dataclass(frozen=True)
class _State:
    """A workflow that runs for a page."""

    edition: int
    page: int
    is_returned: bool
    by: str
    at: datetime
    note: str
    sender: int | None


@dataclass(frozen=True)
class _Row:
    """An edition's page."""

    pk: int
    locale: int
    key: UUID
    title: str
    is_live: bool


@dataclass(frozen=True)
class _Read:
    """All that the list is made of. `names` are what the master calls objects, `taken_down` what people of an
    edition unpublished.
    """

    editions: Sequence[Edition]
    orders: Mapping[int, Mapping[UUID, tuple[int, str]]]
    words: Mapping[Owner, Words]
    states: Sequence[_State]
    pages: Mapping[int, _Row]
    names: Mapping[UUID, str]
    taken_down: Collection[Owner]

    @cached_property
    def by_pk(self) -> dict[int, Edition]:
        return {edition.pk: edition for edition in self.editions}

    @cached_property
    def own(self) -> dict[tuple[int, UUID], _Row]:
        """Language and key → the edition's page."""
        return {(row.locale, row.key): row for row in self.pages.values()}

    def waits(self, edition: Edition, key: UUID) -> bool:
        """Whether an object has anything that could be live and is not; be it the object itself, as a page of
        copies that nobody published yet.
        """
        words, row = self.words[edition.pk, key], self.own.get((edition.locale_id, key))
        if words.waits:
            return True
        is_away = row is not None and not row.is_live and (edition.pk, key) not in self.taken_down
        return is_away and words.is_complete and not words.is_left_out

    def place(self, one: Waiting) -> Any:
        """Return by what the list is ordered."""
        stages = list(Stage)
        since = one.at.timestamp() if one.at and one.stage is Stage.SENT else 0
        edition = (one.edition.programme_id, one.edition.order, one.edition.pk)
        order = self.orders[one.edition.programme_id].get(one.key, (2, one.title))
        return stages.index(one.stage), since, edition, order


def _sent(state: _State, read: _Read) -> Waiting:
    edition, row = read.by_pk[state.edition], read.pages[state.page]
    is_translated = row.key in read.orders[edition.programme_id]
    return Waiting(
        edition,
        row.key,
        row.title,
        Stage.RETURNED if state.is_returned else Stage.SENT,
        Sort.PAGE if is_translated else Sort.COUNTRY_PAGE,
        read.words.get((edition.pk, row.key), NO_WORDS),
        state.by,
        state.at,
        state.note,
        row.pk,
        state.sender,
    )


def _unsent(edition: Edition, key: UUID, read: _Read) -> Waiting:
    row, words = read.own.get((edition.locale_id, key)), read.words[edition.pk, key]
    is_page = read.orders[edition.programme_id][key][0] == 1
    return Waiting(
        edition,
        key,
        row.title if row else read.names.get(key, ""),
        Stage.READY if words.is_complete else Stage.STARTED,
        Sort.PAGE if is_page else Sort.SNIPPET,
        words,
        page=row.pk if row else None,
    )


def _read(editions: Sequence[Edition], keys: Collection[UUID] | None) -> _Read:
    programmes = {edition.programme_id: edition.programme for edition in editions}
    orders = {pk: master_order(programme, keys) for pk, programme in programmes.items()}
    words = count_words(editions, {pk: order.keys() for pk, order in orders.items()})
    states = _states(editions)
    pages = _pages(editions, orders, words, states)
    if keys is not None:
        states = [state for state in states if state.page in pages and pages[state.page].key in keys]
    gone = Publication.objects.filter(edition__in=editions, is_taken_down=True)
    taken_down = set(gone.values_list("edition", "object_key"))
    return _Read(editions, orders, words, states, pages, _names(editions, words), taken_down)


def _states(editions: Sequence[Edition]) -> list[_State]:
    """Return the workflows that run in editions; two queries."""
    of_editions = EditionReview.objects.filter(edition__in=editions)
    by_workflow = dict(of_editions.values_list("workflow", "edition"))
    running = WorkflowState.objects.active().filter(workflow__in=by_workflow).order_by("pk")
    return [
        _state(state, by_workflow[state.workflow_id])
        for state in running.select_related("requested_by", "current_task_state__finished_by")
        if state.current_task_state and state.object_id.isdecimal()
    ]


def _state(state: WorkflowState, edition: int) -> _State:
    task, is_returned = state.current_task_state, state.status == WorkflowState.STATUS_NEEDS_CHANGES
    by = task.finished_by if is_returned else state.requested_by
    return _State(
        edition,
        int(state.object_id),
        is_returned,
        (by.get_full_name() or by.get_username()) if by else "",
        (task.finished_at if is_returned else None) or task.started_at,
        task.comment if is_returned else "",
        state.requested_by_id,
    )


def _pages(
    editions: Sequence[Edition],
    orders: Mapping[int, Mapping[UUID, Any]],
    words: Mapping[Owner, Words],
    states: Sequence[_State],
) -> dict[int, _Row]:
    """Return the pages of editions that wait, are not live, or are in a workflow; one query."""
    locales = {edition.locale_id for edition in editions}
    waits = {key for (_, key), count in words.items() if count.waits}
    known = {key for order in orders.values() for key in order}
    rows = Page.objects.filter(
        Q(locale__in=locales, translation_key__in=waits)
        | Q(locale__in=locales, translation_key__in=known, live=False)
        | Q(pk__in={state.page for state in states})
    )
    columns = ("pk", "locale", "translation_key", "title", "draft_title", "live")
    return {
        pk: _Row(pk, locale, key, draft or title, live)
        for pk, locale, key, title, draft, live in rows.values_list(*columns)
    }


def _names(editions: Sequence[Edition], words: Mapping[Owner, Words]) -> dict[UUID, str]:
    """Return what the master calls objects whose words wait; one query."""
    waits = {key for (_, key), count in words.items() if count.waits}
    masters = {edition.programme.master_locale_id for edition in editions}
    rows = TranslationSource.objects.filter(object__in=waits, locale__in=masters)
    return dict(rows.values_list("object_id", "object_repr"))
