"""What tests of previews begin with."""

from __future__ import annotations

import pytest

from tests.adaptation.screening import Desk


@pytest.fixture
def desk(db: None) -> Desk:
    """A page of the Swedish edition, and Siv, who translates it."""
    return Desk()
