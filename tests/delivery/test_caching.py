"""Every answer can be kept and asked about again: by anybody, in any browser, through any cache."""

from __future__ import annotations

import gzip
from typing import Any

import brotli
import pytest
from django.contrib.auth import get_user_model

from cms.delivery.documents.store import publish_document
from pages.models import Programme

from .builders import a_theme, edition, first_page, text
from .reading import Reader

ENGLISH = "programmes/covenant-capacity/editions/en/"
LONG = " ".join(f"Sentence {number}." for number in range(200))


@pytest.fixture(autouse=True)
def theme(programme: Programme) -> Any:
    """A document long enough to be worth compressing."""
    theme = a_theme(first_page(programme), summary=[text(LONG)])
    publish_document(edition(programme, "en"), theme)
    return theme


@pytest.fixture(params=["", "programmes/", ENGLISH, "document", "openapi.json"])
def address(request: pytest.FixtureRequest, theme: Any) -> str:
    """An address of each kind."""
    return f"{ENGLISH}by-path/buildings/" if request.param == "document" else request.param


def test_an_unchanged_answer_is_304(read: Reader, address: str) -> None:
    """With the tag and the rules for keeping it, and without a body."""
    tag = read(address)["ETag"]
    again = read(address, If_None_Match=tag)
    assert (again.status_code, again.content) == (304, b"")
    assert again["ETag"] == tag
    assert again["Cache-Control"] == read(address)["Cache-Control"]


@pytest.mark.parametrize("sent", ["*", "W/{}", '"other", {}', '"other",W/{}', "{}"])
def test_tags_are_compared_as_the_standard_says(read: Reader, address: str, sent: str) -> None:
    """A list, any, and weak tags."""
    assert read(address, If_None_Match=sent.format(read(address)["ETag"])).status_code == 304


@pytest.mark.parametrize("sent", ['"other"', "other", "", 'W/"', '"' + "a" * 9000 + '"'])
def test_another_tag_gets_the_body(read: Reader, address: str, sent: str) -> None:
    """So does one that is no tag."""
    assert read(address, If_None_Match=sent).status_code == 200


def test_a_changed_document_has_another_tag(read: Reader, theme: Any, programme: Programme) -> None:
    """The tag is the hash of the bytes."""
    before = read(f"{ENGLISH}by-path/buildings/")["ETag"]
    theme.title = "Houses"
    theme.save()
    publish_document(edition(programme, "en"), theme)
    answer = read(f"{ENGLISH}by-path/buildings/", If_None_Match=before)
    assert answer.status_code == 200
    assert answer["ETag"] != before


@pytest.mark.parametrize("current", ["", "programmes/", f"{ENGLISH}by-path/buildings/"])
def test_what_people_are_shown_may_be_shown_while_it_is_asked_about(read: Reader, current: str) -> None:
    """Whoever keeps it asks each time, and nobody has to wait for the answer."""
    said = read(current)["Cache-Control"]
    assert said == "public, max-age=0, stale-while-revalidate=30, stale-if-error=3600"


@pytest.mark.parametrize("followed", ["", "bundle", "changes"])
def test_what_programs_follow_is_never_an_old_state(read: Reader, followed: str) -> None:
    """One that was told of a change and asks would wait for the next change."""
    assert read(ENGLISH + followed)["Cache-Control"] == "public, max-age=0, must-revalidate"


def test_a_cache_can_be_told_what_to_forget(read: Reader, theme: Any) -> None:
    """By programme, by edition, by document, or what shows several of an edition's."""
    edition = "covenant-capacity/en"
    document = f"{edition}/{theme.translation_key}"
    by_hash = read.json(ENGLISH)["documents"][0]["url"]
    for address, last in {
        f"{ENGLISH}by-path/buildings/": document,
        f"{ENGLISH}documents/{theme.translation_key}": document,
        by_hash: document,
        ENGLISH: f"{edition}/lists",
        f"{ENGLISH}bundle": f"{edition}/lists",
        f"{ENGLISH}changes": f"{edition}/lists",
    }.items():
        keys = ["covenant-capacity", edition, last]
        assert read(address)["Surrogate-Key"].split(" ") == keys, address
        assert read(address)["Cache-Tag"].split(",") == keys, address
    alternates = read("programmes/covenant-capacity/alternates/")
    assert alternates["Surrogate-Key"] == "covenant-capacity covenant-capacity/lists"


def test_content_by_hash_is_kept_for_ever(read: Reader) -> None:
    """Its bytes are those of its name."""
    (entry,) = read.json(ENGLISH)["documents"]
    answer = read(entry["url"])
    assert answer["Cache-Control"] == "public, max-age=31536000, immutable"
    assert answer["ETag"] == f'"{entry["hash"]}"'


def test_head_is_get_without_a_body(read: Reader, address: str) -> None:
    """The same headers, the length among them."""
    got, head = read(address), read(address, method="HEAD")
    assert (head.status_code, head.content) == (200, b"")
    assert dict(head.headers) == dict(got.headers)


def test_head_of_a_missing_page_has_no_body_either(read: Reader) -> None:
    """A problem has its length, like any answer."""
    head = read("nonsense", method="HEAD")
    assert (head.status_code, head.content) == (404, b"")


@pytest.mark.parametrize(
    ("accepted", "coding"),
    [
        ("gzip", "gzip"),
        ("GZIP", "gzip"),
        ("gzip, deflate, br, zstd", "br"),
        ("br;q=0.5, gzip", "gzip"),
        ("br, gzip;q=0.5", "br"),
        ("br;q=2, gzip", "gzip"),
        ("*", "br"),
        ("*;q=0.1, gzip;q=0.2", "gzip"),
    ],
)
def test_who_accepts_a_coding_gets_the_same_bytes_in_it(read: Reader, accepted: str, coding: str) -> None:
    """Under a tag of their own, which is as good as the other for asking again."""
    address = f"{ENGLISH}by-path/buildings/"
    plain, packed = read(address), read(address, Accept_Encoding=accepted)
    assert packed["Content-Encoding"] == coding
    unpack = {"gzip": gzip.decompress, "br": brotli.decompress}[coding]
    assert unpack(packed.content) == plain.content
    assert packed["ETag"] != plain["ETag"]
    assert read(address, If_None_Match=packed["ETag"]).status_code == 304
    assert read(address, Accept_Encoding=accepted, If_None_Match=plain["ETag"]).status_code == 304


@pytest.mark.parametrize("accepted", ["", "zstd", "gzip;q=0", "identity", "gzip;q=x", "*;q=0", "br;q=nan"])
def test_who_accepts_neither_gets_plain_bytes(read: Reader, accepted: str) -> None:
    """Nothing is sent that was not asked for."""
    answer = read(f"{ENGLISH}by-path/buildings/", Accept_Encoding=accepted)
    assert "Content-Encoding" not in answer


@pytest.mark.parametrize("other", ["nonsense", "programmes", f"{ENGLISH}documents/x"])
def test_answers_differ_by_encoding_only(read: Reader, address: str, other: str) -> None:
    """Neither by cookie nor by language: one cache serves all readers."""
    for one in (address, other):
        assert read(one, Accept_Language="sv", Cookie="a=b")["Vary"] == "Accept-Encoding"


@pytest.mark.parametrize("cookie", ["sessionid=x", "sessionid=" + "a" * 32, "django_language=sv", "a"])
def test_a_cookie_changes_nothing(read: Reader, address: str, cookie: str) -> None:
    """The same headers, the same bytes, and no cookie back."""
    without, with_cookie = read(address), read(address, Cookie=cookie)
    assert dict(with_cookie.headers) == dict(without.headers)
    assert with_cookie.content == without.content
    assert not with_cookie.cookies


def test_signing_in_changes_nothing(read: Reader, address: str) -> None:
    """Editors read what everybody reads."""
    before = read(address)
    read.client.force_login(get_user_model().objects.create_superuser("a", "a@example.org", "b"))
    after = read(address)
    assert (dict(after.headers), after.content) == (dict(before.headers), before.content)


@pytest.mark.parametrize("one", ["", ENGLISH, "nonsense", "programmes", "?a=1"])
def test_any_origin_may_read_without_credentials(read: Reader, one: str) -> None:
    """Problems too: a frontend wants to show what is wrong."""
    answer = read(one, Origin="https://town.example")
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Credentials" not in answer


@pytest.mark.parametrize("one", ["", ENGLISH, "nonsense"])
def test_a_browser_may_ask_first(read: Reader, one: str) -> None:
    """If-None-Match is not a simple header: browsers ask before they send it to another origin."""
    answer = read(
        one,
        method="OPTIONS",
        Origin="https://town.example",
        Access_Control_Request_Method="GET",
        Access_Control_Request_Headers="if-none-match",
    )
    assert (answer.status_code, answer.content) == (204, b"")
    assert "GET" in answer["Access-Control-Allow-Methods"]
    assert answer["Access-Control-Allow-Headers"] == "*"


def test_a_documents_language_is_in_its_headers(read: Reader) -> None:
    """The edition's, never that of whoever asks."""
    answer = read(f"{ENGLISH}by-path/buildings/", Accept_Language="sv")
    assert answer["Content-Language"] == "en"
