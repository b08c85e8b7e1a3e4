"""An edition's documents as the API serves them."""

from __future__ import annotations

import json
from typing import Any

from translation_workflow.editions.models import Edition

from .feed import bundle_of


def documents_of(edition: Edition) -> list[dict[str, Any]]:
    """Return the live documents of an edition, by path."""
    _, feed = bundle_of(edition)
    return [json.loads(body) for body in feed.bodies]
