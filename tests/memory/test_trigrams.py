"""PostgreSQL narrows by trigrams; without the extension everything is found all the same."""

from __future__ import annotations

import random
from collections.abc import Sequence
from importlib import import_module
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from translation_workflow.editions.models import Edition
from translation_workflow.editions.registry import add_edition, add_programme
from translation_workflow.memory import trigrams
from translation_workflow.memory.matches import matches, matches_for

from .rows import remember, sentences

pytestmark = pytest.mark.django_db
on_postgresql = pytest.mark.skipif("connection.vendor != 'postgresql'", reason="SQLite has no pg_trgm")

migration = import_module("translation_workflow.memory.migrations.0001_trigrams")


@pytest.fixture
def edition() -> Edition:
    return add_edition(add_programme("towns", name="Towns", master="en"), code="sv")


def changed(texts: Sequence[str], number: int) -> list[str]:
    """Return texts with words put in, taken out and changed, and with letters mistyped."""
    chance = random.Random(3)
    made = []
    for text in chance.sample(texts, number):
        words = text.split(" ")
        for _ in range(1 + len(words) // 8):
            place = chance.randrange(len(words))
            words[place : place + chance.randint(0, 1)] = chance.choice([[], ["new"], ["quite", "other"]])
        letters = list(" ".join(words))
        for _ in range(len(letters) // 12):
            letters[chance.randrange(len(letters))] = chance.choice("aeox")
        made.append("".join(letters))
    return made


def without_index() -> None:
    """As a database is whose owner could not make it; the test's transaction takes it back."""
    with connection.cursor() as cursor:
        cursor.execute(f"DROP INDEX {trigrams.INDEX}")


@on_postgresql
def test_the_database_narrows_first(edition: Edition) -> None:
    """By our index; of thousands of texts a few are read."""
    text = "The council decides on the plan for its own schools."
    remember([*sentences(4_000), text], edition)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE wagtail_localize_string")
    with CaptureQueriesContext(connection) as captured:
        assert matches(text, edition)[0].is_exact
    [narrowing] = [query["sql"] for query in captured if "asked.head" in query["sql"]]
    assert not [query for query in captured if f'"data" FROM "{trigrams.TABLE}"' in query["sql"]]
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN {narrowing}")
        plan = "\n".join(line for (line,) in cursor.fetchall())
    assert trigrams.INDEX in plan
    assert "Seq Scan" not in plan
    read = trigrams.candidates([text], locale=_master(edition), at_least=75)
    assert read is not None
    assert len(read[text].texts) < 400


@on_postgresql
def test_what_the_database_narrows_to_holds_all_that_is_alike(edition: Edition) -> None:
    """The same answers as without it, for short texts and long ones, mistyped and rewritten."""
    texts = sentences(1_500)
    remember(texts, edition)
    asked = changed(texts, 60)
    narrowed = matches_for(asked, edition, limit=20)
    without_index()
    assert matches_for(asked, edition, limit=20) == narrowed
    assert sum(map(bool, narrowed.values())) > 30


@on_postgresql
def test_memory_works_where_the_extension_is_not(edition: Edition) -> None:
    """Nobody is told to install anything."""
    remember(["We plan houses."], edition)
    without_index()
    assert [match.score for match in matches("We plan horses.", edition)] == [93]
    assert trigrams.candidates(["We plan horses."], locale=1, at_least=75) is None


@on_postgresql
@pytest.mark.django_db(transaction=True)
def test_a_migration_that_may_not_make_the_extension_goes_on(
    edition: Edition, caplog: pytest.LogCaptureFixture
) -> None:
    """It says so in the log; done again by somebody who may, it makes the index."""
    remember(["We plan houses."], edition)
    # A session keeps what it looked up of the extension.
    connection.close()
    with connection.cursor() as cursor:
        cursor.execute(f"DROP INDEX {trigrams.INDEX}")
        cursor.execute("DROP EXTENSION pg_trgm")
    try:
        with connection.cursor() as cursor, connection.schema_editor(atomic=True) as editor:
            cursor.execute("CREATE ROLE powerless NOLOGIN")
            cursor.execute("SET LOCAL ROLE powerless")
            migration.make(None, editor)
            cursor.execute("RESET ROLE")
            cursor.execute("DROP ROLE powerless")
        assert "works without pg_trgm" in caplog.text
        assert [match.score for match in matches("We plan horses.", edition)] == [93]
    finally:
        connection.close()
        with connection.schema_editor(atomic=True) as editor:
            migration.remove(None, editor)
            migration.make(None, editor)
        connection.close()
    found = trigrams.candidates(["We plan horses."], locale=_master(edition), at_least=75)
    assert found is not None
    assert found["We plan horses."].texts == ["We plan houses."]


def _master(edition: Edition) -> int:
    return int(edition.programme.master_locale_id)


@on_postgresql
@pytest.mark.parametrize("text", ["x" * 100_000, " ".join(map(str, range(20_000))), "ж" * 60_000 + "<b>"])
def test_a_text_of_100_kb_fits_into_the_index(edition: Edition, text: str) -> None:
    """An entry of it has to fit into a page; nobody's text is refused for that."""
    remember([text], edition)
    assert matches(text, edition)[0].is_exact


@pytest.mark.skipif("connection.vendor == 'postgresql'", reason="PostgreSQL narrows")
def test_other_databases_narrow_nothing(django_assert_num_queries: Any) -> None:
    """They are not even asked."""
    with django_assert_num_queries(0):
        assert trigrams.candidates(["We plan."], locale=1, at_least=75) is None
