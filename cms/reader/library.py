"""What can be read: the one door from the reader to the API, through the client that others use."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any
from uuid import UUID

from django.urls import reverse

from cms.client import BadAddress, Client, Gone, NotFound, Refused
from cms.delivery.documents.schema.resources import Alternate, Edition, Manifest, Programme
from cms.delivery.documents.schema.search import SearchResults

from .inside import HOST, Inside

PUBLISHED = "published"


class Missing(LookupError):
    """There is nothing to read at an address."""


class Unsearchable(ValueError):
    """Nothing can be looked for by such words."""


class Withdrawn(Missing):
    """There was something to read, and it was withdrawn."""


@dataclass(frozen=True)
class Standing:
    """A document by its key, and the path at which it stands now."""

    key: UUID
    path: str


@cache
def client() -> Client:
    """Return the client of this process, which remembers what it has read."""
    return Client(HOST + reverse("delivery:entrance"), transport=Inside())


def programmes() -> list[Programme]:
    """Return every programme."""
    return client().programmes()


def programme(slug: str) -> Programme:
    """Return a programme. Raises Missing."""
    found = next((one for one in programmes() if one.slug == slug), None)
    if found is None:
        raise Missing(slug)
    return found


def editions(programme: str) -> tuple[Edition, ...]:
    """Return a programme's published editions in their order. Raises Missing."""
    try:
        found = client().editions(programme)
    except (NotFound, BadAddress) as refusal:
        raise Missing(programme) from refusal
    return tuple(edition for edition in found if edition.status == PUBLISHED)


def manifest(programme: str, edition: str) -> Manifest:
    """Return what a published edition holds. Raises Missing."""
    try:
        return client().edition(programme, edition).manifest()
    except (NotFound, BadAddress) as refusal:
        raise Missing(f"{programme}/{edition}") from refusal


def standing_at(programme: str, edition: str, path: str) -> Standing:
    """Return what a path leads to; its own path may be a newer one.

    Raises Missing, and Withdrawn where there was one.
    """
    try:
        found = client().edition(programme, edition).at_as_sent(path)
    except Gone as refusal:
        raise Withdrawn(f"{programme}/{edition}{path}") from refusal
    except (NotFound, BadAddress) as refusal:
        raise Missing(f"{programme}/{edition}{path}") from refusal
    return Standing(UUID(found["key"]), found["path"])


def search(programme: str, edition: str, words: str) -> SearchResults:
    """Return the best of an edition's pages that say some words. Raises Missing, Unsearchable."""
    try:
        return client().edition(programme, edition).search(words)
    except NotFound as refusal:
        raise Missing(f"{programme}/{edition}") from refusal
    except (Refused, BadAddress) as refusal:
        raise Unsearchable(words) from refusal


def alternates(programme: str, key: object) -> dict[str, Alternate]:
    """Return where a document stands in each published edition that has it. Raises Missing."""
    try:
        found = client().alternates(programme)
    except (NotFound, BadAddress) as refusal:
        raise Missing(programme) from refusal
    return found.documents.get(str(key), {})


def documents(hashes: Iterable[str]) -> dict[str, dict[str, Any]]:
    """Return documents by their hash; those that nobody has stored are left out."""
    found = {}
    for sha256 in hashes:
        try:
            found[sha256] = client().document_as_sent(sha256)
        except NotFound:
            continue
    return found
