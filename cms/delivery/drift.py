"""How far each page of an edition is from its master: what readers get, and what waits for somebody."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from uuid import UUID

from wagtail.models import Page

from cms.delivery.models import Document
from translation_workflow.adaptation.apply import Applied, apply
from translation_workflow.adaptation.conflicts import conflicts_in
from translation_workflow.adaptation.published import NOTHING, live_adaptations
from translation_workflow.adaptation.shape import Shape, shape_of
from translation_workflow.editions.models import Edition


@dataclass(frozen=True)
class Drift:
    """A live document: origin → number of its blocks, `hidden` among them; and decisions that need somebody.

    `conflicts` are decisions whose master moved on, `orphaned` those whose block is gone, `waiting` those
    in something that is hidden or replaced.
    """

    path: str
    title: str
    blocks: Mapping[str, int] = field(default_factory=dict)
    conflicts: int = 0
    orphaned: int = 0
    waiting: int = 0


def drift_of(edition: Edition) -> list[Drift]:
    """Return the drift of every live document of an edition, by path.

    The queries do not grow with the number of pages, only with that of their types.
    """
    documents = Document.objects.filter(edition=edition, is_live=True).order_by("path")
    rows = documents.values_list("key", "path", "title", "content__body")
    adaptations = {key: one for (_, key), one in live_adaptations([edition]).items() if one.decisions}
    masters = _shapes(edition.programme.master_locale_id, adaptations)
    own = _shapes(edition.locale_id, adaptations)
    found = []
    for key, path, title, body in rows:
        decisions = adaptations.get(key, NOTHING).decisions
        conflicts, shown = 0, Applied()
        if key in masters and key in own:
            conflicts = len(conflicts_in(decisions, masters[key]))
            shown = apply(own[key].sections, [one.operation for one in decisions], offers=own[key].offers)
        blocks = json.loads(bytes(body))["provenance"]
        found.append(Drift(path, title, blocks, conflicts, len(shown.orphaned), len(shown.waiting)))
    return found


def _shapes(locale: int, keys: Mapping[UUID, object]) -> dict[UUID, Shape]:
    if not keys:
        return {}
    pages = Page.objects.filter(translation_key__in=list(keys), locale=locale, live=True)
    return {page.translation_key: shape_of(page) for page in pages.specific()}
