"""A dry run says what would be written, and why; and writes nothing."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import PageLogEntry, Revision
from wagtail_localize.models import StringSegment, TranslationSource

from pages.models import InfoPage, Tool
from tests.programme.starter import block
from tests.publishing.builders import World
from translation_workflow.jobs.models import Item
from translation_workflow.review.models import PublishedText

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    world = World()
    for text in ("Legal", "About this site.", "Towns", "Less CO<sub>2</sub>.", "More trees."):
        world.type(text, f"sv {text}")
    world.publish()
    return world


@pytest.fixture
def dry_run(capsys: pytest.CaptureFixture[str]) -> Callable[..., Any]:
    """Return what a command says it would do."""

    def run(command: str, name: str) -> Any:
        capsys.readouterr()
        call_command(command, name, "--dry-run", "--json")
        return json.loads(capsys.readouterr().out)

    return run


def republish(world: World, **changes: Any) -> None:
    page = InfoPage.objects.get(pk=world.page.pk)
    for name, value in changes.items():
        setattr(page, name, value)
    page.save_revision().publish()


def add_tool(world: World) -> None:
    locale = world.programme.master_locale
    Tool.objects.create(programme=world.programme, locale=locale, name="Meter", description="It counts.")


def rows() -> list[list[Any]]:
    """All that a command could have written."""
    models = (InfoPage, Revision, PageLogEntry, PublishedText, TranslationSource, StringSegment, Item)
    return [list(model._default_manager.order_by("pk").values()) for model in models]


def writing(queries: CaptureQueriesContext) -> list[str]:
    words = ("INSERT", "UPDATE", "DELETE")
    return [query["sql"] for query in queries if query["sql"].lstrip().upper().startswith(words)]


def test_a_publication_that_would_bring_words_live(world: World, dry_run: Callable[..., Any]) -> None:
    """Named by edition, page and field, with the text whose words they are."""
    world.type("About this site.", "Bättre ord.")
    [step] = dry_run("publish_edition", "towns/sv")["write"]
    assert (step["edition"], step["object"], step["live"]) == ("towns/sv", "Legal", ["body"])
    assert step["why"] == ["body: 1 changed", "words for “About this site.”"]


def test_what_the_gate_would_refuse(world: World, dry_run: Callable[..., Any]) -> None:
    """The refusal is the one that a publication would give."""
    world.edition.maximum_missing = 0
    world.edition.save()
    republish(world, title="Something else")
    world.work()
    [step] = dry_run("publish_edition", "towns/sv")["write"]
    [refusal] = world.publish().refused
    assert step["refusal"] == refusal
    assert "Something else" in refusal


def test_a_lock_is_foreseen(world: World, dry_run: Callable[..., Any]) -> None:
    """A publication leaves the page as it is, and says whose lock it is."""
    world.type("About this site.", "Bättre ord.")
    InfoPage.objects.filter(pk=world.translated(world.page).pk).update(locked=True)
    [step] = dry_run("publish_edition", "towns/sv")["write"]
    [refusal] = world.publish().refused
    assert step["refusal"] == refusal
    assert "“sv Legal” is locked by somebody" in refusal


def test_first_publications_are_foreseen(world: World, dry_run: Callable[..., Any]) -> None:
    """A page goes live, a snippet comes into being."""
    Tool.objects.create(
        programme=world.programme,
        locale=world.programme.master_locale,
        name="Meter",
        description="It counts.",
    )
    world.add_page("Contact", "Write to us.")
    world.work()
    told = {step["object"]: step for step in dry_run("publish_edition", "towns/sv")["write"]}
    assert told["Meter"]["is_new"]
    assert told["Contact"]["goes_live"]
    assert not Tool.objects.filter(locale=world.edition.locale).exists()


def test_a_submission_names_the_units_that_changed_and_the_pages_that_follow(
    world: World, dry_run: Callable[..., Any]
) -> None:
    """Read, weighed and taken back: the next dry run says the same."""
    republish(
        world, title="Legal notice", body=[*world.page.body.raw_data, block("more", "text", "<p>New.</p>")]
    )
    before = rows()
    told = dry_run("submit_master", "towns")
    [read] = told["read"]
    assert read["object"] == "Legal notice"
    assert {"body", "title"} <= {*read["units"]}
    assert f"body.{world.page.body[0].id}" not in read["units"], "That block stayed as it was."
    [step] = told["write"]
    assert (step["edition"], step["object"], step["live"]) == ("towns/sv", "Legal notice", ["body"])
    assert step["why"] == [
        "body: 1 new",
        "older words stay for “Legal notice”",
        "the master's text stands in for “New.”",
    ]
    assert rows() == before
    assert dry_run("submit_master", "towns") == told
    call_command("submit_master", "towns")
    assert dry_run("submit_master", "towns") == {"read": [], "write": [], "notes": []}


def test_following_says_which_pages_are_missing_or_behind(world: World, dry_run: Callable[..., Any]) -> None:
    """And what is right already is not named."""
    assert dry_run("follow_master", "towns/sv")["write"] == []
    InfoPage.objects.filter(pk=world.translated(world.page).pk).update(title="Hacked")
    [step] = dry_run("follow_master", "towns/sv")["write"]
    assert (step["live"], step["why"]) == (["title"], ["title changes"])
    world.translated(world.page).delete()
    [step] = dry_run("follow_master", "towns/sv")["write"]
    assert step["is_new"]
    call_command("follow_master", "towns/sv")
    assert world.translated(world.page)


@pytest.mark.parametrize("command", ["publish_edition", "follow_master"])
def test_a_dry_run_asks_and_does_not_write(world: World, command: str, dry_run: Callable[..., Any]) -> None:
    """Not a single statement that writes, though there is everything to do."""
    world.type("About this site.", "Bättre ord.")
    world.add_page("Contact", "Write to us.")
    world.work()
    world.translated(world.page).delete()
    Tool.objects.create(
        programme=world.programme,
        locale=world.programme.master_locale,
        name="Meter",
        description="It counts.",
    )
    with CaptureQueriesContext(connection) as queries:
        assert dry_run(command, "towns/sv")["write"]
    assert writing(queries) == []


def test_people_read_a_table(world: World, capsys: pytest.CaptureFixture[str]) -> None:
    """With edition, page, what and why in a line."""
    world.type("About this site.", "Bättre ord.")
    call_command("publish_edition", "towns/sv", "--dry-run")
    told = capsys.readouterr().out
    for words in ("towns/sv “Legal”", "body (live)", "words for “About this site.”"):
        assert words in told
