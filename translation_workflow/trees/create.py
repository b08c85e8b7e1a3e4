"""Every page of the master in every edition, as a draft, in one go."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from wagtail.models import Page, Site

from pages.models import Programme
from pages.progress import Progress
from translation_workflow.editions.models import Edition
from translation_workflow.editions.role_groups import keep_role_groups

from .content import Content, masters_content
from .index import reindex
from .order import move, moves
from .plan import Clash, NewPage, Plan, plan_pages
from .restrict import follow_restrictions
from .revisions import LogEntry, NewRevision, log, save_revisions
from .rows import add_children, draft_of, insert_pages, point_at_drafts
from .tree import children_of, live_masters, locked_parents, pages_below, places_of, titles_of

ADDRESS_TAKEN = "editions.address_taken"
FIRST_PAGE = 2
"""How deep the first page of an edition is."""
# So many pages are held in memory at a time, each with its content twice.
MOST_AT_ONCE = 250


@dataclass(frozen=True)
class Created:
    """The pages that were created, and what somebody has to know about them.

    `refused` are sentences that name edition, page and what to do; `refused_in` has the first by edition id.
    """

    pages: Sequence[Any] = ()
    clashes: Sequence[Clash] = ()
    refused: Sequence[str] = ()
    refused_in: Mapping[int, str] = field(default_factory=dict)

    def __str__(self) -> str:
        told = f"{len(self.pages)} pages created, {len(self.clashes)} of them under another address"
        return f"{told}, {len(self.refused)} refused."


@transaction.atomic
def create_missing(
    programme: Programme,
    editions: Sequence[Edition],
    *,
    progress: Progress,
    keys: Collection[UUID] | None = None,
    content_of: Content | None = None,
    user: Any = None,
) -> Created:
    """Create a draft of every live master page (of those in `keys`) in each edition that lacks it.

    A page says what `content_of` gives it, and else what its master says; it stands where its master
    stands, and is restricted as that is. What exists already is left as it is, drafts too.
    """
    editions = _locked(programme, editions)
    plan, before = _planned(programme, editions, keys)
    if not plan.pages:
        return Created(refused=plan.refused, refused_in=plan.refused_in)
    content_of = content_of or masters_content(editions)
    pages: list[Any] = []
    what = f"Creating pages of {programme.name}"
    for first in range(0, len(plan.pages), MOST_AT_ONCE):
        progress(what, first, len(plan.pages))
        some = plan.pages[first : first + MOST_AT_ONCE]
        pages += _create(some, programme, content_of=content_of, user=user, now=timezone.now())
    progress(what, len(plan.pages), len(plan.pages))
    _settle(pages, plan, programme, before)
    if any(page.depth == FIRST_PAGE for page in pages):
        # Whoever has a role in the edition has it from there on down.
        keep_role_groups()
    return Created(pages, plan.clashes, plan.refused, plan.refused_in)


def missing_pages(
    programme: Programme, editions: Sequence[Edition], *, keys: Collection[UUID] | None = None
) -> Plan:
    """Return what `create_missing` would create, and write nothing."""
    with transaction.atomic():
        return _planned(programme, _locked(programme, editions), keys)[0]


def _planned(
    programme: Programme, editions: Sequence[Edition], keys: Collection[UUID] | None
) -> tuple[Plan, dict[str, list[UUID]]]:
    """Return the plan, and the keys of what stands below each page now, in order, by path."""
    masters = live_masters(programme, keys)
    there = places_of(editions, {master.key for master in masters})
    if len(there) == len(masters) * len(editions):
        return Plan((), (), (), {}), {}
    there |= locked_parents(masters, editions)
    children = children_of(there)
    plan = plan_pages(
        masters,
        editions,
        there=there,
        children={path: known for path, (known, _) in children.items()},
        titles=titles_of(masters),
    )
    return plan, {path: keys for path, (_, keys) in children.items()}


def _create(
    some: Sequence[NewPage], programme: Programme, *, content_of: Content, user: Any, now: datetime
) -> list[Any]:
    locale = programme.master_locale_id
    masters = {
        master.translation_key: master
        for master in Page.objects.filter(
            locale=locale, translation_key__in={page.master.key for page in some}
        )
        .select_related("owner")
        .specific()
    }
    drafts = []
    for page in some:
        master = masters[page.master.key]
        drafts.append(draft_of(page, master, content_of(master, page.edition), owner=user))
    insert_pages(drafts)
    revisions = save_revisions(
        [NewRevision(draft, draft.serializable_data()) for draft in drafts], user=user, now=now
    )
    point_at_drafts(drafts, revisions, now=now)
    _log_copies(some, drafts, programme, user=user, now=now)
    reindex(drafts)
    return drafts


def _settle(pages: Sequence[Any], plan: Plan, programme: Programme, before: dict[str, list[UUID]]) -> None:
    """Put right what the new pages change around them: counts, order, restrictions, addresses of sites."""
    add_children(Counter(page.parent_path for page in plan.pages))
    _put_in_order(plan, before)
    stands = {
        pk: place
        for pk, *place in Page.objects.filter(pk__in=[page.pk for page in pages]).values_list(
            "pk", "path", "numchild"
        )
    }
    for page in pages:
        page.path, page.numchild = stands[page.pk]
    editions = {page.edition.pk: page.edition for page in plan.pages}
    keys = {page.master.key for page in plan.pages}
    follow_restrictions(programme, keys, list(editions.values()))
    if any(page.master.is_first for page in plan.pages):
        Site.clear_site_root_paths_cache()


def _put_in_order(plan: Plan, before: dict[str, list[UUID]]) -> None:
    """Move new pages between older ones where the master has them there."""
    added: dict[tuple[str, int], list[NewPage]] = defaultdict(list)
    for page in plan.pages:
        if before.get(page.parent_path) and not page.master.is_first:
            added[page.parent_path, page.edition.locale_id].append(page)
    if not added:
        return
    above = {page.master.path[: -Page.steplen] for pages in added.values() for page in pages}
    masters = defaultdict(list)
    for parent, key in pages_below(above).order_by("path").values_list("above", "translation_key"):
        masters[parent].append(key)
    # From below, since a move changes the paths of what stands below its neighbours.
    for (parent, locale), pages in sorted(added.items(), key=lambda group: -len(group[0][0])):
        new = [page.master.key for page in pages]
        order = masters[pages[0].master.path[: -Page.steplen]]
        for key, left in moves(order, [*before[parent], *new], new=set(new)):
            move(key, left, locale=locale, parent=parent)


def _locked(programme: Programme, editions: Sequence[Edition]) -> list[Edition]:
    """Return the editions but the master's own, locked: nobody else creates pages in them meanwhile."""
    chosen = [edition.pk for edition in editions if edition.locale_id != programme.master_locale_id]
    rows = Edition.objects.select_for_update(of=("self",), no_key=True).filter(pk__in=chosen)
    return list(rows.select_related("programme__master_locale", "locale").order_by("pk"))


def _log_copies(
    some: Sequence[NewPage], drafts: Sequence[Any], programme: Programme, *, user: Any, now: datetime
) -> None:
    """Write into each page's history the two lines that Wagtail's own copying for translation writes.

    A third one tells of an address that was taken.
    """
    wanted = {page.master.path[: -Page.steplen] for page in some} | {page.parent_path for page in some}
    rows = Page.objects.filter(path__in=wanted).values_list("path", "pk", "draft_title")
    told = {path: {"id": pk, "title": title} for path, pk, title in rows}
    entries = []
    for page, draft in zip(some, drafts, strict=True):
        this = {"id": draft.pk, "title": draft.get_admin_display_title()}
        data = {
            "page": this | {"locale": _locale(page.edition.locale)},
            "source": told[page.master.path[: -Page.steplen]],
            "destination": told[page.parent_path],
            "keep_live": False,
            "source_locale": _locale(programme.master_locale),
        }
        entries.append(LogEntry(draft, "wagtail.create", content_changed=True, user=user or draft.owner))
        entries.append(LogEntry(draft, "wagtail.copy_for_translation", data=data))
        if page.clash:
            entries.append(LogEntry(draft, ADDRESS_TAKEN, data={"slug": page.slug}))
    log(entries, user=user, now=now)


def _locale(locale: Any) -> dict[str, Any]:
    return {"id": locale.pk, "language_code": locale.language_code}
