"""Of a block that a country changed in part: whose words the rest are."""

from __future__ import annotations

import json
from typing import Any

import pytest

from cms.delivery.models import Document
from tests.programme.starter import block
from tests.publishing.builders import World
from translation_workflow.adaptation.edit import decide, layer_of
from translation_workflow.adaptation.operations import Operation, Side, Spot, Verb

pytestmark = pytest.mark.django_db

ITEMS = [block(f"i{n}", "item", {"text": f"<p>Point {n}.</p>", "items": []}) for n in (1, 2)]
OURS = {"type": "item", "value": {"text": "<p>Vår punkt.</p>", "items": []}}


def served(world: World, operation: Operation) -> list[dict[str, Any]]:
    """Publish the operation, and return what the document has in the page's part."""
    return [inner for part in body(world, operation) for inner in part["value"]["content"]]


def body(world: World, operation: Operation) -> list[dict[str, Any]]:
    """Publish the operation, and return the document's body."""
    layer = layer_of(world.edition, world.page.translation_key)
    decide(layer, operation, version=layer.version)
    assert world.publish().refused == []
    row = Document.objects.get(edition=world.edition, key=world.page.translation_key)
    found: list[dict[str, Any]] = json.loads(bytes(row.content.body))["sections"].get("body", [])
    return found


def world_with_list(**policy: Any) -> World:
    """A page whose part is a list of two English points."""
    world = World(**policy)
    points = block("list", "bullets", {"marker": "bullet", "items": ITEMS})
    world.page.body = [block("part", "section", {"heading": "Part", "content": [points]})]
    world.page.save_revision().publish()
    world.work()
    return world


def hide_a_point() -> Operation:
    return Operation("", Verb.HIDE, "", ITEMS[0]["id"])


def test_what_is_left_of_untranslated_points_is_in_the_masters_language() -> None:
    """The list is adapted, and a screen reader is told how to read it."""
    (found,) = served(world_with_list(), hide_a_point())
    assert (found["origin"], found.get("language")) == ("adapted", "en")


def test_a_list_with_a_point_of_ours_is_in_no_single_language() -> None:
    """As it is with one that is translated in part."""
    spot = Spot(ITEMS[0]["id"], Side.AFTER)
    (found,) = served(world_with_list(), Operation("", Verb.INSERT, "", spot=spot, content=OURS))
    assert (found["origin"], "language" in found) == ("adapted", False)


def test_an_edition_that_omits_what_is_untranslated_omits_what_is_left_of_it() -> None:
    """Hiding a point makes nothing else appear; a point of ours does."""
    world = world_with_list(fallback="omit")
    assert served(world, hide_a_point()) == []
    spot = Spot(ITEMS[1]["id"], Side.AFTER)
    (found,) = served(world, Operation("", Verb.INSERT, "", spot=spot, content=OURS))
    assert "Vår punkt." in json.dumps(found, ensure_ascii=False)


def test_all_in_a_part_of_ours_is_ours() -> None:
    """A paragraph in a part that the country put in is the country's as the part is, in its language."""
    inner = block("ours-in", "text", "<p>Vår text.</p>")
    part = block("ours", "section", {"heading": "Vår del", "content": [inner]})
    spot = Spot(block("part", "section", {})["id"], Side.AFTER)
    insert = Operation("", Verb.INSERT, "", spot=spot, content=part)
    found = body(world_with_list(fallback="omit"), insert)
    (put_in,) = [one for one in found if one["id"] == part["id"]]
    (paragraph,) = put_in["value"]["content"]
    assert [(one["origin"], "language" in one) for one in (put_in, paragraph)] == [("national", False)] * 2


def test_all_in_a_part_that_we_replaced_is_ours() -> None:
    """No word of the master is left in it."""
    inner = block("ours-in", "text", "<p>Vår text.</p>")
    part = block("part", "section", {"heading": "Vår del", "content": [inner]})
    replace = Operation("", Verb.REPLACE, "", part["id"], content=part)
    (found,) = body(world_with_list(fallback="omit"), replace)
    (paragraph,) = found["value"]["content"]
    assert [(one["origin"], "language" in one) for one in (found, paragraph)] == [("adapted", False)] * 2
