"""`search` over HTTP: what it answers, what it refuses, and what nobody finds."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cms.delivery.documents.schema.search import SearchResults
from cms.delivery.documents.store import retire_documents
from pages.models import Programme
from tests.delivery.builders import an_info_page, edition, first_page, text
from tests.delivery.reading import SWEDISH, Reader
from translation_workflow.editions.models import Edition

from .pages import documents_of, fill

PAGES = {
    "tak": ["Taken", "Isolera taken innan vintern. Skolorna vinner på det."],
    "skolor": ["Skolor", "Skolorna har stora tak; skolan sparar, och skolan lär."],
    "parker": ["Parker", "Träden ger skugga."],
}
ASKED = SWEDISH + "search?q="


@pytest.fixture
def swedish(programme: Programme) -> Edition:
    fill(programme, "sv", PAGES)
    return edition(programme, "sv")


def paths(found: Any) -> list[str]:
    return [hit["path"] for hit in found["hits"]]


def test_a_hit_says_where_it_is_and_why(swedish: Edition, read: Reader) -> None:
    """Text in runs, never markup; addresses that answer."""
    found = read.json(ASKED + quote("träd"))
    SearchResults.model_validate(found)
    key = str(documents_of(swedish)["parker"].key)
    assert found == {
        "programme": "covenant-capacity",
        "edition": "sv",
        "language": "sv",
        "query": "träd",
        "found": "all",
        "total": 1,
        "offset": 0,
        "limit": 10,
        "hits": [
            {
                "key": key,
                "type": "info",
                "path": "/parker/",
                "title": "Parker",
                "marked_title": [{"text": "Parker", "match": False}],
                "excerpt": {
                    "section": "body",
                    "block": found["hits"][0]["excerpt"]["block"],
                    "runs": [{"text": "Träden", "match": True}, {"text": " ger skugga.", "match": False}],
                },
                "url": f"/api/v1/{SWEDISH}documents/{key}",
            }
        ],
    }
    assert read.json(found["hits"][0]["url"])["title"] == "Parker"


def test_a_title_counts_most_and_pages_with_all_words_come_alone(swedish: Edition, read: Reader) -> None:
    """Where no page has them all, those with some of them come, and the answer says so."""
    assert paths(read.json(ASKED + "skola")) == ["/skolor/", "/tak/"]
    assert paths(read.json(ASKED + "tak")) == ["/tak/", "/skolor/"]
    assert paths(read.json(ASKED + "tak+vinter")) == ["/tak/"]
    some = read.json(ASKED + "skugga+vinter")
    assert (some["found"], set(paths(some))) == ("some", {"/parker/", "/tak/"})


def test_pages_of_hits(swedish: Edition, read: Reader) -> None:
    """One after the other they are the whole."""
    whole = paths(read.json(ASKED + "skola"))
    parts = [read.json(f"{ASKED}skola&limit=1&offset={offset}") for offset in (0, 1, 2)]
    assert [paths(part) for part in parts] == [whole[:1], whole[1:], []]
    assert {part["total"] for part in parts} == {2}


def test_an_answer_is_cacheable(swedish: Edition, read: Reader) -> None:
    """With an entity tag that stays while nothing changes, and is another when words are."""
    answer = read(ASKED + "skola")
    assert answer["Content-Language"] == "sv"
    assert answer["Cache-Control"].startswith("public")
    assert read(ASKED + "skola", If_None_Match=answer["ETag"]).status_code == 304
    retire_documents([(swedish, documents_of(swedish)["tak"].key)])
    assert read(ASKED + "skola", If_None_Match=answer["ETag"]).status_code == 200


@pytest.mark.parametrize(
    "query",
    [
        *("!?…", "   ", "\0", "“”", '"', "'", "*", "%", "\\", "½", "e\u0301", "\u200b", "١٢٣", "\U0001f600"),
        *("AND", "NEAR(", "title : x", "a' | 'b", "tak:*A", "-tak", "^tak", "tak\0", '"tak" OR *'),
        *("'; DROP TABLE delivery_document; --", "x" * 200, "a b c d e f g h i j k l m n o p", "tak " * 50),
    ],
)
def test_any_text_is_an_ordinary_question(swedish: Edition, read: Reader, query: str) -> None:
    """Databases' own languages of queries, quotation marks and NUL are nothing but text."""
    found = read.json(ASKED + quote(query))
    assert found["query"] == query
    assert read.json(ASKED + "skola")["total"] == 2


@pytest.mark.parametrize(
    ("parameters", "sentence"),
    [
        ("", "“q” is missing."),
        ("q=", "“q” cannot be that: string should have at least 1 character."),
        (f"q={'x' * 201}", "“q” cannot be that: string should have at most 200 characters."),
        ("q=a&limit=0", "“limit” cannot be that: input should be greater than or equal to 1."),
        ("q=a&limit=51", "“limit” cannot be that: input should be less than or equal to 50."),
        ("q=a&limit=1.0", "“limit” cannot be that: it is no whole number."),
        ("q=a&limit=%D9%A1", "“limit” cannot be that: it is no whole number."),
        ("q=a&offset=-1", "“offset” cannot be that: it is no whole number."),
        ("q=a&offset=99999999999", "“offset” cannot be that: it is no whole number."),
    ],
)
def test_what_is_no_question_is_refused(
    swedish: Edition, read: Reader, parameters: str, sentence: str
) -> None:
    """With a problem that names the parameter."""
    status, problem = read.problem(f"{SWEDISH}search?{parameters}")
    assert (status, problem["code"], problem["detail"]) == (
        400,
        "wrong-parameter",
        f"The query parameter {sentence}",
    )


@pytest.mark.parametrize("parameters", ["q=a&q=b", "q=a&page=2"])
def test_parameters_are_those_that_there_are(swedish: Edition, read: Reader, parameters: str) -> None:
    """As everywhere."""
    assert read.problem(f"{SWEDISH}search?{parameters}")[0] == 400


def test_an_edition_that_is_not_published_has_no_search(swedish: Edition, read: Reader) -> None:
    """As every other address of it."""
    Edition.objects.filter(pk=swedish.pk).update(status=Edition.Status.DRAFT)
    assert read.problem(ASKED + "skola")[0] == 404


def test_what_is_retired_is_not_found(swedish: Edition, read: Reader) -> None:
    """Nor does a row of it stay in the index."""
    from cms.delivery.models import SearchEntry

    row = documents_of(swedish)["tak"]
    retire_documents([(swedish, row.key)])
    assert paths(read.json(ASKED + "vinter")) == []
    assert not SearchEntry.objects.filter(document=row).exists()


def test_one_edition_finds_its_own(programme: Programme, swedish: Edition, read: Reader) -> None:
    """Words of another edition are not in this one."""
    from cms.delivery.documents.store import publish_documents

    english = edition(programme, "en")
    page = an_info_page(first_page(programme), "Skolor", body=[text("Skolorna.")])
    publish_documents([(english, page)])
    assert read.json(ASKED + "skola")["total"] == 2
    assert read.json(ASKED.replace("/sv/", "/en/") + "skolor")["total"] == 1


@pytest.mark.parametrize("query", ["skola", "tak+skola+vinter+skugga+lampor"])
def test_a_search_has_one_budget(swedish: Edition, read: Reader, query: str) -> None:
    """The edition, the index, the hits: whatever is asked and however much is found."""
    read(ASKED + query)
    with CaptureQueriesContext(connection) as queries:
        read(ASKED + query)
    assert len(queries) == 3


def test_letters_that_readers_tell_apart(programme: Programme, read: Reader) -> None:
    """“mal” (a moth) is not “mål” (a goal)."""
    fill(programme, "sv", {"mal": ["Malar", "En mal."], "mål": ["Kommunens mål", "Ett mål."]})
    assert paths(read.json(ASKED + "mal")) == ["/mal/"]
    assert paths(read.json(ASKED + quote("mål"))) == ["/mål/"]
