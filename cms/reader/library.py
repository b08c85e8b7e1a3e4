"""What can be read: the one door from the reader to what delivery has stored. No live page is touched."""

from __future__ import annotations

import json
from collections.abc import Iterable
from http import HTTPStatus
from typing import Any

from cms.delivery import resources
from cms.delivery.api.finding import find_by_path, find_edition, find_programme
from cms.delivery.api.problems import ProblemError
from cms.delivery.documents.schema.resources import Alternate, Edition, Manifest, Programme
from cms.delivery.models import Content, Document

PUBLISHED = "published"


class Missing(LookupError):
    """There is nothing to read at an address."""


class Withdrawn(Missing):
    """There was something to read, and it was withdrawn."""


def programmes() -> list[Programme]:
    """Return every programme."""
    return resources.programmes()


def programme(slug: str) -> Programme:
    """Return a programme. Raises Missing."""
    try:
        found = find_programme(slug)
    except ProblemError as problem:
        raise Missing(slug) from problem
    return next(one for one in programmes() if one.slug == found.slug)


def editions(programme: str) -> tuple[Edition, ...]:
    """Return a programme's published editions in their order. Raises Missing."""
    try:
        found = find_programme(programme)
    except ProblemError as problem:
        raise Missing(programme) from problem
    return tuple(edition for edition in resources.editions_of(found) if edition.status == PUBLISHED)


def manifest(programme: str, edition: str) -> Manifest:
    """Return what a published edition holds. Raises Missing."""
    try:
        return resources.manifest_of(find_edition(programme, edition))
    except ProblemError as problem:
        raise Missing(f"{programme}/{edition}") from problem


def standing_at(programme: str, edition: str, path: str) -> Document:
    """Return the row of the document that a path leads to; its own path may be a newer one.

    Raises Missing, and Withdrawn where there was one.
    """
    try:
        return find_by_path(find_edition(programme, edition), path)
    except ProblemError as problem:
        missing = Withdrawn if problem.status == HTTPStatus.GONE else Missing
        raise missing(f"{programme}/{edition}{path}") from problem


def alternates(programme: str, key: object) -> dict[str, Alternate]:
    """Return where a document stands in each published edition that has it. Raises Missing."""
    try:
        found = resources.alternates_of(find_programme(programme))
    except ProblemError as problem:
        raise Missing(programme) from problem
    return found.documents.get(str(key), {})


def documents(hashes: Iterable[str]) -> dict[str, dict[str, Any]]:
    """Return documents by the hash of their bytes; those that nobody has stored are left out."""
    rows = Content.objects.filter(sha256__in=list(hashes)).values_list("sha256", "body")
    return {sha256: json.loads(bytes(body)) for sha256, body in rows}
