"""Whoever follows every link of an export, in pages and in the API, finds something at its end."""

from __future__ import annotations

import json
import re
from html import unescape
from typing import Any
from urllib.parse import urljoin

import pytest

from pages.models import Programme

from .conftest import Serves

pytestmark = pytest.mark.needs("nginx")

LINK = re.compile(r'<(?:a|link|img|source|script)\s[^>]*?(?:href|src)="([^"]*)"')
SETS = re.compile(r'srcset="([^"]*)"')


def links_of(page: str, address: str) -> set[str]:
    """Return the addresses on this host that a page leads to or shows."""
    found = [unescape(one) for one in LINK.findall(page)]
    found += [one.split()[0] for group in SETS.findall(page) for one in unescape(group).split(",")]
    whole = {urljoin(address, one).partition("#")[0].partition("?")[0] for one in found}
    return {one for one in whole if one.startswith("/")}


def test_every_link_of_the_reader_resolves(programme: Programme, serve: Serves) -> None:
    """From the start, through every page of every edition, to pictures, papers and data: all are 200."""
    with serve() as server:
        seen: set[str] = set()
        waiting = {"/"}
        while waiting:
            address = waiting.pop()
            seen.add(address)
            answer = server.get(address)
            # The search says that files cannot be searched.
            assert answer.status == (501 if "/~search/" in address else 200), address
            if answer.headers["content-type"].startswith("text/html"):
                waiting |= links_of(answer.body.decode(), address) - seen
    for place in ("/covenant-capacity/sv/buildings/start-up/", "/static/reader/reader.css"):
        assert place in seen
    assert [one for one in seen if one.startswith("/media/images/")]
    assert [one for one in seen if one.startswith("/documents/")]


def test_every_address_in_the_api_resolves(programme: Programme, serve: Serves) -> None:
    """From the entrance to every document by each of its addresses, and to the files that they name."""

    def told(value: Any) -> set[str]:
        if isinstance(value, dict):
            return {one for part in value.values() for one in told(part)}
        if isinstance(value, list):
            return {one for part in value for one in told(part)}
        is_ours = isinstance(value, str) and value.startswith(("/api/", "/media/", "/documents/"))
        return {value} if is_ours and "{" not in value else set()

    with serve() as server:
        seen: set[str] = set()
        waiting = {"/api/v1/"}
        while waiting:
            address = waiting.pop()
            seen.add(address)
            answer = server.get(address)
            assert answer.status == 200, address
            if answer.headers["content-type"] == "application/json" and "openapi" not in address:
                waiting |= told(json.loads(answer.body)) - seen
    assert len([one for one in seen if "/sha256/" in one]) >= 15
