"""What strangers send changes nothing and breaks nothing: also through the server that is deployed."""

from __future__ import annotations

import json
import socket
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection

from cms.delivery.documents.store import rebuild_edition
from pages.models import Programme
from tests.bench.served.server import Server, serving

from .builders import a_theme, edition, first_page, words
from .reading import SWEDISH, Reader

THEME = f"{SWEDISH}by-path/"
HOSTS = {
    "X-Forwarded-Host": "evil.example",
    "X-Forwarded-For": "6.6.6.6",
    "X-Forwarded-Proto": "https",
    "X-Forwarded-Prefix": "/evil",
    "Forwarded": "host=evil.example;proto=https",
    "X-Original-URL": "/admin/",
    "X-Rewrite-URL": "/admin/",
    "X-HTTP-Method-Override": "DELETE",
    "Authorization": "Bearer something",
    "Cookie": "sessionid=x; csrftoken=y; messages=z",
    "Accept-Language": "sv;q=x, *;q=-1, " + "a-" * 2000,
    "Accept": "text/html",
    "Range": "bytes=0-1",
    "If-Modified-Since": "Fri, 31 Dec 9999 23:59:59 GMT",
    "If-Match": '"nothing"',
    "If-Unmodified-Since": "Thu, 01 Jan 1970 00:00:00 GMT",
}


@pytest.fixture
def swedish(programme: Programme) -> None:
    """A published edition with a document, and one in English."""
    a_theme(first_page(programme))
    for code in ("en", "sv"):
        rebuild_edition(edition(programme, code), coverage=words())


@pytest.mark.parametrize(
    "address", ["", "programmes/", SWEDISH, THEME, f"{SWEDISH}bundle", f"{SWEDISH}changes"]
)
@pytest.mark.parametrize("name", HOSTS)
def test_a_strangers_header_changes_nothing(read: Reader, swedish: None, address: str, name: str) -> None:
    """The same status, headers and bytes as without it."""
    plain, other = read(address), read(address, **{name.replace("-", "_"): HOSTS[name]})
    assert (other.status_code, other.content) == (200, plain.content)
    assert dict(other.headers) == dict(plain.headers)


@pytest.mark.parametrize(
    "query", ["token=abc", "preview=1", "access_token=x", "sessionid=x", "_method=DELETE"]
)
@pytest.mark.parametrize("address", [SWEDISH, THEME, f"{SWEDISH}bundle", f"{SWEDISH}changes"])
def test_a_token_in_the_query_is_refused(read: Reader, swedish: None, address: str, query: str) -> None:
    """It opens nothing, and nobody believes that it did."""
    status, problem = read.problem(f"{address}?{query}")
    assert (status, problem["code"]) == (400, "unknown-parameter")


@pytest.mark.parametrize(
    "since", ["", "%00", "a" * 3000, "..%2f", "é", "MTox\n", "=", "0", "%ff%fe", "1;DROP"]
)
def test_a_cursor_that_is_none_is_refused(read: Reader, swedish: None, since: str) -> None:
    """400, as of any wrong question."""
    assert read.problem(f"{SWEDISH}changes?since={since}")[0] == 400


@pytest.mark.parametrize(
    "accepted", ["br;q=1e999", ",,,;;;", "gzip;;q=", "*" * 5000, "br;q=-0", "\x7f", "br;;"]
)
def test_any_accept_encoding_gets_an_answer(read: Reader, swedish: None, accepted: str) -> None:
    """However it is written."""
    assert read(THEME, Accept_Encoding=accepted).status_code == 200


@pytest.fixture
def server(transactional_db: None, programme: Programme) -> Iterator[Server]:
    """Granian as it is deployed, over a published edition."""
    rebuild_edition(edition(programme, "sv"), coverage=words())
    connection.close()
    with serving() as running:
        yield running


def sent(server: Server, request: bytes) -> tuple[int, dict[str, Any]]:
    """Return status and problem of what comes back for these bytes; (0, {}) where the line is closed."""
    with socket.create_connection(("127.0.0.1", server.port), timeout=20) as line:
        line.sendall(request)
        answered = b""
        try:
            while part := line.recv(65536):
                answered += part
        except ConnectionError:
            pass
    if not answered:
        return 0, {}
    head, _, body = answered.partition(b"\r\n\r\n")
    is_problem = b"application/problem+json" in head
    return int(head.split(b" ", 2)[1]), json.loads(body) if is_problem else {}


def test_hostile_requests_to_the_real_server(server: Server) -> None:
    """Refused by the server or by the API, never 500; and the next reader is served."""
    here = b"/api/v1/programmes/covenant-capacity/editions/sv/"
    tail = b" HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
    requests = {
        "traversal": b"GET " + here + b"by-path/../../../../etc/passwd" + tail + b"\r\n",
        "escaped traversal": b"GET " + here + b"by-path/%2e%2e/%2e%2e/etc/passwd" + tail + b"\r\n",
        "escaped NUL": b"GET " + here + b"by-path/a%00b" + tail + b"\r\n",
        "NUL": b"GET " + here + b"by-path/a\0b" + tail + b"\r\n",
        "bytes of no text": b"GET " + here + b"by-path/%ff%fe" + tail + b"\r\n",
        "long path": b"GET " + here + b"by-path/" + b"a" * 30_000 + tail + b"\r\n",
        "longer path": b"GET " + here + b"by-path/" + b"a" * 900_000 + tail + b"\r\n",
        "long query": b"GET " + here + b"?" + b"a" * 30_000 + tail + b"\r\n",
        "many parameters": b"GET " + here + b"?" + b"a&" * 14_000 + tail + b"\r\n",
        "a method of no sense": b"BREW " + here + tail + b"\r\n",
        "a body to be written": b"POST " + here + tail + b"Content-Length: 2\r\n\r\n{}",
        "another host": b"GET " + here + b" HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n",
        "no host": b"GET " + here + b" HTTP/1.1\r\nConnection: close\r\n\r\n",
        "a huge header": b"GET " + here + tail + b"X-A: " + b"a" * 900_000 + b"\r\n\r\n",
        "many headers": b"GET " + here + tail + b"".join(b"X-%d: a\r\n" % n for n in range(5000)) + b"\r\n",
        "no HTTP": b"\x16\x03\x01\x02\0\r\n\r\n",
    }
    answered = {name: sent(server, request)[0] for name, request in requests.items()}
    wrong = {name: status for name, status in answered.items() if status and not 400 <= status < 500}
    assert not wrong, wrong
    assert sent(server, b"GET " + here + tail + b"\r\n")[0] == 200
    status, problem = sent(server, requests["escaped NUL"])
    assert (status, problem["code"]) == (404, "unknown-path")
