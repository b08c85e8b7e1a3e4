"""Names under which a cache in front can be told to forget answers: the steps of their addresses.

A programme, an edition or a document is forgotten with all that is below it; `lists` are what shows several
documents of an edition, or the editions of a programme, at once.
"""

from __future__ import annotations

from uuid import UUID

LISTS = "lists"


def keys_of_document(programme: str, edition: str, key: UUID) -> tuple[str, ...]:
    """Return the keys of a document, in whatever address it is read."""
    return programme, f"{programme}/{edition}", f"{programme}/{edition}/{key}"


def keys_of_edition(programme: str, edition: str) -> tuple[str, ...]:
    """Return the keys of an edition's manifest, bundle, changes and search."""
    return programme, f"{programme}/{edition}", f"{programme}/{edition}/{LISTS}"


def keys_of_programme(programme: str) -> tuple[str, ...]:
    """Return the keys of a programme's editions and alternates."""
    return programme, f"{programme}/{LISTS}"
