"""What belongs to pages without being one: comments, and the child rows of a page type."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from modelcluster.models import get_all_child_relations


def load_children(pages: Sequence[Any]) -> None:
    """Give pages the child rows that their serialised form holds: one query a relation, not one a page."""
    by_model: dict[Any, list[Any]] = defaultdict(list)
    for page in pages:
        by_model[type(page)].append(page)
    for model, own in by_model.items():
        for relation in get_all_child_relations(model):
            _load(relation, own)


def _load(relation: Any, pages: Sequence[Any]) -> None:
    rows: dict[int, list[Any]] = defaultdict(list)
    found = relation.related_model._default_manager.filter(**{f"{relation.field.name}__in": pages})
    for row in found:
        rows[getattr(row, relation.field.attname)].append(row)
    for page in pages:
        # Where modelcluster keeps children that were edited together with their parent.
        page.__dict__.setdefault("_cluster_related_objects", {})[relation.get_accessor_name()] = rows[page.pk]
