"""Links to drafts, made as people make them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cms.previews.models import PreviewLink
from tests.adaptation.screening import Desk

API = "/api/v1/preview/"
PRIVATE = {"Cache-Control": "no-store", "Referrer-Policy": "no-referrer", "X-Robots-Tag": "noindex"}


@dataclass(frozen=True)
class Shown:
    """What the screen shows of a new link, this once."""

    address: str
    api: str

    @property
    def token(self) -> str:
        return self.api.rpartition("/")[2]


def make_url(edition: Any, page: Any) -> str:
    return reverse("previews:make", args=[edition.pk, page.translation_key])


def made_by(client: Client, edition: Any, page: Any, *, hours: int = 1) -> Shown:
    """Make a link at the screen."""
    answer = client.post(make_url(edition, page), {"hours": hours})
    assert answer.status_code == 200, answer.content
    screen = BeautifulSoup(answer.content.decode(), "html.parser")
    address, api = (screen.find(id=name)["value"] for name in ("preview-address", "preview-api"))
    return Shown(address, api)


def made(desk: Desk, **asked: Any) -> Shown:
    """Let Siv make a link to the page of her edition."""
    return made_by(desk.client, desk.edition, desk.world.page, **asked)


def read(token: str, client: Client | None = None, **options: Any) -> Any:
    """Read a draft as a frontend does, without an account."""
    return (client or Client()).get(f"{API}{token}", **options)


def path_of(address: str) -> str:
    return urlsplit(address).path


def expire() -> None:
    """Let all links have lived long enough."""
    PreviewLink.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
