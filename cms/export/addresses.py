"""The public addresses of the API and of the reader, as the export asks for them: percent-encoded."""

from __future__ import annotations

from urllib.parse import quote

from django.urls import reverse


def api(name: str, **parts: object) -> str:
    """Return the address of a route of the API."""
    return reverse(f"delivery:{name}", kwargs=parts)


def by_path(programme: str, edition: str, path: str) -> str:
    """Return where the API has what stands at a path, which begins and ends with a slash."""
    return api("first_document", programme=programme, edition=edition) + quote(path.lstrip("/"))
