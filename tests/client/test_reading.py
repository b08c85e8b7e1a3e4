"""Everything that the API has, as values of its contract."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from cms.client import (
    BadAddress,
    Client,
    ClientError,
    EditionClient,
    Gone,
    NotFound,
    Refused,
    Unintelligible,
    Unreachable,
)
from cms.delivery.documents.schema import InfoDocument, ProgrammeDocument
from cms.delivery.models import Document
from tests.publishing.builders import World

from .conftest import BASE, Counted


def info(swedish: EditionClient) -> Any:
    return next(entry for entry in swedish.manifest().documents if entry.type == "info")


def test_everything_can_be_read(client: Client, world: World, swedish: EditionClient) -> None:
    """From the programmes down to a document, by key, by path and by hash."""
    (programme,) = client.programmes()
    assert programme.slug == world.programme.slug
    assert "sv" in [edition.code for edition in client.editions(programme.slug)]
    entry = info(swedish)
    document = client.document(entry.hash)
    assert isinstance(document, InfoDocument)
    assert (
        document == swedish.document(entry.key) == swedish.at(entry.path) == swedish.at(entry.path.strip("/"))
    )
    assert client.document_as_sent(entry.hash)["title"] == document.title
    assert isinstance(swedish.at("/"), ProgrammeDocument)
    assert document in swedish.bundle().documents
    assert client.alternates(programme.slug).documents[str(entry.key)]["sv"].path == entry.path


def test_a_page_that_moved_is_followed(swedish: EditionClient, world: World, way: Counted) -> None:
    """To where it stands now, which its path says; asked again, what is the same is not sent again."""
    before = info(swedish).path
    page = world.translated(world.page)
    page.slug = "moved"
    page.save_revision().publish()
    world.work()
    moved = info(swedish)
    assert moved.path != before
    assert way.statuses[-1] == 200
    assert swedish.at(before) == swedish.document(moved.key)
    assert way.statuses == [308, 200, 200]
    assert swedish.at(before).path == moved.path
    assert way.statuses == [308, 304]


def test_what_is_not_there_says_what_is(client: Client, swedish: EditionClient) -> None:
    """The problem is there for programs, its sentence for people."""
    with pytest.raises(NotFound, match="nothing at") as missing:
        swedish.at("/nowhere/")
    assert missing.value.problem.code == "unknown-path"
    with pytest.raises(NotFound) as unknown:
        client.edition(swedish.programme, "xx").manifest()
    assert "sv" in (unknown.value.problem.published or [])


def test_what_was_withdrawn_is_gone(swedish: EditionClient, world: World) -> None:
    """By key and by path."""
    entry = info(swedish)
    world.page.refresh_from_db()
    world.page.unpublish()
    world.work()
    for ask in (lambda: swedish.document(entry.key), lambda: swedish.at(entry.path)):
        with pytest.raises(Gone, match="no longer"):
            ask()


@pytest.mark.parametrize(
    "path", ["../../../", "..", "%2e%2e/", "a/../../", "a\\b", "\0", "å" * 100, "?a=b", "#a", "\ud800", "//x"]
)
def test_a_path_names_a_page_and_nothing_else(swedish: EditionClient, path: str) -> None:
    """No path leads out of the edition, whatever a visitor wrote."""
    with pytest.raises(NotFound) as missing:
        swedish.at(f"/x/{path}")
    assert missing.value.problem.code == "unknown-path"


def test_a_path_that_no_address_can_hold_is_told(swedish: EditionClient) -> None:
    """Before anybody is asked."""
    with pytest.raises(BadAddress):
        swedish.at("x" * 100_000)


def test_what_did_not_change_is_not_sent_again(
    client: Client, swedish: EditionClient, world: World, way: Counted
) -> None:
    """The answer is 304, and the value the one that was read before; what changed is sent."""
    first = swedish.manifest()
    assert way.statuses == [200]
    assert swedish.manifest() is first
    assert way.statuses == [304]
    world.type("About this site.", "Om webbplatsen.")
    world.publish()
    assert swedish.manifest() != first
    assert way.statuses == [200]


def test_what_never_changes_is_asked_for_once(
    client: Client, swedish: EditionClient, way: Counted, django_assert_num_queries: Any
) -> None:
    """A document by its hash."""
    entry = info(swedish)
    document = client.document(entry.hash)
    way.answers.clear()
    with django_assert_num_queries(0):
        assert client.document(entry.hash) is document
    assert way.statuses == []


def test_a_client_remembers_no_more_than_it_was_told_to(world: World, way: Counted) -> None:
    """What was used longest ago makes room."""
    with Client(BASE, transport=way, keeps=1) as client:
        client.programmes()
        client.editions(world.programme.slug)
        client.programmes()
        client.programmes()
    assert way.statuses == [200, 200, 200, 304]


def answering(answer: httpx.Response | Exception) -> Client:
    """A client of a server that says always the same: what no server of ours would."""

    def respond(request: httpx.Request) -> httpx.Response:
        if isinstance(answer, Exception):
            raise answer
        return answer

    return Client(BASE, transport=httpx.MockTransport(respond))


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        (httpx.ConnectError("refused"), Unreachable),
        (httpx.ReadTimeout("slow"), Unreachable),
        (httpx.Response(502, text="<h1>Bad gateway</h1>"), Unreachable),
        (httpx.Response(404, text="<h1>Not found</h1>"), Unintelligible),
        (httpx.Response(200, text="<h1>Hello</h1>"), Unintelligible),
        (httpx.Response(200, json=[{"slug": "towns"}]), Unintelligible),
    ],
)
def test_every_failure_is_one_of_the_clients(answer: Any, error: type[ClientError]) -> None:
    """Whoever catches ClientError needs to know nothing of HTTP."""
    with pytest.raises(error):
        answering(answer).programmes()


def test_a_problem_that_is_newer_than_the_client_is_a_refusal() -> None:
    """Its status and its sentence are enough."""
    body = {"type": "about:blank", "title": "…", "status": 429, "detail": "Slower.", "code": "new", "wait": 1}
    with pytest.raises(Refused, match="Slower"):
        answering(httpx.Response(429, json=body)).programmes()


def test_a_field_that_is_newer_than_the_client_is_passed_over(client: Client, swedish: EditionClient) -> None:
    """The contract may gain fields; clients that are built stay."""
    sent = swedish.manifest().model_dump(mode="json", by_alias=True, exclude_unset=True)
    newer = answering(httpx.Response(200, json={**sent, "season": "autumn"}))
    assert newer.edition("towns", "sv").manifest() == swedish.manifest()


def test_nothing_is_served_by_reading_it(client: Client, swedish: EditionClient) -> None:
    """A document by hash is the bytes that are stored."""
    stored = Document.objects.get(edition__code="sv", path="/").content_id
    assert client.document(stored).path == "/"


def test_pages_are_found_by_their_words(swedish: EditionClient, world: World) -> None:
    """As many as were asked for, after as many as were passed over."""
    world.type("About this site.", "Om webbplatsen, och om vatten.")
    world.publish()
    results = swedish.search("vatten", limit=1)
    assert (results.total, [hit.path for hit in results.hits]) == (1, [info(swedish).path])
    assert swedish.search("vatten", offset=1).hits == []
