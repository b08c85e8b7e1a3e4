"""Readers who ask while somebody publishes: they get an edition wholly before, or wholly after."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connections
from django.test import Client

from tests.publishing.builders import World

from .reading import Reader
from .test_feed import HERE

pytestmark = pytest.mark.django_db(transaction=True)

ROUNDS, PAGES = 25, 4
SV = f"{HERE}sv/"


def said(documents: list[dict[str, Any]]) -> set[str]:
    """Return the rounds of which documents speak."""
    return set(re.findall(r"Round (\d+)", str(documents)))


def by_bundle(read: Reader) -> set[str]:
    return said(read.json(f"{SV}bundle")["documents"])


def by_manifest(read: Reader) -> set[str]:
    """Read everything that the manifest names, by the addresses that never change."""
    return said([read.json(one["url"]) for one in read.json(SV)["documents"]])


class ByChanges:
    """A copy of the edition, asked for in every round."""

    def __init__(self) -> None:
        self.cursor, self.documents = "", dict[str, Any]()

    def __call__(self, read: Reader) -> set[str]:
        since = f"?since={self.cursor}" if self.cursor else ""
        found = read.json(f"{SV}changes{since}")
        self.cursor = found["cursor"]
        self.documents |= {one["key"]: one for one in found["documents"]}
        return said(list(self.documents.values()))


@pytest.fixture
def world(monkeypatch: pytest.MonkeyPatch) -> World:
    """An edition of a few pages whose words name a round; they are published in several parts."""
    monkeypatch.setattr("translation_workflow.review.publish.TOGETHER", 2)
    world = World()
    for number in range(PAGES):
        world.add_page(f"Page{number}", f"Text {number}.")
    world.submit()
    world.work()
    publish(world, 0)
    return world


def publish(world: World, round_: int) -> None:
    for number in range(PAGES):
        world.type(f"Text {number}.", f"Round {round_}.")
    assert world.publish().refused == []


@pytest.mark.parametrize("way", [by_bundle, by_manifest, ByChanges], ids=["bundle", "manifest", "changes"])
def test_who_reads_while_somebody_publishes_never_sees_half_of_it(world: World, way: Any) -> None:
    """All pages speak of the same round, whenever they are read; and the rounds go by."""
    ask: Callable[[Reader], set[str]] = way() if isinstance(way, type) else way
    faults: list[BaseException] = []
    is_over = threading.Event()

    def work() -> None:
        try:
            for round_ in range(1, ROUNDS):
                publish(world, round_)
        except BaseException as fault:
            faults.append(fault)
        finally:
            connections.close_all()
            is_over.set()

    publisher = threading.Thread(target=work)
    publisher.start()
    read, seen = Reader(Client()), set[str]()
    while not is_over.is_set():
        rounds = ask(read)
        assert len(rounds) == 1, f"half a publication: {rounds}"
        seen |= rounds
    publisher.join(60)
    assert faults == []
    assert ask(read) == {str(ROUNDS - 1)}
    assert len(seen) > 2, "It was read while somebody published."
