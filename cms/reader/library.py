"""What can be read: the one door from the reader to what delivery has stored. No live page is touched."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from cms.delivery.documents.schema.resources import (
    Alternate,
    Alternates,
    Diploma,
    Edition,
    Freshness,
    Manifest,
    ManifestEntry,
    NavigationNode,
    Programme,
    Reward,
)
from cms.delivery.labels import labels_in
from cms.delivery.models import Content, Document
from pages.models import Programme as ProgrammeRow
from translation_workflow.editions.models import Edition as EditionRow


@dataclass(frozen=True)
class Whereabouts:
    """What stands, or stood, at a path: `path` is where it stands now."""

    key: UUID
    path: str
    is_gone: bool = False


def programmes() -> list[Programme]:
    return [_p(row) for row in ProgrammeRow.objects.all()]


def programme(slug: str) -> Programme | None:
    return next((one for one in programmes() if one.slug.lower() == slug.lower()), None)


def _p(row: ProgrammeRow) -> Programme:
    return Programme(
        slug=row.slug, name=row.name, master="en", editions_url="", alternates_url="",
        reward=Reward(unit="module", points=1, diploma=Diploma(needs="all_modules", points=None)),
    )


def editions(programme: str) -> tuple[Edition, ...]:
    rows = EditionRow.objects.filter(programme__slug=programme, status="published").select_related("locale", "programme__master_locale")
    return tuple(
        Edition(code=r.code, language=r.code, country=r.country or None, native_name=r.native_name, label=r.label,
                order=r.order, direction="ltr", kind=str(r.kind), status="published", url="")
        for r in rows
    )


def manifest(programme: str, edition: str) -> Manifest:
    rows = list(Document.objects.filter(edition__programme__slug=programme, edition__code=edition, is_live=True).order_by("position", "path"))
    children = defaultdict(list)
    for r in rows:
        children[r.parent_key].append(r)
    def tree(parent: Any) -> list[NavigationNode]:
        return [NavigationNode(key=r.key, type=r.type, path=r.path, title=r.title, children=tree(r.key)) for r in children[parent]]
    return Manifest(
        programme=programme, edition=edition, language=edition, direction="ltr", labels=labels_in(edition), navigation=tree(None),
        documents=[ManifestEntry(key=r.key, type=r.type, path=r.path, title=r.title, url="", hash=r.content_id, freshness=Freshness(untranslated=3 if edition == "sv" else 0)) for r in rows],
    )


def alternates(programme: str) -> Alternates:
    out: dict[str, dict[str, Alternate]] = defaultdict(dict)
    for key, code, path in Document.objects.filter(edition__programme__slug=programme, is_live=True).values_list("key", "edition__code", "path"):
        out[str(key)][code] = Alternate(hreflang=code, path=path, url="")
    return Alternates(programme=programme, documents=out)


def documents(hashes: Iterable[str]) -> dict[str, dict[str, Any]]:
    return {c.sha256: json.loads(bytes(c.body)) for c in Content.objects.filter(sha256__in=list(hashes))}


def whereabouts(programme: str, edition: str, path: str) -> Whereabouts | None:
    r = Document.objects.filter(edition__programme__slug=programme, edition__code=edition, path=path).order_by("-is_live").first()
    return Whereabouts(r.key, r.path, not r.is_live) if r else None
