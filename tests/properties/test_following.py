"""Whatever authors, translators and reviewers do, in any order: nothing is lost, leaks or drifts.

A run is a sequence of steps that Hypothesis chooses; a failing one is made as short as it can be. The
default run is small and always the same. For a long one with other sequences each time:

    FOLLOWING_RUNS=300 FOLLOWING_STEPS=40 pytest tests/properties --database postgresql

`--hypothesis-seed=7` repeats one.
"""

from __future__ import annotations

import os

import pytest
from django.db import connection
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from .machine import Following
from .town import Town

RUNS = int(os.environ.get("FOLLOWING_RUNS", "0"))
SHORT = {"sqlite": 16, "postgresql": 6}
STEPS = int(os.environ.get("FOLLOWING_STEPS", "20"))


@pytest.mark.django_db
def test_nothing_is_lost_leaks_or_drifts() -> None:
    """Every sequence of edits, typing, judging, publishing and syncs leaves the editions sound."""
    Following.town = Town()
    run_state_machine_as_test(
        Following,
        settings=settings(
            max_examples=RUNS or SHORT[connection.vendor],
            stateful_step_count=STEPS,
            derandomize=not RUNS,
            database=None,
            deadline=None,
            phases=[Phase.generate, Phase.shrink],
            suppress_health_check=list(HealthCheck),
            print_blob=False,
        ),
    )
