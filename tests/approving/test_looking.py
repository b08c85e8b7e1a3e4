"""What a reviewer sees before deciding: decisions that wait, texts that lack words, where links lead."""

from __future__ import annotations

from html import unescape
from typing import Any
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.approving.reviewing import Reviewed
from tests.programme.starter import block
from translation_workflow.adaptation.edit import decide, layer_of, leave_out, take_back
from translation_workflow.adaptation.operations import Operation, Side, Spot, Verb
from translation_workflow.approving.decide import publish

pytestmark = pytest.mark.django_db


def shown(world: Reviewed, key: UUID | None = None) -> str:
    """The page as its reviewer reads it, each run of white space one space."""
    body = world.client(world.reviewer).get(world.url(key=key)).content.decode()
    return unescape(" ".join(body.split()))


def write(world: Reviewed, *texts: str) -> UUID:
    """Give the second page blocks, and return its key."""
    world.page.body = [block(f"b{number}", "text", f"<p>{text}</p>") for number, text in enumerate(texts)]
    world.page.save_revision().publish()
    world.work()
    key: UUID = world.page.translation_key
    return key


def adapt(world: Reviewed, operation: Operation, **why: Any) -> Any:
    layer = layer_of(world.edition, world.page.translation_key)
    return decide(layer, operation, version=layer.version, user=world.translator, **why)


def ids(world: Reviewed) -> list[str]:
    return [one["id"] for one in world.page.body.raw_data]


def test_each_decision_that_waits_is_told_with_its_reason() -> None:
    """What is hidden, replaced, put in and moved, with the block's words and why, and the ways to see it."""
    world = Reviewed(maximum_missing=None)
    key = write(world, "A law.", "A fund.", "An office.", "A tale.")
    law, fund, _, tale = ids(world)
    adapt(world, Operation("", Verb.HIDE, "", law), reason="law", note="Not <b>here</b>.")
    said = block("own", "text", "<p>En fond.</p>")
    adapt(world, Operation("", Verb.REPLACE, "", fund, content=said), reason="finance")
    put_in = block("ours", "text", "<p>Eget stycke.</p>")
    adapt(world, Operation("", Verb.INSERT, "", spot=Spot(tale, Side.AFTER), content=put_in))
    adapt(world, Operation("", Verb.MOVE, "", tale, spot=Spot(law, Side.BEFORE)))
    body = shown(world, key)
    for expected in (
        "Hid “A law”.",
        "Said something else instead of “A fund”.",
        "Put in “Eget stycke”.",
        "Moved “A tale”.",
        "Law · translator-sv",
        "Finance · translator-sv",
        reverse("adaptations:compare", args=[world.edition.pk, key]),
        reverse("adaptations:page", args=[world.edition.pk, key]),
    ):
        assert expected in body, expected
    raw = world.client(world.reviewer).get(world.url(key=key)).content.decode()
    assert "Not &lt;b&gt;here" in raw


def test_what_was_taken_back_and_moved_again_is_told() -> None:
    """Only what a publication would change is told: not what is live and stays."""
    world = Reviewed(maximum_missing=None)
    key = write(world, "A law.", "A fund.", "An office.")
    law, fund, office = ids(world)
    hidden = adapt(world, Operation("", Verb.HIDE, "", law))
    moved = adapt(world, Operation("", Verb.MOVE, "", office, spot=Spot(law, Side.BEFORE)))
    adapt(world, Operation("", Verb.HIDE, "", fund))
    world.publish()
    layer = layer_of(world.edition, key)
    assert layer.live
    assert "approving-unpublished" not in shown(world, key)
    take_back(layer, hidden.id, version=layer.version, user=world.translator)
    spot = Spot(law, Side.AFTER)
    adapt(world, Operation("", Verb.MOVE, "", office, spot=spot), instead=[moved.id], reason="wording")
    body = shown(world, key)
    assert "Showed “A law” again." in body
    assert body.count("Moved “An office”.") == 1
    assert "Wording · translator-sv" in body
    assert "A fund”" not in body


def test_a_page_that_is_to_be_left_out_is_told() -> None:
    """That the edition does without a page is a decision like any other."""
    world = Reviewed(maximum_missing=None)
    layer = layer_of(world.edition, world.page.translation_key)
    leave_out(layer, is_left_out=True, version=layer.version)
    assert "Left the whole page out." in shown(world, world.page.translation_key)


def test_more_decisions_cost_no_more_questions() -> None:
    """A list of many decisions is read as cheaply as one of a single one."""
    world = Reviewed(maximum_missing=None)
    key = write(world, *(f"Sentence {number}." for number in range(8)))
    first, *others = ids(world)
    adapt(world, Operation("", Verb.HIDE, "", first))
    client = world.client(world.reviewer)
    client.get(world.url(key=key))
    with CaptureQueriesContext(connection) as few:
        client.get(world.url(key=key))
    for one in others[1:]:
        adapt(world, Operation("", Verb.HIDE, "", one))
    with CaptureQueriesContext(connection) as many:
        client.get(world.url(key=key))
    assert len(many) == len(few) <= 60


@pytest.mark.parametrize(
    ("policy", "expected"),
    [
        ({"maximum_missing": None}, "readers get the master's text there. The edition sets no limit."),
        ({"maximum_missing": 2}, "readers get the master's text there. The edition allows 2."),
        (
            {"maximum_missing": None, "fallback": "omit"},
            "readers get nothing there. The edition sets no limit.",
        ),
    ],
)
def test_texts_that_lack_words_are_told_before_they_are_published(
    policy: dict[str, Any], expected: str
) -> None:
    """A page with texts missing does not say that nothing is, and its button says how many go with it."""
    world = Reviewed(**policy)
    world.type("More trees.", "Fler träd.")
    body = shown(world)
    assert f"2 texts have no translation: {expected}" in body
    assert "nothing that the edition asks for is missing" not in body
    assert "Approve all and publish (2 texts without a translation)" in body
    assert "Publish as it is (2 texts without a translation)" in body


def test_what_a_reviewer_is_about_to_approve_is_not_counted_as_missing() -> None:
    """Approving all brings those words along; publishing the page as it is does not."""
    world = Reviewed(maximum_missing=None, minimum_state="approved")
    world.translate()
    body = shown(world)
    assert "Approve all and publish </button>" in body
    assert "Publish as it is (3 texts without a translation)" in body
    assert "no translation:" not in body


def test_a_whole_page_is_published_without_a_warning() -> None:
    """Where no text lacks words, that is said, and the button says no more than what it does."""
    world = Reviewed(maximum_missing=None)
    world.translate()
    body = shown(world)
    assert "nothing that the edition asks for is missing" in body
    assert "without a translation" not in body


def test_a_reviewer_sees_where_links_lead() -> None:
    """The address, or what a page is called, beside the name that the words have for it."""
    world = Reviewed()
    key = write(
        world,
        'Read <a href="https://example.org/guide?a=1&amp;b=2">the guide</a> and '
        f'<a linktype="page" id="{world.first.pk}">the start</a>.',
    )
    body = shown(world, key)
    assert "[a1] <bdi>https://example.org/guide?a=1&b=2</bdi>" in body
    assert "[a2] <bdi>Towns</bdi>" in body


def test_a_page_with_hidden_blocks_is_published_as_it_was_looked_at() -> None:
    """What readers do not get is not looked at, and is no change since somebody looked."""
    world = Reviewed(maximum_missing=None)
    key = write(world, "A law.", "A fund.")
    law, _ = ids(world)
    world.type("A law.", "En lag.")
    world.type("A fund.", "En fond.")
    adapt(world, Operation("", Verb.HIDE, "", law), reason="law", note="Not here.")
    assert publish(world.edition, world.key, seen=world.seen(), user=world.reviewer).published
    seen = world.seen(key)
    assert world.place("A law.") not in seen.pieces
    outcome = publish(world.edition, key, seen=seen, user=world.reviewer)
    assert outcome.published == 1, outcome
    assert world.own(key).live
