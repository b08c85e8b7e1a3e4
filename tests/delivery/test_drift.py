"""How far each page of an edition is from its master, in figures."""

from __future__ import annotations

import json
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from wagtail.models import Page

from cms.delivery.drift import Standing, drift_of, drifts_of
from cms.delivery.models import Document
from tests.programme.starter import block
from tests.publishing.builders import World
from translation_workflow.adaptation.decisions import from_json
from translation_workflow.adaptation.edit import decide, keep_mine, layer_of, leave_out
from translation_workflow.adaptation.operations import Operation, Side, Spot, Verb
from translation_workflow.editions.registry import add_edition

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    """Its edition hides a block, replaces one and adds one; then the master deletes and changes."""
    world = World()
    world.work()
    blocks = {
        name: block(name, "text", f"<p>{name.title()}.</p>") for name in ("one", "two", "three", "four")
    }
    show(world, *blocks.values())
    for text in ("One.", "Legal"):
        world.type(text, f"sv {text}")
    layer = layer_of(world.edition, world.page.translation_key)
    ours = {"type": "text", "value": "<p>Vårt.</p>"}
    for operation in (
        Operation("", Verb.HIDE, "body", blocks["two"]["id"]),
        Operation("", Verb.REPLACE, "body", blocks["three"]["id"], content=ours),
        Operation("", Verb.INSERT, "body", spot=Spot(blocks["four"]["id"], Side.AFTER), content=ours),
    ):
        layer.refresh_from_db()
        decide(layer, operation, version=layer.version)
    world.publish()
    changed = {**blocks["three"], "value": "<p>Three and more.</p>"}
    show(world, blocks["one"], blocks["two"], changed)
    return world


def show(world: World, *blocks: Any) -> None:
    world.page.refresh_from_db()
    world.page.body = list(blocks)
    world.page.save_revision().publish()
    world.work()


def test_each_page_tells_its_drift(world: World) -> None:
    """What readers get by origin, what they do not, and what somebody has to look at."""
    legal = next(one for one in drift_of(world.edition) if one.path == "/legal/")
    assert {name: number for name, number in legal.blocks.items() if number} == {
        "translated": 1,
        "adapted": 1,
        "national": 1,
        "hidden": 1,
    }
    assert (legal.conflicts, legal.orphaned, legal.waiting) == (1, 1, 0)


def test_the_command_tells_it_for_people_and_machines(world: World) -> None:
    """As a table, and as JSON."""
    told = StringIO()
    call_command("show_drift", "towns/sv", stdout=told)
    assert "/legal/" in told.getvalue()
    assert "national" in told.getvalue()
    told = StringIO()
    call_command("show_drift", "towns/sv", "--json", stdout=told)
    pages = {one["path"]: one for one in json.loads(told.getvalue())["towns/sv"]}
    assert pages["/legal/"]["conflicts"] == 1
    with pytest.raises(CommandError, match="is the master"):
        call_command("show_drift", "towns/en")


def test_drift_costs_the_same_for_many_pages(world: World, django_assert_max_num_queries: Any) -> None:
    """Documents, layers, and the adapted pages of each type."""
    for number in range(8):
        world.add_page(f"Page{number}", "Words.")
    world.work()
    world.publish()
    with django_assert_max_num_queries(8):
        assert len(drift_of(world.edition)) == 10


def test_pages_that_readers_do_not_get_are_told_too(world: World) -> None:
    """Left out, or not published yet; each where it stands in the tree."""
    world.add_page("Later", "Words.")
    world.work()
    layer = layer_of(world.edition, world.page.translation_key)
    leave_out(layer, is_left_out=True, version=layer.version)
    world.publish()
    Page.objects.filter(slug="later", locale=world.edition.locale).update(live=False)
    Document.objects.filter(edition=world.edition, path="/later/").update(is_live=False)
    found = drift_of(world.edition)
    assert [(one.path, one.depth, one.standing) for one in found] == [
        ("/", 0, Standing.LIVE),
        ("/legal/", 1, Standing.LEFT_OUT),
        ("/later/", 1, Standing.UNPUBLISHED),
    ]
    told = StringIO()
    call_command("show_drift", "towns/sv", stdout=told)
    assert "left out" in told.getvalue()


def test_what_is_decided_and_not_live_waits_for_somebody(world: World) -> None:
    """A draft counts as it is now: a conflict that is settled in it is none, but somebody has to publish."""
    layer = layer_of(world.edition, world.page.translation_key)
    (replaced,) = (one for one in from_json(layer.decisions) if one.operation.verb is Verb.REPLACE)
    keep_mine(layer, replaced.id, version=layer.version)
    legal = next(one for one in drift_of(world.edition) if one.path == "/legal/")
    assert (legal.conflicts, legal.is_draft, legal.needs_somebody) == (0, True, True)


def test_several_editions_cost_what_one_costs(world: World, django_assert_max_num_queries: Any) -> None:
    """The overview asks for all of them at once."""
    editions = [world.edition, *(add_edition(world.programme, code=code) for code in ("fi", "pl", "it"))]
    world.submit()
    world.work()
    with django_assert_max_num_queries(8):
        found = drifts_of(editions)
    assert {pk: len(drifts) for pk, drifts in found.items()} == {edition.pk: 2 for edition in editions}
