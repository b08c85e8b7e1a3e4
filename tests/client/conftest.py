"""What tests of the client begin with: a published edition, and a count of what is asked."""

from __future__ import annotations

from collections.abc import Iterator

import httpx
import pytest

from cms.client import Client, EditionClient
from cms.reader.inside import HOST, Inside
from tests.publishing.builders import World

BASE = f"{HOST}/api/v1/"


class Counted(Inside):
    """The way to the API in this process, with a note of every answer that went along it."""

    def __init__(self) -> None:
        self.answers: list[httpx.Response] = []

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        answer = super().handle_request(request)
        self.answers.append(answer)
        return answer

    @property
    def statuses(self) -> list[int]:
        """What was answered since this was asked last."""
        found = [answer.status_code for answer in self.answers]
        self.answers.clear()
        return found


@pytest.fixture
def world(db: None) -> World:
    """A programme of two pages in English and Swedish, published."""
    world = World()
    world.publish()
    return world


@pytest.fixture
def way() -> Counted:
    return Counted()


@pytest.fixture
def client(way: Counted) -> Iterator[Client]:
    with Client(BASE, transport=way) as client:
        yield client


@pytest.fixture
def swedish(client: Client, world: World) -> EditionClient:
    return client.edition(world.programme.slug, "sv")
