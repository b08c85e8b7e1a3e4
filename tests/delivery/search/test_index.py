"""The index follows documents; what drifts is found and mended, what is older is made anew."""

from __future__ import annotations

from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cms.delivery.documents.store import publish_documents, rebuild_edition
from cms.delivery.models import Document, SearchEntry
from cms.delivery.search import index
from cms.delivery.search.query import search
from pages.models import InfoPage, Programme
from tests.delivery.builders import text, words
from translation_workflow.editions.models import Edition

from .pages import documents_of, edition_of, fill

pytestmark = pytest.mark.django_db
PAGES = {f"page-{number}": [f"Sida {number}", f"Träd nummer {number}."] for number in range(6)}
ALL = [f"/page-{number}/" for number in range(6)]


@pytest.fixture
def swedish(programme: Programme) -> Edition:
    fill(programme, "sv", PAGES)
    return edition_of(programme, "sv")


def run(command: str, *arguments: Any) -> str:
    out = StringIO()
    call_command(command, *arguments, stdout=out)
    return out.getvalue()


def found(edition: Edition, query: str) -> list[str]:
    return [hit.path for hit in search(edition, query).hits]


def test_changed_words_are_found_at_once(swedish: Edition) -> None:
    """In the same transaction; the words that were there before find nothing more."""
    page = InfoPage.objects.get(slug="page-1", locale=swedish.locale)
    page.body = [text("Cyklar.")]
    publish_documents([(swedish, page)], coverage=words())
    assert found(swedish, "cyklar") == ["/page-1/"]
    assert found(swedish, "träd") == [path for path in ALL if path != "/page-1/"]


def test_publishing_writes_entries_in_one_query(programme: Programme) -> None:
    """Of one document or of six."""
    counts = []
    for number, pages in enumerate((dict([*PAGES.items()][:1]), dict([*PAGES.items()][1:]))):
        with CaptureQueriesContext(connection) as queries:
            fill(programme, "sv", pages)
        counts.append(sum("delivery_searchentry" in query["sql"] for query in queries))
        assert SearchEntry.objects.count() == (1 + 5 * number) + 1
    assert counts == [1, 1]


def test_what_is_deleted_leaves_no_row(swedish: Edition) -> None:
    """Neither in the table nor in the database's own index of it."""
    Document.objects.filter(edition=swedish, path="/page-1/").delete()
    assert found(swedish, "träd") == [path for path in ALL if path != "/page-1/"]
    Document.objects.filter(edition=swedish).delete()
    assert not SearchEntry.objects.exists()
    assert index.is_whole()
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("SELECT rowid FROM delivery_searchwords WHERE delivery_searchwords MATCH 'träd'")
            assert cursor.fetchall() == []


def test_an_index_of_older_rules_is_made_anew(swedish: Edition) -> None:
    """At the next start, as what was published before there was a search; quick where all is well."""
    SearchEntry.objects.filter(document=documents_of(swedish)["page-1"]).delete()
    SearchEntry.objects.filter(document=documents_of(swedish)["page-2"]).update(made_of="0:old", body="")
    assert run("index_search", "--all") == "2 search entries written.\n"
    assert found(swedish, "träd") == ALL
    assert run("index_search", str(swedish)) == "0 search entries written.\n"


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"body": "annat"}, "the search index says something else"),
        ({"pieces": "[]"}, "the search index says something else"),
        (None, "is not in the search index"),
    ],
)
def test_drift_is_found_and_mended(swedish: Edition, change: dict[str, str] | None, sentence: str) -> None:
    """`verify_documents` says what is wrong; --mend writes it as it is to be."""
    rebuild_edition(swedish)
    entry = SearchEntry.objects.filter(document=documents_of(swedish)["page-1"])
    if change:
        entry.update(**change)
    else:
        entry.delete()
    told = [fault for fault in faults_of(swedish) if "search" in fault]
    assert told == [f"{swedish}/page-1/: {sentence}"]
    run("verify_documents", str(swedish), "--mend")
    assert found(swedish, "träd") == ALL
    assert [fault for fault in faults_of(swedish) if "search" in fault] == []


def faults_of(edition: Edition) -> list[str]:
    try:
        run("verify_documents", str(edition))
    except CommandError as error:
        return str(error).splitlines()
    return []


@pytest.mark.skipif("connection.vendor != 'sqlite'", reason="PostgreSQL's column is generated")
def test_a_full_text_index_that_lost_rows_is_found_and_mended(swedish: Edition) -> None:
    """Somebody wrote past the triggers."""
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO delivery_searchwords (delivery_searchwords) VALUES ('delete-all')")
    assert found(swedish, "träd") == []
    assert any("full text index" in fault for fault in faults_of(swedish))
    run("verify_documents", str(swedish), "--mend")
    assert found(swedish, "träd") == ALL
