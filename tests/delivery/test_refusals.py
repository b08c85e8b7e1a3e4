"""What the API cannot answer it says as a problem document: what, and what there is instead."""

from __future__ import annotations

import pytest

from cms.delivery.documents.store import rebuild_edition
from pages.models import Programme
from translation_workflow.editions.models import Edition

from .builders import edition, words
from .reading import SWEDISH, Reader

NOBODY = "00000000-0000-4000-8000-000000000000"


@pytest.fixture(autouse=True)
def swedish(programme: Programme) -> None:
    """A published edition with one document."""
    rebuild_edition(edition(programme, "sv"), coverage=words())


def test_an_unknown_programme_names_those_there_are(read: Reader) -> None:
    """A typing error is seen at once."""
    status, problem = read.problem("programmes/covenant/editions/")
    assert (status, problem["code"]) == (404, "unknown-programme")
    assert "covenant-capacity" in problem["detail"]


@pytest.mark.parametrize("below", ["", "by-path/", f"documents/{NOBODY}"])
def test_an_unknown_edition_names_the_published_ones(read: Reader, below: str) -> None:
    """For programs too, as a list."""
    status, problem = read.problem(f"programmes/covenant-capacity/editions/xx/{below}")
    assert (status, problem["code"], problem["published"]) == (404, "unknown-edition", ["en", "sv"])


@pytest.mark.parametrize("state", [Edition.Status.DRAFT, Edition.Status.RETIRED])
def test_an_edition_that_is_not_published_is_not_read(read: Reader, state: str) -> None:
    """Its documents are stored, but nobody decided yet, or any more, that they are to be read."""
    Edition.objects.filter(code="sv").update(status=state)
    status, problem = read.problem(SWEDISH)
    assert (status, problem["code"], problem["published"]) == (404, "unpublished-edition", ["en"])


@pytest.mark.parametrize(
    ("address", "code"),
    [
        (f"{SWEDISH}documents/{NOBODY}", "unknown-document"),
        (f"{SWEDISH}documents/not-a-uuid", "unknown-document"),
        (f"{SWEDISH}by-path/nowhere/", "unknown-path"),
        ("documents/sha256/" + "0" * 64, "unknown-content"),
        ("documents/sha256/short", "unknown-content"),
        ("nonsense", "unknown-address"),
        ("programmes/covenant-capacity/", "unknown-address"),
    ],
)
def test_what_is_not_there_is_a_404_with_a_code(read: Reader, address: str, code: str) -> None:
    """The code is for programs, the sentence for people."""
    status, problem = read.problem(address)
    assert (status, problem["code"]) == (404, code)


@pytest.mark.parametrize("address", ["", "programmes/", SWEDISH, f"{SWEDISH}by-path/", "openapi.json"])
def test_an_unknown_query_parameter_is_refused(read: Reader, address: str) -> None:
    """Not ignored: who writes ?lang=sv would believe that it worked."""
    status, problem = read.problem(f"{address}?lang=sv")
    assert (status, problem["code"]) == (400, "unknown-parameter")
    assert "lang" in problem["detail"]


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "TRACE", "BREW"])
@pytest.mark.parametrize("address", ["", SWEDISH, "nonsense"])
def test_only_reading_is_possible(read: Reader, method: str, address: str) -> None:
    """405, with what is possible."""
    status, problem = read.problem(address, method=method)
    assert (status, problem["code"]) == (405, "read-only")
    assert read(address, method=method)["Allow"] == "GET, HEAD, OPTIONS"


@pytest.mark.parametrize(
    ("asked", "there"),
    [
        ("programmes", "/api/v1/programmes/"),
        (SWEDISH.rstrip("/"), f"/api/v1/{SWEDISH}"),
        ("openapi.json/", "/api/v1/openapi.json"),
        (f"{SWEDISH}changes/?since=x", f"/api/v1/{SWEDISH}changes?since=x"),
    ],
)
def test_a_slash_too_few_or_too_many_leads_to_the_right_address(read: Reader, asked: str, there: str) -> None:
    """308: the method stays, and so does the answer."""
    answer = read(asked)
    assert (answer.status_code, answer["Location"]) == (308, there)


HOSTILE = [
    "%00",
    "a%00b",
    "%0a%0d",
    "%ff%fe",
    "%c0%ae%c0%ae",
    "%zz",
    "%",
    "..",
    "../../etc/passwd",
    "%2e%2e%2f%2e%2e%2fetc%2fpasswd",
    "..%5c..%5cwindows",
    "a" * 5000,
    "é" * 700,
    "%F0%9F%8C%8D",
    "'; DROP TABLE delivery_document; --",
    "<script>alert(1)</script>",
    "%E2%80%AE",
    "1e400",
    "{0x}",
]


@pytest.mark.parametrize("rubbish", HOSTILE)
@pytest.mark.parametrize(
    "address",
    [
        "{}",
        "programmes/{}/editions/",
        "programmes/{}/alternates/",
        "programmes/covenant-capacity/editions/{}/",
        SWEDISH + "documents/{}",
        SWEDISH + "by-path/{}",
        "documents/sha256/{}",
    ],
)
def test_hostile_addresses_get_a_problem(read: Reader, address: str, rubbish: str) -> None:
    """Never 500, never another format, and never more of it back than a line."""
    status, problem = read.problem(address.replace("{}", rubbish))
    assert status == 404
    assert len(problem["detail"]) < 400
    assert problem["detail"].isprintable()


@pytest.mark.parametrize("query", ["%00=1", "%ff", "a" * 5000, "=", "&".join("a=1" for _ in range(20_000))])
def test_hostile_queries_get_a_problem(read: Reader, query: str) -> None:
    """However many parameters there are."""
    assert read.problem(f"programmes/?{query}")[0] == 400


def test_a_failure_of_ours_is_a_problem_too(
    read: Reader, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """It is logged with its trace, and shows nothing of it."""

    def fail() -> None:
        raise RuntimeError("the inner workings")

    monkeypatch.setattr("cms.delivery.resources.programmes", fail)
    status, problem = read.problem("programmes/")
    assert status == 500
    assert "inner workings" not in str(problem)
    assert "the inner workings" in caplog.text
