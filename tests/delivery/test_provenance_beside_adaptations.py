"""Whose words a section is in, where a country hides or replaces some of it: those of the rest."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cms.delivery.documents.build import to_bytes
from cms.delivery.documents.draft import draft_document
from cms.delivery.documents.store import rebuild_edition
from cms.delivery.models import Document
from tests.programme.starter import block
from tests.publishing.builders import World
from translation_workflow.adaptation.decisions import Decision
from translation_workflow.adaptation.edit import decide, layer_of, take_back
from translation_workflow.adaptation.operations import Operation, Side, Spot, Verb
from translation_workflow.adaptation.published import NOTHING, Adaptation
from translation_workflow.editions.models import Kind
from translation_workflow.review.coverage import Coverage
from translation_workflow.review.working import working_page

pytestmark = pytest.mark.django_db

SAID, UNSAID = block("said", "text", "<p>Said.</p>"), block("unsaid", "text", "<p>Unsaid.</p>")
OTHER = block("other", "text", "<p>Other.</p>")
OURS = {"type": "text", "value": "<p>Vårt.</p>"}
HIDE = Operation("", Verb.HIDE, "", UNSAID["id"])
REPLACE = Operation("", Verb.REPLACE, "", UNSAID["id"], content=OURS)


@pytest.fixture
def world() -> World:
    """A section whose heading and first paragraph are translated, and its second is not."""
    world = World()
    part = block("part", "section", {"heading": "Part", "content": [SAID, UNSAID]})
    world.page.body = [part, OTHER]
    world.page.save_revision().publish()
    world.work()
    world.type("Part", "Del")
    world.type("Said.", "Sagt.")
    return world


def decided(world: World, *operations: Operation) -> None:
    for one in operations:
        layer = layer_of(world.edition, world.page.translation_key)
        decide(layer, one, version=layer.version)
    assert world.publish().refused == []


def part(world: World) -> dict[str, Any]:
    return next(one for one in body(world) if one["type"] == "section")


def body(world: World) -> list[dict[str, Any]]:
    row = Document.objects.get(edition=world.edition, key=world.page.translation_key)
    found: list[dict[str, Any]] = json.loads(bytes(row.content.body))["sections"]["body"]
    return found


def test_a_preview_judges_as_the_document_will(world: World) -> None:
    """By the decisions and words that it is drawn from, live or not."""
    decided(world)
    working = working_page(world.edition, world.page.translation_key)
    assert working is not None
    for adaptation, expected in ((NOTHING, "partial"), (Adaptation([Decision(HIDE)]), "translated")):
        drawn = draft_document(working.page, world.edition, adaptation, coverage=working.coverage)
        assert json.loads(to_bytes(drawn))["sections"]["body"][0]["origin"] == expected


@pytest.mark.parametrize("operation", [HIDE, REPLACE], ids=["hidden", "replaced"])
def test_words_that_nobody_gets_leave_no_trace(world: World, operation: Operation) -> None:
    """All that is shown of the master's is translated; taken back, it is not."""
    decided(world)
    assert part(world)["origin"] == "partial"
    decided(world, operation)
    assert part(world)["origin"] == "translated"
    layer = layer_of(world.edition, world.page.translation_key)
    take_back(layer, [one["id"] for one in layer.decisions], version=layer.version)
    decided(world)
    assert part(world)["origin"] == "partial"


def test_what_is_left_untranslated_still_counts(world: World) -> None:
    """And where only that is left, it is the master's, in the master's language."""
    decided(world, Operation("", Verb.HIDE, "", SAID["id"]))
    assert part(world)["origin"] == "partial"
    assert [one["language"] for one in part(world)["value"]["content"]] == ["en"]


def test_words_that_move_are_judged_where_they_stand(world: World) -> None:
    """A translated block stays translated in its new place, and its old one no longer counts it."""
    decided(world, Operation("", Verb.MOVE, "body", UNSAID["id"], Spot(OTHER["id"], Side.AFTER)))
    told = [(one["type"], one["origin"], one.get("language")) for one in body(world)]
    assert told == [("section", "translated", None), ("text", "master", "en"), ("text", "master", "en")]
    decided(world, Operation("", Verb.MOVE, "body", SAID["id"], Spot(OTHER["id"], Side.AFTER)))
    told = {one["id"]: (one["origin"], one.get("language")) for one in body(world)}
    assert told[SAID["id"]] == ("translated", None)


def test_a_page_without_a_layer_is_judged_as_it_was(world: World) -> None:
    """Hiding on one page says nothing of another."""
    decided(world)
    before = Document.objects.get(edition=world.edition, key=world.page.translation_key).content.body
    other = world.first
    layer = layer_of(world.edition, other.translation_key)
    decide(layer, Operation("", Verb.HIDE, "", other.lead[0].id), version=layer.version)
    decided(world)
    rebuild_edition(world.edition)
    after = Document.objects.get(edition=world.edition, key=world.page.translation_key).content.body
    assert bytes(after) == bytes(before)


def test_no_query_more_is_made_for_it(world: World) -> None:
    """Which words nobody gets, whoever builds knows already."""

    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            rebuild_edition(world.edition)
        return len(queries)

    decided(world)
    without = cost()
    decided(world, HIDE)
    assert cost() == without


def test_words_of_which_nothing_is_shown_are_still_somebodys() -> None:
    """Of a list all of whose points are hidden it is known whose it was."""
    pieces = {"body.list.one": (True,), "body.list.two": (False,), "body.text": (False,)}
    hidden = [Operation("", Verb.HIDE, "body", number) for number in ("one", "two")]
    coverage = Coverage(Kind.TRANSLATION, pieces).beside(
        Adaptation([Decision(one) for one in hidden]), moved={}
    )
    assert (coverage.origin("body.list"), coverage.origin("body")) == ("partial", "master")
