"""Both indexes hold for objects that were written in bulk what Wagtail writes for them one by one."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoAssertNumQueries
from wagtail.models import Page, ReferenceIndex
from wagtail.search import index as wagtail_index
from wagtail.search.models import IndexEntry

from pages.models import InfoPage, ModulePage, Tool
from tests.programme.starter import block
from tests.publishing.builders import World
from translation_workflow.trees.index import reindex

from .rich import Bare, rich_module

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return Bare()


def everything() -> list[Any]:
    return [*Page.objects.filter(depth__gt=1).specific(), *Tool.objects.all()]


def rows(model: Any) -> list[tuple[Any, ...]]:
    names = [field.attname for field in model._meta.concrete_fields if field.attname != "id"]
    return sorted(model.objects.values_list(*names), key=str)


def by_wagtail() -> tuple[list[Any], list[Any]]:
    IndexEntry.objects.all().delete()
    ReferenceIndex.objects.all().delete()
    for instance in everything():
        wagtail_index.insert_or_update_object(instance)
        ReferenceIndex.create_or_update_for_object(instance)
    return entries(), rows(ReferenceIndex)


def entries() -> list[Any]:
    """The search entries but for the norm, which depends on the order of writing."""
    names = [f.attname for f in IndexEntry._meta.concrete_fields if f.attname not in ("id", "title_norm")]
    return sorted(IndexEntry.objects.values_list(*names), key=str)


def test_the_rows_are_those_that_wagtail_writes(world: World) -> None:
    """For pages and snippets, with links, files, pictures, choosers, lists and words."""
    rich_module(world)
    expected = by_wagtail()
    assert len(expected[1]) >= 6
    IndexEntry.objects.all().delete()
    ReferenceIndex.objects.all().delete()
    reindex(everything())
    assert (entries(), rows(ReferenceIndex)) == expected
    assert not IndexEntry.objects.filter(title_norm=1.0, title="Legal").exists()


def test_changed_pages_are_brought_up_to_date(world: World) -> None:
    """What is gone leaves both indexes, what is new comes in, and the rest stays."""
    module = rich_module(world)
    reindex(everything())
    kept = dict(ReferenceIndex.objects.values_list("pk", "content_path"))
    steps = list(module.recommended_steps.raw_data)
    module.recommended_steps = []
    module.processes_people = [block("moved", "text", steps[0]["value"]["text"])]
    module.save()
    reindex([module])
    ours = entries(), rows(ReferenceIndex)
    assert set(kept) & set(ReferenceIndex.objects.values_list("pk", flat=True))
    assert ours == by_wagtail()


def test_a_choice_of_a_snippet_that_is_gone_is_no_reference(world: World) -> None:
    """As for Wagtail, which finds nothing where the chooser points."""
    module = rich_module(world)
    Tool.objects.all().delete()
    assert reindex([module]) is None
    tool = ReferenceIndex._get_base_content_type(Tool)
    assert not ReferenceIndex.objects.filter(to_content_type=tool).exists()
    expected = by_wagtail()
    reindex(everything())
    assert (entries(), rows(ReferenceIndex)) == expected


def test_what_does_not_change_is_not_written(world: World) -> None:
    """The second time the references are read and nothing is written, on SQLite no entry either."""
    rich_module(world)
    reindex(everything())
    with CaptureQueriesContext(
        connection,
    ) as queries:
        reindex(everything())
    writes = [query["sql"] for query in queries if query["sql"].startswith(("INSERT", "UPDATE", "DELETE"))]
    assert not any("referenceindex" in sql for sql in writes)
    assert connection.vendor != "sqlite" or writes == []


def test_the_number_of_queries_does_not_grow(
    world: World, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    """Twenty pages cost what two cost."""
    pages = [world.add_page(f"Page-{n}", f"Words {n}.") for n in range(20)]
    reindex(pages)
    link = f'<p>Other <a linktype="page" id="{world.first.pk}">words</a>.</p>'
    for page in pages:
        page.body = [block("new", "text", link)]
        page.save()
    with CaptureQueriesContext(connection) as two:
        reindex(pages[:2])
    with django_assert_num_queries(len(two)):
        reindex(pages[2:])


@pytest.mark.parametrize("words", ["windows", "window", "Well said", "paper", "noise", "Item 2"])
def test_the_admin_finds_words_in_sections(world: World, words: str) -> None:
    """Of every kind, also by their beginning."""
    module = rich_module(world)
    reindex(everything())
    found = Page.objects.all().autocomplete(words)
    assert [page.pk for page in found] == [module.pk]


def test_a_word_that_a_subscript_cuts_is_found_whole(world: World) -> None:
    """CO₂ is one word, and so it is searched for."""
    reindex(everything())
    assert [page.pk for page in Page.objects.search("CO2")] == [world.first.pk]


def test_ids_and_addresses_are_no_words(world: World) -> None:
    """What nobody reads is not found."""
    module = rich_module(world)
    assert "example.org" not in module.words()
    assert "bullet" not in module.words()


def test_words_need_no_query(world: World, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    """A chooser is not followed."""
    module = ModulePage.objects.get(pk=rich_module(world).pk)
    with django_assert_num_queries(0):
        assert module.words().count("houses") == 2


def test_another_index_than_the_database_is_asked_as_well(world: World, settings: Any) -> None:
    """An index that does not follow changes by itself is left alone."""
    settings.WAGTAILSEARCH_BACKENDS = {
        "default": {"BACKEND": "wagtail.search.backends.database", "AUTO_UPDATE": False}
    }
    IndexEntry.objects.all().delete()
    reindex([InfoPage.objects.get(pk=world.page.pk)])
    assert not IndexEntry.objects.exists()
