"""What most tests of delivery begin with."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.test import Client

from pages.models import Programme

from .builders import a_programme
from .reading import Reader


@pytest.fixture
def programme(db: None) -> Programme:
    """Covenant CapaCITY with its English master and a Swedish edition, both published."""
    return a_programme()


@pytest.fixture
def read(client: Client) -> Reader:
    """Read an address of the API below /api/v1/."""
    return Reader(client)


@pytest.fixture(autouse=True)
def media_of_its_own(settings: object, tmp_path: Path) -> None:
    """Keep uploads of a test in its own folder."""
    settings.MEDIA_ROOT = tmp_path / "media"  # type: ignore[attr-defined]
