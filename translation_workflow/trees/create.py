"""Every page of the master in every edition, as a draft, in one go."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.db.models.functions import Length, Substr
from django.utils import timezone
from wagtail.models import Page, Site

from pages.models import Programme
from pages.progress import Progress
from translation_workflow.editions.models import Edition

from .content import Content, masters_content
from .index import reindex
from .order import move, moves
from .plan import ROOT, Children, Clash, Master, NewPage, Place, Plan, plan_pages
from .restrict import follow_restrictions
from .revisions import LogEntry, NewRevision, log, save_revisions
from .rows import add_children, draft_of, insert_pages, point_at_drafts

# So many pages are held in memory at a time, each with its content twice.
MOST_AT_ONCE = 250


@dataclass(frozen=True)
class Created:
    """The pages that were created, and what somebody has to know about them.

    `refused` are sentences that name edition, page and what to do.
    """

    pages: Sequence[Any] = ()
    clashes: Sequence[Clash] = ()
    refused: Sequence[str] = ()

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
    masters = _masters(programme, keys)
    if not editions or not masters:
        return Created()
    there = _places(editions, {master.key for master in masters})
    if len(there) == len(masters) * len(editions):
        return Created()
    there |= _locked_parents(masters, editions)
    children = _children(there)
    plan = plan_pages(
        masters,
        editions,
        there=there,
        children={path: known for path, (known, _) in children.items()},
        titles=_titles(masters),
    )
    content_of = content_of or masters_content(editions)
    pages: list[Any] = []
    what = f"Creating pages of {programme.name}"
    for first in range(0, len(plan.pages), MOST_AT_ONCE):
        progress(what, first, len(plan.pages))
        some = plan.pages[first : first + MOST_AT_ONCE]
        pages += _create(some, programme, content_of=content_of, user=user, now=timezone.now())
    progress(what, len(plan.pages), len(plan.pages))
    if pages:
        _settle(pages, plan, programme, {path: keys for path, (_, keys) in children.items()})
    return Created(pages, plan.clashes, plan.refused)


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
    for parent, key in _below(above).order_by("path").values_list("above", "translation_key"):
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


def _masters(programme: Programme, keys: Collection[UUID] | None) -> list[Master]:
    """Return the live pages of the master in tree order, each with the key of the page above it."""
    if programme.master_page is None:
        return []
    chosen = Page.objects.filter(path__startswith=programme.master_page.path, live=True).order_by("path")
    if keys is not None:
        chosen = chosen.filter(translation_key__in=keys)
    rows = list(chosen.values_list("path", "translation_key", "title", "slug"))
    parents = {path[: -Page.steplen] for path, *_ in rows}
    above = dict(Page.objects.filter(path__in=parents).values_list("path", "translation_key"))
    return [Master(key, above[path[: -Page.steplen]], title, slug, path) for path, key, title, slug in rows]


def _titles(masters: Sequence[Master]) -> dict[UUID, str]:
    """Return the titles of masters and of the pages above them."""
    paths = {master.path[: -Page.steplen] for master in masters}
    above = dict(Page.objects.filter(path__in=paths).values_list("translation_key", "title"))
    return above | {master.key: master.title for master in masters}


def _places(editions: Sequence[Edition], keys: Collection[UUID]) -> dict[tuple[int, UUID], Place]:
    """Return which of these pages the editions have, and where."""
    rows = Page.objects.filter(
        locale__in={edition.locale_id for edition in editions}, translation_key__in=keys
    )
    columns = ("locale_id", "translation_key", "path", "url_path")
    return {(locale, key): Place(path, url) for locale, key, path, url in rows.values_list(*columns)}


def _locked_parents(masters: Sequence[Master], editions: Sequence[Edition]) -> dict[tuple[int, UUID], Place]:
    """Return where the pages stand below which others come, locked, the root of the tree among them.

    Whoever adds a page by treebeard's own hand waits for the same rows.
    """
    rows = (
        Page.objects.select_for_update(no_key=True)
        .filter(
            Q(locale__in={edition.locale_id for edition in editions}) | Q(depth=1),
            translation_key__in={master.above for master in masters},
        )
        .order_by("pk")
    )
    columns = ("locale_id", "translation_key", "path", "url_path", "depth")
    return {
        (locale if depth > 1 else ROOT, key): Place(path, url)
        for locale, key, path, url, depth in rows.values_list(*columns)
    }


def _children(there: dict[tuple[int, UUID], Place]) -> dict[str, tuple[Children, list[UUID]]]:
    """Return, by path, what stands below these pages: numbers and slugs, and the keys in order."""
    found: dict[str, tuple[Children, list[UUID]]] = defaultdict(lambda: (Children(), []))
    rows = _below({place.path for place in there.values()}).order_by("path")
    for above, path, slug, key in rows.values_list("above", "path", "slug", "translation_key"):
        children, keys = found[above]
        children.last = Page._str2int(path[-Page.steplen :])
        children.slugs.add(slug)
        keys.append(key)
    return dict(found)


def _below(paths: Collection[str]) -> Any:
    """Return the pages directly below some paths, with `above`, the path that each is below."""
    return Page.objects.annotate(above=Substr("path", 1, Length("path") - Page.steplen)).filter(
        depth__gt=1, above__in=paths
    )


def _log_copies(
    some: Sequence[NewPage], drafts: Sequence[Any], programme: Programme, *, user: Any, now: datetime
) -> None:
    """Write into each page's history the two lines that Wagtail's own copying for translation writes."""
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
    log(entries, user=user, now=now)


def _locale(locale: Any) -> dict[str, Any]:
    return {"id": locale.pk, "language_code": locale.language_code}
