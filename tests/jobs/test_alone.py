"""Several workers, and each duty done by one of them at a time."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from django.db import connection

from translation_workflow.jobs.alone import alone
from translation_workflow.jobs.work import Duty, _attempt

pytestmark = pytest.mark.django_db(transaction=True)


def elsewhere(duty: Duty) -> None:
    """Let another worker, with a connection of its own, attempt a duty."""

    def attempt() -> None:
        try:
            assert _attempt(duty)
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        pool.submit(attempt).result(30)


def test_a_duty_that_another_worker_does_is_left_to_it() -> None:
    """Another duty is not; and when it is done, or failed, it is anybody's again."""
    if connection.vendor == "sqlite" and not Path(str(connection.settings_dict["NAME"])).is_file():
        pytest.skip("In memory there is one process.")
    done: list[str] = []

    def publish() -> None:
        elsewhere(Duty(lambda: done.append("the same"), 0, alone="publish"))
        elsewhere(Duty(lambda: done.append("another"), 0, alone="forget"))
        done.append("first")
        raise RuntimeError

    assert _attempt(Duty(publish, 0, alone="publish"))
    assert done == ["another", "first"]
    elsewhere(Duty(lambda: done.append("later"), 0, alone="publish"))
    assert done == ["another", "first", "later"]


def test_of_two_who_begin_together_one_does_it() -> None:
    """Whoever is first has it until both have tried."""
    begin, end = threading.Barrier(2), threading.Barrier(2)
    had: list[bool] = []

    def try_it() -> None:
        try:
            begin.wait(10)
            with alone("publish") as is_ours:
                had.append(is_ours)
                end.wait(10)
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        for result in [pool.submit(try_it), pool.submit(try_it)]:
            result.result(30)
    assert sorted(had) == [False, True]
