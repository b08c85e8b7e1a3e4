"""Whatever content is called, whatever is asked for: nginx starts, answers, and serves nothing else."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from django.test import Client

from cms.delivery.models import Document, FormerPath
from cms.export.nginx.quoting import address, literal, value
from tests.reader.documents import a_programme, an_info_page
from tests.reader.shelf import Shelf, key

from .conftest import Serves
from .serving import Nginx

HOSTILE = [
    'quote"d',
    "apostrophe's",
    "dollar$uri",
    "semi;colon",
    "brace}{",
    "back\\slash",
    "tab\tbed",
    "re.*[a-z]+(x|y)^$",
    "hash#mark",
    "question?mark",
    "per%cent",
    "space d",
    "~tilde",
    "Ελληνικά",
    "index.json",
    "index.html",
    "x" * 300,
    "ω" * 200,
    "add_header X-Evil 1;",
    '"; return 200 "evil',
    "CASE",
    "case",
]
API = "/api/v1/programmes/covenant-capacity/editions/sv"


@pytest.fixture
def shelf(db: None) -> Shelf:
    shelf = Shelf("en", "sv")
    for code in ("en", "sv"):
        shelf.put(code, a_programme())
    return shelf


def put(shelf: Shelf, slug: str, name: str, **placed: Any) -> Document:
    page = an_info_page(name=name, title=f"Title of {name}")
    return shelf.put("sv", {**page, "path": f"/{slug}/"}, **placed)


@pytest.mark.needs("nginx")
def test_paths_of_every_kind_are_served_and_stay_words(shelf: Shelf, serve: Serves) -> None:
    """A page of any name is served by its path, with its title; what nobody can ask for, by key."""
    unreachable = put(shelf, "line\nbreak", "unreachable")
    for number, slug in enumerate(HOSTILE):
        put(shelf, slug, f"live-{number}")
    with serve() as server:
        for number, slug in enumerate(HOSTILE):
            encoded = quote(slug, safe="")
            document = server.get(f"{API}/by-path/{encoded}/")
            assert document.status == 200, slug
            assert json.loads(document.body)["key"] == str(key(f"live-{number}")), slug
            page = server.get(f"/covenant-capacity/sv/{encoded}/")
            assert (page.status, f"Title of live-{number}<" in page.body.decode()) == (200, True), slug
            assert "x-evil" not in page.headers
        assert server.get("/covenant-capacity/sv/Case/").status == 404
        assert server.get("/covenant-capacity/sv/line%0Abreak/").status == 404
        assert server.get(f"{API}/documents/{unreachable.key}").status == 200


@pytest.mark.needs("nginx")
def test_what_moved_from_paths_of_every_kind_leads_on(shelf: Shelf, serve: Serves) -> None:
    """A former path of any name leads to where the page is now; nothing is injected."""
    row = put(shelf, 'now "$host" here', "moved")
    for slug in HOSTILE:
        FormerPath.objects.create(edition=row.edition, path=f"/{slug}/", key=row.key)
    with serve() as server:
        for slug in HOSTILE:
            for start in (f"{API}/by-path", "/covenant-capacity/sv"):
                answer = server.get(f"{start}/{quote(slug, safe='')}/")
                assert answer.status == 308, slug
                assert answer.headers["location"] == f"{start}/now%20%22%24host%22%20here/"


@pytest.mark.needs("nginx")
def test_what_was_retired_at_paths_of_every_kind_is_gone(shelf: Shelf, serve: Serves) -> None:
    """A retired page of any name that a file can have is 410; of the others 404."""
    for number, slug in enumerate(HOSTILE):
        put(shelf, slug, f"retired-{number}", is_live=False)
    with serve() as server:
        for slug in HOSTILE:
            for start in (f"{API}/by-path", "/covenant-capacity/sv"):
                status = server.get(f"{start}/{quote(slug, safe='')}/").status
                assert status == 410 or (status == 404 and (len(slug) > 100 or slug.startswith("index"))), (
                    slug
                )


# Files beside the site, other hosts, line breaks, NUL.
ODD = [
    "/../export.json",
    "/..%2fexport.json",
    "/api/v1/../../../export.json",
    "/covenant-capacity/../../export.json",
    "/static/../../other/empty",
    "/static/..%2f..%2fexport.json",
    "/%2e%2e/export.json",
    "/api/v1/programmes/covenant-capacity/editions/sv/by-path/../../../../../../../other/empty",
    "/api/v1/programmes/..%2f..%2f..%2fother/editions/",
    "/export.json",
    "/nginx/site.conf",
    "/other/empty",
    "/export:gone",
    "/export:problem",
    "/api/v1/index.json",
    "/covenant-capacity/sv/index.html",
    "/covenant-capacity/sv",
    "/static/",
    "/media/",
    "/documents/",
    "/admin/",
    "/" + "a" * 7000,
    "/api/v1/%00",
    "/%00",
    "/%",
    "/%zz",
    "/%0d%0aX-Evil:1/",
    "/covenant-capacity/SV/%0d%0aX-Evil:1/",
    "//evil.example/x",
    "//evil.example/api",
    "/\\evil.example/x",
    "/api/v1/programmes/%0d%0aX-Evil:1/editions",
]


@pytest.mark.needs("nginx")
def test_odd_addresses_find_nothing(shelf: Shelf, serve: Serves) -> None:
    """Dots, NUL, line breaks and other hosts lead to 4xx, or to an address of ours; never to other files."""
    with serve() as server:
        for path in ODD:
            _finds_nothing(server, path)


def _finds_nothing(server: Nginx, path: str) -> None:
    answer = server.raw(f"GET {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".encode())
    head, _, body = answer.partition(b"\r\n\r\n")
    assert 300 <= int(head.split(b" ", 2)[1]) < 500, (path, head)
    lines = [line.lower() for line in head.split(b"\r\n")]
    assert not [line for line in lines if line.startswith(b"x-evil")], path
    for line in lines:
        if line.startswith(b"location:"):
            target = line.partition(b":")[2].strip()
            assert target[:1] == b"/" != target[1:2] != b"\\", (path, target)
    assert b'"format"' not in body, path
    assert b"server {" not in body, path


@pytest.mark.needs("nginx")
def test_dots_lead_nowhere(shelf: Shelf, serve: Serves, client: Client) -> None:
    """Parts of a path that are dots are no way to another address, however they are written."""
    with serve() as server:
        for dots in ("..", "%2e%2e", ".%2E", "."):
            for address in (
                f"{API}/by-path/{dots}/{dots}/x",
                f"{API}/by-path/x/{dots}",
                f"/api/v1/programmes/{dots}/",
                f"/covenant-capacity/{dots}/covenant-capacity/sv/",
                f"/covenant-capacity/sv/{dots}/",
            ):
                live, answer = client.get(address), server.get(address)
                assert answer.status == live.status_code == 404, address
                assert answer.headers["content-type"] == live.headers["content-type"], address
        by_path = f"{API}/by-path/%2e%2e/x/"
        assert json.loads(server.get(by_path).body)["code"] == client.get(by_path).json()["code"]
        assert server.get("/covenant-capacity/sv/?x=/../").status == 200


@pytest.mark.needs("nginx")
def test_odd_requests_are_refused(shelf: Shelf, serve: Serves) -> None:
    """Huge headers, huge addresses and no HTTP are 4xx problems; languages of any length are no fault."""
    with serve() as server:
        for request in (
            b"GET /api/v1/ HTTP/1.1\r\nHost: x\r\nX: " + b"a" * 60_000 + b"\r\n\r\n",
            b"GET /" + b"a" * 60_000 + b" HTTP/1.1\r\nHost: x\r\n\r\n",
            b"GET /api/v1/ HTTP/1.1\r\n\r\n",
        ):
            head, _, body = server.raw(request).partition(b"\r\n\r\n")
            assert head.split(b" ", 2)[1] in {b"400", b"414", b"431"}, head
            assert b"application/problem+json" in head, head
            assert json.loads(body)["code"] == "bad-request"
            assert json.loads(body)["status"] == int(head.split(b" ", 2)[1])
        for address in ("/" + "a" * 20_000, "/api/v1/?q=" + "a" * 9_000):
            answer = server.get(address)
            assert (answer.status, json.loads(answer.body)["status"]) == (414, 414)
        for method in ("TRACE", "CONNECT"):
            answer = server.get("/api/v1/", method=method)
            assert (answer.status, json.loads(answer.body)["code"]) == (405, "read-only"), method
            assert answer.headers["allow"] == "GET, HEAD, OPTIONS"
        assert server.get("/covenant-capacity/sv/", method="TRACE").body == b""
        answer = server.get("/export:problem")
        assert (answer.status, json.loads(answer.body)["code"]) == (404, "unknown-address")
        assert b" 400 " in server.raw(b"nonsense\r\n\r\n").split(b"\r\n")[0] + b" 400 "
        for languages in ("," * 7000, "sv" * 3000, "x-" * 3500, ";q=,;" * 1000):
            assert server.get("/", accept_language=languages).status == 200
        for query in ("x=1", "=", "%00", "a" * 5000):
            assert server.get(f"{API}/?{query}").status == 400
        for query in ("", "&"):
            assert server.get(f"{API}/?{query}").status == 200


def test_words_of_the_configuration_stay_words() -> None:
    """Quotes and backslashes are written as nginx reads them; a dollar only where it means nothing."""
    assert literal('a"b\\c') == '"a\\"b\\\\c"'
    assert address("/a$b") == '"/a%24b"'
    for text in ("$uri", "line\nbreak", "nul\0"):
        with pytest.raises(ValueError, match="cannot be written"):
            value(text)


@pytest.mark.needs("nginx")
def test_a_programme_of_any_name_is_served(db: None, serve: Serves, folder: Path) -> None:
    """A programme's slug is part of every address, and of no line of the configuration."""
    for slug in ('quo"te', "dol$lar", "semi;}"):
        shelf = Shelf("en", slug=slug, name=slug)
        shelf.put("en", a_programme())
    with serve() as server:
        for slug in ('quo"te', "dol$lar", "semi;}"):
            encoded = quote(slug, safe="")
            assert server.get(f"/api/v1/programmes/{encoded}/editions/en/by-path/").status == 200
            assert server.get(f"/{encoded}/en/").status == 200
    assert isinstance(server, Nginx)
