"""Fixtures for every test. Databases, missing programs and the network are the plugin's: see `tests/plugin`."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.core.cache import cache


@pytest.fixture(autouse=True)
def empty_cache() -> Iterator[None]:
    """Forget what one test cached before the next: the rows behind it are gone."""
    yield
    cache.clear()
