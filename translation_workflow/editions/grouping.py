"""Editions, sorted by what they belong to."""

from __future__ import annotations

from collections.abc import Iterable

from pages.models import Programme

from .models import Edition


def by_programme(editions: Iterable[Edition]) -> dict[Programme, list[Edition]]:
    """Return the editions of each programme, in the order in which they come."""
    grouped: dict[Programme, list[Edition]] = {}
    for edition in editions:
        grouped.setdefault(edition.programme, []).append(edition)
    return grouped
