"""What most tests of the reader begin with."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from bs4 import BeautifulSoup
from django.http import HttpResponse
from django.test import Client

from .shelf import Shelf

SWEDISH = "/covenant-capacity/sv/"


@dataclass(frozen=True)
class Reading:
    """Opens addresses as a visitor does."""

    client: Client

    def __call__(self, address: str = SWEDISH, **headers: str) -> HttpResponse:
        return self.client.get(address, headers=headers or None)

    def page(self, address: str = SWEDISH, *, status: int = 200, **headers: str) -> BeautifulSoup:
        """Return the parsed page at an address; the status must be the expected one."""
        answer = self(address, **headers)
        assert answer.status_code == status, (address, answer.status_code)
        return BeautifulSoup(answer.content.decode(), "html.parser")


@pytest.fixture
def read(client: Client) -> Reading:
    return Reading(client)


@pytest.fixture
def shelf(db: None) -> Shelf:
    """Covenant CapaCITY with its thirteen editions, all published, all empty."""
    return Shelf()
