"""What can be read besides documents, as the contract's own models; no live page is touched.

Callers that are not the API (the reference frontend) use these functions too.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

from django.urls import reverse

from pages.models import Programme as ProgrammeRow
from translation_workflow.editions.languages import language_for
from translation_workflow.editions.models import Edition as EditionRow
from translation_workflow.review.coverage import freshness_of

from .documents.schema import resources
from .labels import labels_in
from .models import Document


def programmes() -> list[resources.Programme]:
    """Return every programme, by slug."""
    rows = ProgrammeRow.objects.select_related("master_locale").order_by("slug")
    return [_programme(row) for row in rows]


def editions_of(programme: ProgrammeRow) -> list[resources.Edition]:
    """Return a programme's editions in the order of the switcher, whatever their status."""
    rows = programme.editions.select_related("programme__master_locale", "locale").order_by("order", "pk")
    return [_edition(row) for row in rows]


def programme_of(row: ProgrammeRow) -> resources.Programme:
    """Return one programme; `row` has its master's locale."""
    return _programme(row)


def manifest_of(edition: EditionRow, *, fresh: Mapping[UUID, Any] | None = None) -> resources.Manifest:
    """Return what an edition holds: its tree, its labels and its documents in tree order.

    `fresh` is the freshness of each document, where it need not be counted.
    """
    rows = list(Document.objects.filter(edition=edition).order_by("position", "path"))
    navigation = _navigation(rows)
    by_key = {row.key: row for row in rows}
    fresh = freshness_of(edition) if fresh is None else fresh
    return resources.Manifest(
        programme=edition.programme.slug,
        edition=edition.code,
        language=edition.language.code,
        direction=_direction(edition),
        labels=labels_in(edition.language.code),
        navigation=navigation,
        documents=[_entry(by_key[key], fresh) for key in _in_order(navigation)],
    )


def alternates_of(programme: ProgrammeRow) -> resources.Alternates:
    """Return where each page stands in each published edition; keys sorted, editions in their order."""
    rows = Document.objects.filter(
        edition__programme=programme,
        edition__status=EditionRow.Status.PUBLISHED,
        is_live=True,
    ).order_by("key", "edition__order", "edition__pk")
    documents: dict[str, dict[str, resources.Alternate]] = defaultdict(dict)
    for key, code, path in rows.values_list("key", "edition__code", "path"):
        url = document_url(programme.slug, code, key)
        documents[str(key)][code] = resources.Alternate(hreflang=code, path=path, url=url)
    return resources.Alternates(programme=programme.slug, documents=dict(documents))


def document_url(programme: str, edition: str, key: UUID) -> str:
    """Return the address of a document as it is now."""
    return _url("document", programme=programme, edition=edition, key=key)


def _programme(row: ProgrammeRow) -> resources.Programme:
    return resources.Programme(
        slug=row.slug,
        name=row.name,
        master=language_for(row.master_locale.language_code).code,
        reward=resources.Reward.model_validate(
            {
                "unit": row.reward_unit,
                "points": row.points_per_unit,
                "diploma": {"needs": row.diploma_needs, "points": row.diploma_points},
            }
        ),
        editions_url=_url("editions", programme=row.slug),
        alternates_url=_url("alternates", programme=row.slug),
    )


def _edition(row: EditionRow) -> resources.Edition:
    return resources.Edition.model_validate(
        {
            "code": row.code,
            "language": row.language.code,
            "country": row.country or None,
            "native_name": row.native_name,
            "label": row.label,
            "order": row.order,
            "direction": _direction(row),
            "kind": row.kind.value,
            "status": row.status,
            "url": _url("manifest", programme=row.programme.slug, edition=row.code),
        }
    )


def _direction(edition: EditionRow) -> Any:
    return edition.language.direction


def _entry(row: Document, fresh: Any) -> resources.ManifestEntry:
    counts = fresh.get(row.key)
    return resources.ManifestEntry.model_validate(
        {
            "key": row.key,
            "type": row.type,
            "path": row.path,
            "title": row.title,
            **_title_language(row),
            "url": _url("content", sha256=row.content_id),
            "hash": row.content_id,
            "freshness": {name: getattr(counts, name, 0) for name in resources.Freshness.model_fields},
        }
    )


def _title_language(row: Document) -> dict[str, str]:
    return {"title_language": row.title_language} if row.title_language else {}


def _navigation(rows: Sequence[Document]) -> list[resources.NavigationNode]:
    """Return the tree of live documents. A page below one that is not read stands below the next that is."""
    parents = {row.key: row.parent_key for row in rows}
    live = {row.key for row in rows if row.is_live}
    below: dict[UUID | None, list[Document]] = defaultdict(list)
    for row in rows:
        if row.is_live:
            below[_nearest(row.parent_key, parents, live)].append(row)
    return _nodes(below[None], below)


def _nearest(key: UUID | None, parents: dict[UUID, UUID | None], live: set[UUID]) -> UUID | None:
    seen: set[UUID] = set()
    while key is not None and key not in live:
        # Tombstones keep the parents of their time, which may since stand below one another.
        seen.add(key)
        key = parents.get(key)
        if key in seen:
            return None
    return key


def _nodes(
    rows: Iterable[Document], below: dict[UUID | None, list[Document]]
) -> list[resources.NavigationNode]:
    return [
        resources.NavigationNode.model_validate(
            {
                "key": row.key,
                "type": row.type,
                "path": row.path,
                "title": row.title,
                **_title_language(row),
                "children": _nodes(below[row.key], below),
            }
        )
        for row in rows
    ]


def _in_order(nodes: Iterable[resources.NavigationNode]) -> Iterable[UUID]:
    for node in nodes:
        yield node.key
        yield from _in_order(node.children)


def _url(name: str, **parts: object) -> str:
    return reverse(f"delivery:{name}", kwargs=parts)
