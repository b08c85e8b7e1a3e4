"""Who may see a page: in every edition as in the master."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.encoding import force_str
from wagtail.models import Page, PageViewRestriction

from pages.models import Programme
from translation_workflow.editions.models import Edition, InheritedRestriction

from .revisions import LogEntry, log


@dataclass(frozen=True)
class Restriction:
    """What a page asks of its readers."""

    type: str
    password: str
    groups: frozenset[int]

    @property
    def told(self) -> list[Any]:
        """The same as JSON holds it."""
        return [self.type, self.password, sorted(self.groups)]


@dataclass(frozen=True)
class _Known:
    """A restriction of one page, with its row. `is_inherited`: it came from the master as it is."""

    pk: int
    restriction: Restriction
    is_inherited: bool


@transaction.atomic
def follow_restrictions(
    programme: Programme, keys: Collection[UUID], editions: Sequence[Edition], *, user: Any = None
) -> list[UUID]:
    """Restrict pages of editions as their masters are, or free them; return the keys of those that changed.

    What an edition restricts by itself stays, whatever the master does. Only the page's restrictions are
    compared: those of pages above it follow from where it stands. A fixed number of queries.
    """
    pages = _pages(programme, keys, editions)
    known = _restrictions([page.pk for rows in pages.values() for page in rows])
    new: list[tuple[Page, Restriction]] = []
    gone: list[int] = []
    entries: list[LogEntry] = []
    changed: set[UUID] = set()
    for key, rows in pages.items():
        master = next((page for page in rows if page.locale_id == programme.master_locale_id), None)
        if master is None:
            continue
        wanted = {found.restriction for found in known[master.pk]}
        for page in rows:
            if page.pk == master.pk:
                continue
            came = sorted(wanted - {found.restriction for found in known[page.pk]}, key=repr)
            went = [one for one in known[page.pk] if one.is_inherited and one.restriction not in wanted]
            new += [(page, restriction) for restriction in came]
            gone += [one.pk for one in went]
            entries += _entries(page, came, [one.restriction for one in went])
            if came or went:
                changed.add(key)
    _write(new, gone)
    log(entries, user=user, now=timezone.now())
    return sorted(changed)


def _pages(
    programme: Programme, keys: Collection[UUID], editions: Sequence[Edition]
) -> dict[UUID, list[Page]]:
    locales = {edition.locale_id for edition in editions} | {programme.master_locale_id}
    rows = Page.objects.filter(translation_key__in=keys, locale__in=locales)
    pages: dict[UUID, list[Page]] = defaultdict(list)
    for page in rows:
        pages[page.translation_key].append(page)
    return pages


def _restrictions(pages: Collection[int]) -> dict[int, list[_Known]]:
    groups: dict[int, set[int]] = defaultdict(set)
    through = PageViewRestriction.groups.through.objects
    rows = list(PageViewRestriction.objects.filter(page__in=pages).order_by("pk"))
    if rows:
        links = through.filter(pageviewrestriction__in=[row.pk for row in rows])
        for row, group in links.values_list("pageviewrestriction_id", "group_id"):
            groups[row].add(group)
    inherited = dict(
        InheritedRestriction.objects.filter(restriction__in=rows).values_list("pk", "told") if rows else ()
    )
    known: dict[int, list[_Known]] = defaultdict(list)
    for row in rows:
        restriction = Restriction(row.restriction_type, row.password, frozenset(groups[row.pk]))
        is_inherited = inherited.get(row.pk) == restriction.told
        known[row.page_id].append(_Known(row.pk, restriction, is_inherited))
    return known


def _write(new: Sequence[tuple[Page, Restriction]], gone: Sequence[int]) -> None:
    if gone:
        PageViewRestriction.objects.filter(pk__in=gone).delete()
    if not new:
        return
    made = PageViewRestriction.objects.bulk_create(
        PageViewRestriction(page=page, restriction_type=restriction.type, password=restriction.password)
        for page, restriction in new
    )
    InheritedRestriction.objects.bulk_create(
        InheritedRestriction(restriction=row, told=restriction.told)
        for row, (_, restriction) in zip(made, new, strict=True)
    )
    through = PageViewRestriction.groups.through
    through.objects.bulk_create(
        through(pageviewrestriction_id=row.pk, group_id=group)
        for row, (_, restriction) in zip(made, new, strict=True)
        for group in sorted(restriction.groups)
    )


def _entries(page: Page, came: Sequence[Restriction], went: Sequence[Restriction]) -> list[LogEntry]:
    """Return what Wagtail writes into a page's history when somebody does it by hand."""
    specific: Any = page.specific_deferred
    return [
        *(_entry(specific, "create", restriction) for restriction in came),
        *(_entry(specific, "delete", restriction) for restriction in went),
    ]


def _entry(page: Page, action: str, restriction: Restriction) -> LogEntry:
    title = dict(PageViewRestriction.RESTRICTION_CHOICES).get(restriction.type)
    data = {"restriction": {"type": restriction.type, "title": force_str(title)}}
    return LogEntry(page, f"wagtail.view_restriction.{action}", data=data)
