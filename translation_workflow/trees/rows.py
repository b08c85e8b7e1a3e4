"""The rows of many new pages: Wagtail's own table first, then each page type's."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import connections, models, router
from modelcluster.models import get_all_child_relations
from wagtail.models import Page, Revision

from .plan import NewPage
from .update import update_rows

# What a copy in another edition does not take over: who works on the page, and when it goes and comes.
OWN = {
    "live": False,
    "has_unpublished_changes": True,
    "live_revision_id": None,
    "latest_revision_id": None,
    "latest_revision_created_at": None,
    "first_published_at": None,
    "last_published_at": None,
    "go_live_at": None,
    "expire_at": None,
    "expired": False,
    "locked": False,
    "locked_at": None,
    "locked_by_id": None,
    "alias_of_id": None,
    "numchild": 0,
}


def draft_of(page: NewPage, master: Any, content: Mapping[str, Any], *, owner: Any) -> Any:
    """Return the unsaved draft of a master in an edition; `content` is field → raw value.

    What `content` does not name is the master's.
    """
    model = type(master)
    values = {
        field.attname: field.value_from_object(master)
        for field in model._meta.concrete_fields
        if not field.primary_key and field.name != "id" and field.name not in content
    }
    # Without lists of their own, the children of a new page would be looked up one page at a time.
    relations: dict[str, list[Any]] = {
        relation.get_accessor_name(): [] for relation in get_all_child_relations(model)
    }
    draft = model(**values | relations | OWN)
    for name, raw in content.items():
        setattr(draft, name, raw)
    draft.locale_id = page.edition.locale_id
    draft.path, draft.depth = page.path, len(page.path) // Page.steplen
    draft.slug, draft.url_path = page.slug, page.url_path
    draft.draft_title = draft.title
    if owner is not None:
        draft.owner = owner
    return draft


def insert_pages(drafts: Sequence[Any]) -> None:
    """Insert specific pages with their places in the tree set, and give them their primary keys."""
    columns = [field.attname for field in Page._meta.concrete_fields if not field.primary_key]
    rows = [Page(**{name: getattr(draft, name) for name in columns}) for draft in drafts]
    by_model: dict[Any, list[Any]] = defaultdict(list)
    for draft, row in zip(drafts, Page.objects.bulk_create(rows), strict=True):
        draft.pk = draft.id = row.pk
        draft._state.adding, draft._state.db = False, row._state.db
        by_model[type(draft)].append(draft)
    for model, instances in by_model.items():
        _insert_own_table(model, instances)


def _insert_own_table(model: Any, instances: Sequence[models.Model]) -> None:
    """Django's own bulk insert refuses models that extend another one's table."""
    fields = model._meta.local_concrete_fields
    using = router.db_for_write(model)
    size = connections[using].ops.bulk_batch_size(fields, instances)
    for first in range(0, len(instances), size):
        model._base_manager._insert(instances[first : first + size], fields=fields, using=using, raw=True)


def point_at_drafts(pages: Sequence[Any], revisions: Sequence[Revision], *, now: datetime) -> None:
    """Make each revision its page's latest, on the rows and on the instances; one statement."""
    for page, revision in zip(pages, revisions, strict=True):
        page.latest_revision, page.latest_revision_created_at = revision, now
    update_rows(pages, ("latest_revision", "latest_revision_created_at"))


def add_children(counts: Mapping[str, int]) -> None:
    """Count more children of the pages at these paths, in one statement."""
    with connections[router.db_for_write(Page)].cursor() as cursor:
        cursor.executemany(
            f"UPDATE {Page._meta.db_table} SET numchild = numchild + %s WHERE path = %s",  # noqa: S608
            [(count, path) for path, count in counts.items()],
        )
