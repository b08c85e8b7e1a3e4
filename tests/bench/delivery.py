"""What a frontend's request costs, against Wagtail's own API v2 with the same content on the same server.

CPU of the server's worker for each request, by turns, the least of the rounds; 16 connections.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial

from django.test import Client
from wagtail.models import Site

from cms.delivery.models import Document
from pages.models import ModulePage

from . import world
from .measuring import BOTH, Values, measure, queries
from .served.server import CONNECTIONS, Round, Server, serving

ROUNDS = 3
MODULE = 3
CODE = "sv"


@dataclass(frozen=True)
class Way:
    """One address to ask for, so often in a round; `headers` go with each request."""

    address: str
    requests: int
    status: int = 200
    headers: Mapping[str, str] | None = None

    def ask(self, server: Server, *, requests: int = 0) -> Round:
        return server.round(
            self.address, requests=requests or self.requests, status=self.status, headers=self.headers
        )


@measure(
    "delivery",
    databases=BOTH,
    delivery_cpu_ratio="times",
    delivery_304_cpu_ratio="times",
    bundle_vs_v2_listing="times",
    delivery_queries="queries",
    document_us="µs of CPU",
    not_modified_us="µs of CPU",
    manifest_us="µs of CPU",
    bundle_us="µs of CPU",
    stock_detail_us="µs of CPU",
    stock_listing_us="µs of CPU",
    document_p50_ms="ms",
    document_p99_ms="ms",
    not_modified_p50_ms="ms",
    not_modified_p99_ms="ms",
    bundle_p50_ms="ms",
    bundle_p99_ms="ms",
    stock_detail_p50_ms="ms",
    stock_detail_p99_ms="ms",
    stock_listing_p50_ms="ms",
    stock_listing_p99_ms="ms",
)
def delivery() -> Values:
    """A module of 16 in one of 13 editions, again with its ETag, and the whole edition."""
    ways = _ways()
    with serving() as server:
        found = by_turns({name: partial(way.ask, server) for name, way in ways.items()}, rounds=ROUNDS)
    cpu = {name: min(one.cpu for one in rounds) for name, rounds in found.items()}
    waits = {
        f"{name}_{which}_ms": 1e3 * min(getattr(one, which) for one in rounds)
        for name, rounds in found.items()
        for which in ("p50", "p99")
        if name != "manifest"
    }
    return {
        "delivery_cpu_ratio": cpu["stock_detail"] / cpu["document"],
        "delivery_304_cpu_ratio": cpu["stock_detail"] / cpu["not_modified"],
        "bundle_vs_v2_listing": cpu["stock_listing"] / cpu["bundle"],
        "delivery_queries": queries(_asker(ways["document"].address)),
        **{f"{name}_us": 1e6 * spent for name, spent in cpu.items()},
        **waits,
    }


def by_turns(asked: Mapping[str, Callable[..., Round]], *, rounds: int) -> dict[str, list[Round]]:
    """Return the rounds of each way, measured by turns, once a few requests have warmed its caches up."""
    for ask in asked.values():
        ask(requests=CONNECTIONS)
    told: dict[str, list[Round]] = {name: [] for name in asked}
    for _ in range(rounds):
        for name, ask in asked.items():
            told[name].append(ask())
    return told


def _ways() -> dict[str, Way]:
    """Return what is asked for. The stock API finds the programme below its site, as sites have it."""
    programme = world.go_to(world.PUBLISHED)
    Site.objects.update_or_create(
        is_default_site=True,
        defaults={"hostname": "localhost", "port": 80, "root_page": programme.programme.master_page},
    )
    key = programme.modules[MODULE].translation_key
    edition = next(one for one in programme.editions if one.code == CODE)
    page = ModulePage.objects.get(translation_key=key, locale=edition.locale_id)
    document = Document.objects.get(edition=edition, key=key)
    here = f"/api/v1/programmes/{world.SLUG}/editions/{CODE}/"
    by_key = document_of(programme)
    listing = f"/api/v2/pages/?type=pages.ModulePage&locale={CODE}&fields=*&limit=20"
    return {
        "document": Way(by_key, 4000),
        "not_modified": Way(by_key, 4000, 304, {"If-None-Match": f'"{document.content_id}"'}),
        "manifest": Way(here, 32),
        "bundle": Way(f"{here}bundle", 800),
        "stock_detail": Way(f"/api/v2/pages/{page.pk}/", 64),
        "stock_listing": Way(listing, 16),
    }


def document_of(programme: world.World) -> str:
    """Return the address of a module in one of the editions."""
    key = programme.modules[MODULE].translation_key
    return f"/api/v1/programmes/{world.SLUG}/editions/{CODE}/documents/{key}"


def _asker(address: str) -> Callable[[], object]:
    client = Client(headers={"host": "localhost", "accept-encoding": "br"})
    client.get(address)

    def ask() -> None:
        answer = client.get(address)
        assert answer.status_code == 200, answer.content

    return ask
