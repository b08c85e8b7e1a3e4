"""Every address gets an answer that helps."""

from __future__ import annotations

import runpy
from typing import Any
from urllib.parse import quote

import pytest
from django.test import Client
from django.urls import Resolver404, URLResolver
from django.urls.resolvers import RegexPattern
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cms import urls
from cms.delivery.api import api

from .conftest import Reading
from .documents import a_programme, a_theme
from .shelf import Shelf

pytestmark = pytest.mark.alike("the reader draws documents")


def test_the_start_lists_programmes_and_their_published_editions(shelf: Shelf, read: Reading) -> None:
    """The first page leads to every published edition of every programme, and to no other."""
    shelf.edition("de", status="draft")
    links = [link["href"] for link in read.page("/").select("main a")]
    assert "/covenant-capacity/" in links
    assert "/covenant-capacity/en-GB/" in links
    assert "/covenant-capacity/de/" not in links


def test_a_programme_lists_its_editions_in_their_own_words(shelf: Shelf, read: Reading) -> None:
    """A programme's own address leads to its editions, each named in its language."""
    link = read.page("/covenant-capacity/").select_one('main a[hreflang="el"]')
    assert link
    assert (link.text, link["lang"], link["href"]) == ("Ελληνικά", "el", "/covenant-capacity/el/")


@pytest.mark.parametrize(
    ("given", "proper"),
    [
        ("/covenant-capacity/SV/", "/covenant-capacity/sv/"),
        ("/covenant-capacity/en-gb/", "/covenant-capacity/en-GB/"),
        ("/covenant-capacity/EN-gb/buildings/", "/covenant-capacity/en-GB/buildings/"),
    ],
)
def test_the_case_of_an_edition_does_not_matter(shelf: Shelf, read: Reading, given: str, proper: str) -> None:
    """An edition in any case is sent to its proper spelling, for good and with the same method."""
    for code in ("sv", "en-GB"):
        shelf.put(code, a_programme())
        shelf.put(code, a_theme(), below="start")
    answer = read(given)
    assert (answer.status_code, answer["Location"]) == (308, proper)


@pytest.mark.parametrize(
    "address", ["/covenant-capacity", "/covenant-capacity/sv", "/covenant-capacity/sv/buildings"]
)
def test_a_missing_slash_is_added(shelf: Shelf, read: Reading, address: str) -> None:
    """An address without its last slash leads to the one with it."""
    answer = read(address)
    assert (answer.status_code, answer["Location"]) == (301, address + "/")


def test_an_unknown_programme_shows_those_there_are(shelf: Shelf, read: Reading) -> None:
    """A wrong first part of an address is answered with the programmes."""
    page = read.page("/nix/", status=404)
    assert page.select_one('main a[href="/covenant-capacity/"]')


@pytest.mark.parametrize("code", ["de", "xx"])
def test_an_edition_that_is_not_published_names_those_that_are(
    shelf: Shelf, read: Reading, code: str
) -> None:
    """Draft or unknown: the answer is the list of published editions, in their order."""
    shelf.edition("de", status="draft")
    page = read.page(f"/covenant-capacity/{code}/", status=404)
    named = [link["hreflang"] for link in page.select("main a[hreflang]")]
    assert named[:2] == ["en", "en-GB"]
    assert named[-1] == "sv"
    assert len(named) == 13


def test_an_unknown_page_speaks_the_language_of_its_edition(shelf: Shelf, read: Reading) -> None:
    """A wrong path within an edition leads to the edition's start, in its language."""
    page = read.page("/covenant-capacity/sv/nix/", status=404)
    assert page.html
    assert page.html["lang"] == "sv"
    assert page.h1
    assert page.h1.text == "Sidan finns inte"
    assert page.select_one('main a[href="/covenant-capacity/sv/"]')


def test_a_withdrawn_page_is_gone(shelf: Shelf, read: Reading) -> None:
    """A retired document answers 410 and says so."""
    shelf.put("sv", a_theme(), is_live=False)
    page = read.page("/covenant-capacity/sv/buildings/", status=410)
    assert page.h1
    assert page.h1.text == "Sidan är inte längre tillgänglig"


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
@pytest.mark.parametrize("address", ["/", "/covenant-capacity/", "/covenant-capacity/sv/", "/nix/da/nix/"])
def test_the_reader_is_for_reading(shelf: Shelf, method: str, address: str) -> None:
    """Nothing but GET and HEAD is answered, and whoever sends more is told so, with a token or without."""
    answer = getattr(Client(enforce_csrf_checks=True), method)(address)
    assert answer.status_code == 405
    assert answer["Allow"] == "GET, HEAD"


def test_other_parts_of_the_system_keep_their_addresses(shelf: Shelf, read: Reading) -> None:
    """The reader, which takes any first part, leaves the admin and the API alone."""
    assert read("/admin")["Location"] == "/admin/"
    assert read("/api/v1/nix").headers["Content-Type"] == "application/problem+json"


HOSTILE = [
    "/covenant-capacity/sv/%00/",
    "/covenant-capacity/%00/",
    "/%00/",
    "/covenant-capacity/sv/%ff%fe/",
    "/covenant-capacity/sv/..%2f..%2fetc/passwd/",
    "/covenant-capacity/sv/" + "a/" * 2000,
    "/covenant-capacity/sv/%0d%0aSet-Cookie:%20a=b/",
    "/covenant-capacity/%0a/",
    "/%2f%2fexample.org/",
    "/covenant-capacity/sv//example.org/",
    "/<script>alert(1)</script>/",
    "/covenant-capacity/sv/{{settings.SECRET_KEY}}/",
    "/İ/ı/",
]


@pytest.mark.parametrize("address", HOSTILE)
def test_hostile_addresses_are_simply_not_found(shelf: Shelf, read: Reading, address: str) -> None:
    """Nothing that an address holds breaks a page or comes back as markup."""
    answer = read(address)
    assert answer.status_code == 404
    assert b"<script>" not in answer.content
    assert "Set-Cookie" not in answer


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(part=st.binary(max_size=40))
def test_any_bytes_are_an_address(shelf: Shelf, client: Client, part: bytes) -> None:
    """Whatever stands in an address, the answer is never a failure."""
    for start in ("/", "/covenant-capacity/", "/covenant-capacity/sv/"):
        assert client.get(f"{start}{quote(part)}/").status_code < 500


def test_the_reader_can_be_switched_off(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without it, its addresses lead nowhere, and the API still answers."""
    settings.READER_ENABLED = False
    # The API has all its addresses by now, and takes no more.
    monkeypatch.setattr(api, "add_router", lambda *_: None)
    resolver = URLResolver(RegexPattern("^/"), runpy.run_module(urls.__name__)["urlpatterns"])
    assert resolver.resolve("/api/v1/")
    with pytest.raises(Resolver404):
        resolver.resolve("/covenant-capacity/")
