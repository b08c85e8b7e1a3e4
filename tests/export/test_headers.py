"""nginx answers from an export as the live system does: statuses, headers and bytes of every kind."""

from __future__ import annotations

import gzip
from typing import Any

import pytest
from django.test import Client

from cms.delivery.documents.store import rebuild_edition, retire_documents
from cms.delivery.models import Document
from pages.models import Programme, ThemePage
from tests.delivery.builders import a_programme, edition, words

from .conftest import Exports, Serves
from .serving import Nginx

pytestmark = [pytest.mark.needs("nginx"), pytest.mark.alike("files and their server ask no database")]

API = "/api/v1/programmes/covenant-capacity"
SWEDISH = f"{API}/editions/sv"
# What may differ: the form of the tag (its strength and its use may not), and what any server adds.
ACCEPTED = {"etag", "date", "server", "connection", "transfer-encoding"}
# What files do not say: which request it was, by what a cache may forget them, and when they changed, since
# their time is a function of their content.
ACCEPTED |= {"x-request-id", "surrogate-key", "cache-tag", "last-modified"}
# Addresses of the API, and of the reader; each has the same answer here and there.
ANSWERED = [
    "/api/v1/",
    "/api/v1/openapi.json",
    "/api/v1/schemas/module.json",
    "/api/v1/programmes/",
    f"{API}/editions/",
    f"{API}/alternates/",
    f"{SWEDISH}/",
    f"{SWEDISH}/bundle",
    f"{SWEDISH}/by-path/",
    f"{SWEDISH}/by-path/buildings/start-up/",
    f"{SWEDISH}/by-path/buildings/start-up",
    f"{API}/editions/SV/by-path/buildings/",
    f"{API}/editions/en-gb/",
    "/",
    "/covenant-capacity/",
    "/covenant-capacity/sv/",
    "/covenant-capacity/en-GB/buildings/start-up/",
]
REFUSED = [
    "/api/v1/nothing",
    "/api/v1/programmes/nobody/editions/",
    f"{API}/editions/de/",
    f"{API}/editions/de/bundle",
    f"{SWEDISH}/documents/00000000-0000-0000-0000-000000000001",
    f"{SWEDISH}/by-path/nothing/here/",
    f"/api/v1/documents/sha256/{'0' * 64}",
    "/api/v1/?x=1",
    f"{SWEDISH}/?since=1",
    "/covenant-capacity/sv/nothing/",
    "/covenant-capacity/de/",
    "/nobody/",
    "/nobody/sv/",
]
MOVED = [
    "/api/v1/programmes",
    f"{API}/editions",
    f"{API}/alternates",
    f"{SWEDISH}",
    f"{SWEDISH}/bundle/",
    "/api/v1/openapi.json/",
    "/covenant-capacity",
    "/covenant-capacity/sv",
    "/covenant-capacity/sv/buildings",
    "/covenant-capacity/SV/buildings/start-up/",
]


@pytest.fixture
def server(programme: Programme, serve: Serves) -> Any:
    with serve() as running:
        yield running


def headers_of(answer: Any) -> dict[str, str]:
    return {name.lower(): str(said) for name, said in answer.headers.items() if name.lower() not in ACCEPTED}


def differences(client: Client, server: Nginx, address: str, **headers: str) -> dict[str, Any]:
    """Return what nginx answers otherwise than the live system: name → (live, nginx)."""
    live = client.get(address, headers={name.replace("_", "-"): value for name, value in headers.items()})
    served = server.get(address, **headers)
    here, there = headers_of(live), headers_of(served)
    told = {
        name: (here.get(name), there.get(name))
        for name in sorted(here.keys() | there.keys())
        if here.get(name) != there.get(name)
    }
    if live.status_code != served.status:
        told["status"] = (live.status_code, served.status)
    if live.status_code == 200 and _content(live) != served.body:
        told["body"] = (_content(live), served.body)
    return told


def _content(answer: Any) -> bytes:
    return b"".join(answer.streaming_content) if answer.streaming else answer.content


def test_what_is_there_is_answered_alike(client: Client, server: Nginx) -> None:
    """Every kind of address has the live status, headers and bytes; of the tag, the form differs alone."""
    row = Document.objects.get(edition__code="sv", type="module")
    picture = next(iter(_files(client, "/media/images/")))
    addresses = [*ANSWERED, f"{SWEDISH}/documents/{row.key}", f"/api/v1/documents/sha256/{row.content_id}"]
    told = {address: differences(client, server, address) for address in addresses}
    told |= {"picture": differences(client, server, picture)}
    # By a hash nobody knows the language; the document says it itself.
    assert told[f"/api/v1/documents/sha256/{row.content_id}"].pop("content-language") == ("sv", None)
    assert not {address: found for address, found in told.items() if found}


def _files(client: Client, place: str) -> list[str]:
    """Return what the documents of the Swedish edition show below a place."""
    import re

    bundle = client.get(f"{SWEDISH}/bundle").content.decode()
    return re.findall(rf'"({place}[^"]+)"', bundle)


def test_what_leads_on_is_answered_alike(client: Client, server: Nginx) -> None:
    """Slashes too few or too many, and editions in another case, are led on with the live headers."""
    told = {address: differences(client, server, address) for address in MOVED}
    for address, found in told.items():
        # A redirect has no body here, and a few words there.
        found.pop("content-length", None), found.pop("content-type", None)
        assert not found, address


def test_what_is_not_there_is_answered_alike(client: Client, server: Nginx) -> None:
    """Every refusal has the live status and headers, and the live problem but for the quoted address."""
    for address in REFUSED:
        found = differences(client, server, address)
        found.pop("content-length", None)
        assert not found, address
        if address.startswith("/api/"):
            live, served = client.get(address).json(), _json(server.get(address).body)
            assert {**live, "detail": ""} == {**served, "detail": ""}, address


def _json(body: bytes) -> Any:
    import json

    return json.loads(body)


def test_a_paper_is_answered_alike(client: Client, server: Nginx) -> None:
    """A paper has its name, its type and the policy that the live system gives it."""
    (paper, *_) = _files(client, "/documents/")
    found = differences(client, server, paper)
    # The live system names no coding as one.
    assert found.pop("content-encoding", ("None", None)) == ("None", None)
    assert not found


@pytest.mark.parametrize("language", ["sv", "el-GR,el;q=0.9,en;q=0.8", "de, fr;q=0.5", "xx", ""])
def test_visitors_have_pages_in_their_language(client: Client, server: Nginx, language: str) -> None:
    """Pages before an edition, and those that say that there is none, are in the visitor's language."""
    for address in ("/", "/covenant-capacity/", "/nobody/", "/covenant-capacity/de/"):
        found = differences(client, server, address, accept_language=language)
        found.pop("content-length", None)
        assert not found, address


def test_a_reader_that_has_it_is_told_so(server: Nginx) -> None:
    """If-None-Match gives 304 without a body, in each coding, and another tag the whole."""
    for address in (f"{SWEDISH}/", f"{SWEDISH}/bundle", "/covenant-capacity/sv/buildings/start-up/", "/"):
        for coding in ("identity", "gzip"):
            whole = server.get(address, accept_encoding=coding)
            tag = whole.headers["etag"]
            assert not tag.startswith("W/")
            again = server.get(address, accept_encoding=coding, if_none_match=tag)
            assert (again.status, again.body, again.headers["etag"]) == (304, b"", tag)
            assert "last-modified" not in again.headers
            assert again.headers["cache-control"] == whole.headers["cache-control"]
            assert server.get(address, accept_encoding=coding, if_none_match='"other"').status == 200
            since = server.get(address, if_modified_since="Fri, 01 Jan 2100 00:00:00 GMT")
            assert since.status == 200


def test_compressed_bytes_are_the_same_when_unpacked(server: Nginx) -> None:
    """gzip is served to who accepts it, with its own tag; what is small goes as it is."""
    address = f"{SWEDISH}/by-path/buildings/start-up/"
    plain, packed = server.get(address), server.get(address, accept_encoding="gzip, br")
    assert packed.headers["content-encoding"] == "gzip"
    assert gzip.decompress(packed.body) == plain.body
    assert packed.headers["etag"] != plain.headers["etag"]
    assert packed.headers["vary"] == plain.headers["vary"] == "Accept-Encoding"
    assert "content-encoding" not in server.get("/api/v1/programmes/", accept_encoding="gzip").headers


def test_other_methods_are_refused_and_preflights_answered(client: Client, server: Nginx) -> None:
    """Writing is a 405 problem wherever it is tried; a browser's question before a request is answered."""
    for address in (f"{SWEDISH}/", f"{SWEDISH}/bundle", "/api/v1/nothing", f"{SWEDISH}/changes"):
        for method in ("POST", "DELETE", "PUT"):
            answer = server.get(address, method=method)
            assert answer.status == 405, (address, method)
            assert answer.headers["content-type"] == "application/problem+json"
            assert answer.headers["allow"] == "GET, HEAD, OPTIONS"
            assert _json(answer.body)["code"] == "read-only"
        live, served = client.options(address), server.get(address, method="OPTIONS")
        assert served.status == live.status_code == 204
        assert headers_of(served).items() ^ headers_of(live).items() <= {("content-length", "0")}, address
    assert server.get("/covenant-capacity/sv/", method="POST").status == 405
    head = server.get(f"{SWEDISH}/bundle", method="HEAD")
    assert (head.status, head.body) == (200, b"")
    assert head.headers["content-length"] == server.get(f"{SWEDISH}/bundle").headers["content-length"]


def test_what_was_retired_or_moved_is_answered_alike(
    client: Client, programme: Programme, serve: Serves
) -> None:
    """410 with the live problem by key and by path, 308 to where a page is now, also under its old path."""
    swedish = edition(programme, "sv")
    moved = Document.objects.get(edition=swedish, type="theme")
    retired = Document.objects.get(edition=swedish, type="info")
    page = ThemePage.objects.get(locale=swedish.locale)
    page.slug = "byggnader"
    page.save_revision().publish()
    rebuild_edition(swedish, coverage=words())
    retire_documents([(swedish, retired.key)], coverage=words())
    with serve() as server:
        for address in (
            f"{SWEDISH}/documents/{retired.key}",
            f"{SWEDISH}/by-path{retired.path}",
            f"{SWEDISH}/by-path/buildings/",
            f"{API}/editions/SV/by-path/buildings/start-up",
            "/covenant-capacity/sv/buildings/",
            "/covenant-capacity/sv/buildings/start-up/",
            f"/covenant-capacity/sv{retired.path}",
        ):
            found = differences(client, server, address)
            found.pop("content-length", None), found.pop("content-type", None)
            assert not found, address
        gone = f"{SWEDISH}/documents/{retired.key}"
        assert server.get(gone).body == client.get(gone).content
        assert server.get(f"{SWEDISH}/by-path/buildings/").status == 308
        assert server.get(f"{SWEDISH}/documents/{moved.key}").status == 200


def test_files_say_what_they_cannot_answer(server: Nginx) -> None:
    """`changes` and `search` are problems that say what to do instead; of an edition that is none, 404."""
    for name in ("changes", "search"):
        answer = server.get(f"{SWEDISH}/{name}?q=x")
        assert (answer.status, _json(answer.body)["code"]) == (501, "not-in-export")
        assert server.get(f"{API}/editions/de/{name}").status == 404
    search = server.get("/covenant-capacity/sv/~search/?q=byggnader")
    assert (search.status, search.headers["content-language"]) == (501, "sv")
    assert "inte genomsökas" in search.body.decode()


@pytest.mark.django_db(transaction=True)
def test_what_needs_a_program_is_handed_on(
    live_server: Any, client: Client, export: Exports, serve: Serves
) -> None:
    """With an upstream, changes and search are its answers; without one that answers, a problem."""
    programme = a_programme()
    rebuild_edition(edition(programme, "sv"), coverage=words())
    with serve(serving={"upstream": live_server.url}) as server:
        answer = server.get(f"{SWEDISH}/changes")
        assert (answer.status, answer.body) == (200, client.get(f"{SWEDISH}/changes").content)
        assert _json(answer.body)["documents"]
        assert server.get(f"{SWEDISH}/changes?x=1").status == 400
        assert server.get(f"{SWEDISH}/?x=1").status == 400
    with serve(serving={"upstream": "http://127.0.0.1:9"}) as server:
        answer = server.get(f"{SWEDISH}/changes")
        assert (answer.status, _json(answer.body)["code"]) == (502, "no-upstream")
