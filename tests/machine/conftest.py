"""Engines for tests: nothing is remembered from one test to the next."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from translation_workflow.machine.languages import forget_languages
from translation_workflow.machine.line import hang_up

from .faulty import Faulty, faulty_engine


@pytest.fixture(autouse=True)
def new_lines() -> Iterator[None]:
    """What failed in one test is no reason to leave an engine alone in the next."""
    yield
    hang_up()
    forget_languages()


@pytest.fixture
def faulty() -> Iterator[Faulty]:
    with faulty_engine() as server:
        yield server
