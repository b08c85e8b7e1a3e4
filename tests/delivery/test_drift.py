"""How far each page of an edition is from its master, in figures."""

from __future__ import annotations

import json
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from cms.delivery.drift import drift_of
from tests.programme.starter import block
from tests.publishing.builders import World
from translation_workflow.adaptation.edit import decide, layer_of
from translation_workflow.adaptation.operations import Operation, Side, Spot, Verb

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
    with django_assert_max_num_queries(7):
        assert len(drift_of(world.edition)) == 10
