"""What a document holds cannot do more than be read."""

from __future__ import annotations

import gzip

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from cms.reader.markup import prose, safe_html, safe_link, safe_source

from .conftest import SWEDISH, Reading
from .documents import a_programme, an_info_page
from .shelf import Shelf, block

START = "/covenant-capacity/sv/"


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("CO<sub>2</sub>", "CO<sub>2</sub>"),
        ("<b>fet</b> <i>kursiv</i>", "<b>fet</b> <i>kursiv</i>"),
        ("<script>alert(1)</script>ord", "ord"),
        ('<p onclick="x()" style="color:red" class="a">ord</p>', "<p>ord</p>"),
        ('<a href="javascript:alert(1)">ord</a>', "<a>ord</a>"),
        ('<a href="data:text/html,x">ord</a>', "<a>ord</a>"),
        ("<img src=x onerror=alert(1)>", ""),
        ("<iframe src=//example.org></iframe>ord", "ord"),
        ("1 < 2", "1 &lt; 2"),
    ],
)
def test_markup_is_reduced_to_the_allow_list(given: str, shown: str) -> None:
    """Only what authors may write reaches the page."""
    assert safe_html(given, start=START) == shown


@pytest.mark.parametrize(
    ("given", "leads_to"),
    [
        ('<a href="/buildings/" data-key="k">x</a>', 'href="/covenant-capacity/sv/buildings/"'),
        ('<a href="/" data-key="k">x</a>', 'href="/covenant-capacity/sv/"'),
        ('<a href="/media/documents/a.pdf">x</a>', 'href="/media/documents/a.pdf"'),
        ('<a href="https://example.org/a">x</a>', 'href="https://example.org/a"'),
        ('<a href="//example.org/" data-key="k">x</a>', 'href=""'),
    ],
)
def test_links_to_pages_are_set_under_the_edition(given: str, leads_to: str) -> None:
    """A path of the edition becomes an address of the reader; files and other hosts stay as they are."""
    assert leads_to in safe_html(given, start=START)


@given(st.text())
def test_no_text_becomes_more_than_the_allow_list(html: str) -> None:
    """Whatever is drawn as rich text, drawing it again changes nothing: it is inside the allow-list."""
    once = safe_html(html, start=START)
    assert safe_html(once, start=START) == once
    assert prose(once, start=START)[:3] in {"", "<p>", *[once[:3]]}


@pytest.mark.parametrize(
    "address", ["javascript:x", "//example.org", "/\\example.org", "data:x", None, 7, "buildings"]
)
def test_an_address_that_may_not_be_followed_is_none(address: object) -> None:
    """A link leads to the web, to mail or into the edition, or it is no link."""
    assert safe_link(address, start=START) == ""


@pytest.mark.parametrize(
    "address", ["//example.org/a.png", "javascript:x", "/a b.png", "data:image/png;x", None]
)
def test_a_picture_comes_from_a_host(address: object) -> None:
    """A picture's address is a path of ours or a web address."""
    assert safe_source(address) == ""


def test_words_are_escaped(shelf: Shelf, read: Reading) -> None:
    """Plain words that look like markup are shown as they are written."""
    evil = "<script>alert(1)</script>"
    document = an_info_page(
        block("section", {"heading": evil, "content": [block("quote", {"text": evil, "attribution": evil})]}),
        title=evil,
    )
    shelf.put("sv", document)
    answer = read(SWEDISH + "legal/").content.decode()
    assert "<script" not in answer
    assert answer.count("&lt;script&gt;") >= 4


def test_pages_forbid_what_they_do_not_need(shelf: Shelf, read: Reading) -> None:
    """No script, no frame, no other host, no form but the search; nothing inline to be allowed."""
    shelf.put("sv", a_programme())
    for address, status in ((SWEDISH, 200), ("/", 200), ("/nix/", 404)):
        answer = read(address)
        policy = answer["Content-Security-Policy"]
        assert policy.startswith("default-src 'none'; style-src 'self'; img-src 'self';")
        assert "frame-ancestors 'none'" in policy
        assert "unsafe" not in policy
        page = read.page(address, status=status)
        assert "form-action 'self'" in policy
        assert not page.select("script, style, [style], [onclick], form:not(.search), iframe")


def test_everybody_gets_the_same_bytes(shelf: Shelf, read: Reading) -> None:
    """A page needs no cookie, sets none, and answers 304 while nothing changed."""
    shelf.put("sv", a_programme())
    answer = read(SWEDISH)
    assert not answer.cookies
    assert "Cookie" not in answer.get("Vary", "")
    assert answer["Cache-Control"] == "public, max-age=0, must-revalidate"
    assert read(SWEDISH, **{"If-None-Match": answer["ETag"]}).status_code == 304


def test_asking_for_headers_alone_gets_those_of_the_page(shelf: Shelf, client: Client) -> None:
    """HEAD says what GET says, tag and length too, without a body; and 304 where nothing changed."""
    shelf.put("sv", a_programme())
    whole, headers = client.get(SWEDISH), client.head(SWEDISH)
    numbered = {"X-Request-ID"}
    assert {*whole.headers} == {*headers.headers}
    assert all(headers[name] == whole[name] for name in {*whole.headers} - numbered)
    assert headers["ETag"]
    assert int(headers["Content-Length"]) == len(whole.content) > 0
    assert headers.content == b""
    assert client.head(SWEDISH, headers={"If-None-Match": whole["ETag"]}).status_code == 304


@pytest.mark.parametrize(
    ("accepted", "is_compressed"),
    [
        ("gzip, deflate, br", True),
        ("GZIP;q=0.5", True),
        ("*", True),
        ("", False),
        ("identity", False),
        ("br", False),
        ("gzip;q=0, *", False),
        ("gzip;q=much", False),
        (",;=,", False),
    ],
)
def test_pages_are_compressed_for_those_who_take_it(
    shelf: Shelf, read: Reading, accepted: str, is_compressed: bool
) -> None:
    """The same words in fewer bytes, under a weak tag, and caches are told what it depends on."""
    shelf.put("sv", a_programme())
    plain = read(SWEDISH)
    answer = read(SWEDISH, **{"Accept-Encoding": accepted})
    assert (answer.get("Content-Encoding") == "gzip") == is_compressed
    sent = answer.content
    assert int(answer["Content-Length"]) == len(sent)
    assert (gzip.decompress(sent) if is_compressed else sent) == plain.content
    assert answer["ETag"] == ("W/" if is_compressed else "") + plain["ETag"]
    again = read(SWEDISH, **{"Accept-Encoding": accepted, "If-None-Match": answer["ETag"]})
    for one in (plain, answer, again):
        assert "Accept-Encoding" in one["Vary"]
    assert (again.status_code, again.content) == (304, b"")
    if is_compressed:
        assert len(sent) < len(plain.content) / 2


def test_a_page_takes_few_queries(shelf: Shelf, read: Reading, django_assert_max_num_queries: object) -> None:
    """The number of queries does not grow with the number of editions or blocks."""
    for code in ("en", "sv", "fi"):
        shelf.put(code, a_programme())
    read(SWEDISH)
    with django_assert_max_num_queries(14):  # type: ignore[operator]
        read(SWEDISH)
