"""A refresh leaves the segments that the engine would, with fewer queries and the same rows."""

from __future__ import annotations

import random
import uuid
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page
from wagtail_localize.models import TranslationSource

from pages.models import InfoPage, ModulePage
from tests.programme.shipped import loaded
from tests.programme.starter import block
from tests.publishing.builders import World
from translation_workflow.source.masters import master_pages, master_snippets
from translation_workflow.source.refresh import Refreshed, refresh
from translation_workflow.source.rows import TABLES

pytestmark = pytest.mark.django_db

Rows = dict[str, list[tuple[Any, ...]]]


def rows(source: TranslationSource) -> Rows:
    """All segments of an object, with their ids and places."""
    found = {}
    for sort, table in TABLES.items():
        columns = [field.attname for field in table._meta.concrete_fields]
        segments = table.objects.filter(source=source).order_by("order", "pk")
        found[str(sort)] = list(segments.values_list(*columns, "context__path", "context__field_path"))
    return found


def assert_engine_agrees(source: TranslationSource) -> None:
    """The engine's own refresh finds every row as it would have it, and leaves each under its id."""
    ours = rows(source)
    TranslationSource.objects.get(pk=source.pk).refresh_segments()
    assert rows(source) == ours


def module() -> ModulePage:
    loaded()
    found: ModulePage = ModulePage.objects.get(
        url_path__endswith="/buildings/start-up/", locale__language_code="en"
    )
    return found


def publish(page: Any) -> Refreshed:
    page.save_revision().publish()
    return refresh(type(page).objects.get(pk=page.pk))


def test_the_whole_programme_is_extracted_as_the_engine_would() -> None:
    """Every page and snippet of the shipped programme."""
    programme = module().get_parent().get_parent().specific.programme
    for master in [*master_snippets(programme), *master_pages(programme)]:
        assert_engine_agrees(refresh(master).source)


@pytest.mark.parametrize("seed", range(6))
def test_any_edit_leaves_what_the_engine_would(seed: int) -> None:
    """Blocks change, come, go and move; after each edit the engine has nothing to add."""
    chance = random.Random(seed)
    page = module()
    refresh(page)
    for number in range(6):
        page = ModulePage.objects.get(pk=page.pk)
        steps = [dict(step) for step in page.recommended_steps.raw_data]
        edit(steps, chance, number)
        page.recommended_steps = steps
        page.title = chance.choice([page.title, f"Start {number}"])
        assert_engine_agrees(publish(page).source)


def edit(steps: list[dict[str, Any]], chance: random.Random, number: int) -> None:
    """Do one thing that authors do to a list of steps."""
    match chance.randrange(4):
        case 0:
            step = chance.choice(steps)
            step["value"] = step["value"] | {"title": f"Step {number}"}
        case 1:
            new = chance.choice(steps)
            steps.insert(chance.randrange(len(steps)), new | {"id": str(uuid.UUID(int=number))})
        case 2:
            del steps[chance.randrange(len(steps))]
        case _:
            steps.insert(0, steps.pop())


def test_segments_keep_their_rows_when_blocks_move() -> None:
    """What moved is renumbered, and no row is made or lost."""
    page = module()
    before = rows(refresh(page).source)
    page.recommended_steps = [page.recommended_steps.raw_data[-1], *page.recommended_steps.raw_data[:-1]]
    after = rows(publish(page).source)
    for sort, segments in before.items():
        assert {row[0] for row in segments} == {row[0] for row in after[sort]}


def test_nothing_is_written_where_nothing_changed() -> None:
    """A second look reads, and leaves the time of the first."""
    page = module()
    source = refresh(page).source
    page = ModulePage.objects.get(pk=page.pk)
    with CaptureQueriesContext(connection) as queries:
        again = refresh(page)
    assert again.units == frozenset()
    assert [q["sql"] for q in queries if q["sql"].startswith(("UPDATE", "INSERT", "DELETE"))] == []
    assert TranslationSource.objects.get().last_updated_at == source.last_updated_at


def test_the_units_that_changed_are_told() -> None:
    """A block is named by its id; a stream by its name where the order is another."""
    page = World().page
    first, second = block("one", "text", "<p>One.</p>"), block("two", "text", "<p>Two.</p>")
    page.body = [first, second]
    publish(page)
    page = InfoPage.objects.get(pk=page.pk)
    page.body = [second, first | {"value": "<p>One more.</p>"}]
    assert publish(page).units == {f"body.{first['id']}", "body"}


def test_another_schema_extracts_everything_again() -> None:
    """What was stored by an older release is not trusted, though the content is the same."""
    page = module()
    source = refresh(page).source
    TranslationSource.objects.update(schema_version="0000_older")
    source.stringsegment_set.first().delete()
    assert f"recommended_steps.{page.recommended_steps[0].id}" in refresh(Page.objects.get(pk=page.pk)).units
    assert_engine_agrees(source)


@pytest.mark.parametrize("blocks", [1, 12])
def test_a_sentence_costs_as_many_queries_in_a_long_page(blocks: int) -> None:
    """One changed block is a handful of queries, whatever stands beside it."""
    page = World().page
    page.body = [block(str(n), "text", f"<p>Text {n}.</p>") for n in range(blocks)]
    publish(page)
    page = InfoPage.objects.get(pk=page.pk)
    page.body = [page.body.raw_data[0] | {"value": "<p>Another.</p>"}, *page.body.raw_data[1:]]
    page.save_revision().publish()
    page = InfoPage.objects.get(pk=page.pk)
    with CaptureQueriesContext(connection) as queries:
        refresh(page)
    assert len(queries) <= 15, [query["sql"] for query in queries]
