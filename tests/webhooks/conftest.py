"""A receiver, and the operator's leave to reach it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from .receiver import Receiver
from .receiver import receiver as listening


@pytest.fixture
def receiver(settings: Any) -> Iterator[Receiver]:
    settings.WEBHOOKS_PRIVATE = True
    with listening() as own:
        yield own
