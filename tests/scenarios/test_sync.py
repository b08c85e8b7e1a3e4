"""What happens to an edition when the master moves: rows of the specification, each under its own name.

`scenarios.yaml` holds all rows. A row stands here when the system does all that it says.
"""

from __future__ import annotations

from typing import Any

import pytest

from cms.delivery.models import Document
from tests.programme.starter import block
from tests.publishing.builders import World
from translation_workflow.review.coverage import Freshness, coverage_of, freshness_of
from translation_workflow.review.coverage import Origin as BlockOrigin
from translation_workflow.source.models import Origin, State
from translation_workflow.source.states import take_masters

# Rows register themselves.
from . import comings_and_goings, crashes, drafts  # noqa: F401
from .stage import ROWS, SCENARIOS, Stage, row

pytestmark = pytest.mark.django_db


@row("words-changed")
def words_changed() -> None:
    stage = Stage("We plan.")
    before = stage.hash
    stage.say("We plan and act.")
    assert (stage.live, stage.hash) == (["<p>sv We plan.</p>"], before)
    assert stage.world.segment("We plan and act.").words == "sv We plan."
    assert stage.needs_work("We plan and act.") == "We plan."
    assert stage.freshness == Freshness(needs_work=1)


@row("structure-changed")
def structure_changed() -> None:
    stage = Stage("Zero.")
    first, second, third = (block(name, "text", f"<p>{name}.</p>") for name in ("A", "B", "C"))
    stage.show(first, second, third)
    for text in ("A.", "B.", "C."):
        stage.world.type(text, f"sv {text}")
    stage.publish()
    stage.show(first, block("new", "text", "<p>New.</p>"), third)
    stage.show(third, block("new", "text", "<p>New.</p>"), first)
    assert stage.live == stage.draft == ["<p>sv C.</p>", "<p>New.</p>", "<p>sv A.</p>"]
    assert stage.freshness == Freshness(untranslated=1)


@row("typo-only")
def typo_only() -> None:
    stage = Stage('The  "best" plan.')
    stage.approve('The  "best" plan.')
    before = stage.hash
    stage.say("The “best” plan.")
    piece = stage.world.segment("The “best” plan.")
    assert (piece.words, piece.made_from) == ('sv The  "best" plan.', "")
    assert piece.state is State.APPROVED
    assert (stage.hash, stage.freshness) == (before, Freshness())


@row("not-typo-number")
def not_typo_number() -> None:
    stage = Stage("Cut 40 % now.", "A factor of 1.5 here.")
    stage.say("Cut −40 % now.", "A factor of 15 here.")
    assert stage.needs_work("Cut −40 % now.") == "Cut 40 % now."
    assert stage.needs_work("A factor of 15 here.") == "A factor of 1.5 here."


@row("still-right")
def still_right() -> None:
    stage = Stage("We plan.")
    before = stage.hash
    stage.say("We do plan.")
    stage.world.confirm("We do plan.")
    assert stage.world.segment("We do plan.").state is State.TRANSLATED
    stage.publish()
    assert stage.needs_work("We do plan.") == ""
    assert (stage.live, stage.hash, stage.freshness) == (["<p>sv We plan.</p>"], before, Freshness())


@row("back-again")
def back_again() -> None:
    stage = Stage("We plan.")
    stage.approve("We plan.")
    before = stage.hash
    stage.say("We plan and act.")
    stage.say("We plan.")
    assert stage.world.segment("We plan.").words == "sv We plan."
    assert stage.needs_work("We plan.") == ""
    assert stage.world.segment("We plan.").state is State.APPROVED
    assert (stage.hash, stage.freshness) == (before, Freshness())


@row("link-removed")
def link_removed() -> None:
    old = 'See <a href="https://one.example">one</a> and <a href="https://two.example">two</a>.'
    stage = Stage("x")
    stage.show(block("links", "text", f"<p>{old}</p>"))
    stage.world.type(
        'See <a id="a1">one</a> and <a id="a2">two</a>.', 'Se <a id="a1">ett</a> och <a id="a2">två</a>.'
    )
    stage.publish()
    stage.show(block("links", "text", '<p>See one and <a href="https://two.example">two</a>.</p>'))
    assert stage.live == ['<p>Se ett och <a href="https://two.example">två</a>.</p>']


@row("multi-paragraph")
def multi_paragraph() -> None:
    texts = ["First we count.", "Then we plan.", "Then we build.", "Then we measure.", "At last we tell."]
    stage = Stage(*texts)
    stage.say(*texts[:2], "Then we build houses.", *texts[3:])
    assert stage.freshness == Freshness(needs_work=1)
    assert [text for text in [*texts[:2], *texts[3:]] if stage.needs_work(text)] == []
    assert stage.live == ["".join(f"<p>sv {text}</p>" for text in texts)]


@row("subscript")
def subscript() -> None:
    stage = Stage("x")
    stage.show(
        block("formula", "text", "<p><b>Less CO<sub>2</sub></b> a year, more <i>m<sup>2</sup></i>.</p>")
    )
    text = "<b>Less CO<sub>2</sub></b> a year, more <i>m<sup>2</sup></i>."
    assert stage.live == [f"<p>{text}</p>"]
    stage.world.type(text, "<b>Mindre CO<sub>2</sub></b> per år, mer <i>m<sup>2</sup></i>.")
    stage.publish()
    assert stage.live == ["<p><b>Mindre CO<sub>2</sub></b> per år, mer <i>m<sup>2</sup></i>.</p>"]


@row("recreated-block")
def recreated_block() -> None:
    stage = Stage("We plan.")
    rest = block("rest", "text", "<p>We act.</p>")
    stage.show(block("one", "text", "<p>We plan.</p>"), rest)
    stage.world.type("We act.", "sv We act.")
    stage.publish()
    stage.show(rest, block("two", "text", "<p>We plan.</p>"))
    stage.show(rest)
    stage.show(rest, block("three", "text", "<p>We plan.</p>"))
    piece = stage.world.segment("We plan.")
    assert (piece.words, piece.state, piece.origin) == ("sv We plan.", State.NEEDS_WORK, Origin.MEMORY)
    stage.publish()
    assert stage.live == ["<p>sv We act.</p>", "<p>We plan.</p>"]
    stage.world.confirm("We plan.")
    stage.publish()
    assert stage.live == ["<p>sv We act.</p>", "<p>sv We plan.</p>"]


@row("same-text-elsewhere-unpublished")
def same_text_elsewhere_unpublished() -> None:
    stage = Stage("We plan.")
    stage.show(block("one", "text", "<p>We plan.</p>"), block("two", "text", "<p>We act.</p>"))
    stage.world.type("We act.", "sv typed")
    stage.world.add_page("Other", "We act.")
    stage.world.work()
    documents = Document.objects.filter(edition=stage.world.edition)
    assert not any("sv typed" in bytes(found.content.body).decode() for found in documents)


@row("copy-follows")
def copy_follows() -> None:
    world = World("en-GB")
    world.publish()
    world.page.refresh_from_db()
    world.page.body = [block("Legal", "text", "<p>About these pages.</p>")]
    world.page.save_revision().publish()
    world.work()
    assert str(world.translated(world.page).body[0].value) == "<p>About these pages.</p>"
    assert coverage_of(world.edition, world.page.translation_key).origin("body") is BlockOrigin.COPY
    document = Document.objects.get(edition=world.edition, key=world.page.translation_key)
    assert "About these pages." in bytes(document.content.body).decode()


@row("copy-changed")
def copy_changed() -> None:
    stage = Stage("We plan.", code="en-GB")
    stage.say("We plan and act.")
    piece = stage.world.segment("We plan and act.")
    assert (piece.words, piece.state, piece.made_from) == ("sv We plan.", State.NEEDS_WORK, "We plan.")
    assert stage.live == ["<p>sv We plan.</p>"]
    take_masters({(piece.context, piece.string)}, stage.world.edition, user=None)
    assert stage.world.segment("We plan and act.").state is State.COPY
    stage.publish()
    assert stage.live == ["<p>We plan and act.</p>"]
    stage.say("We plan, act and tell.")
    assert stage.live == ["<p>We plan, act and tell.</p>"]


@row("needs-work-not-live")
def needs_work_not_live() -> None:
    texts = [f"Sentence number {n}." for n in range(10)]
    stage = Stage(*texts)
    stage.say(*texts[:9], "Sentence number nine, changed.")
    for text in texts[:9]:
        stage.world.type(text, f"new {text}")
    stage.world.type("Sentence number nine, changed.", "typed, not confirmed")
    stage.publish()
    shown = "".join(f"<p>new {text}</p>" for text in texts[:9]) + "<p>sv Sentence number 9.</p>"
    assert stage.live == [shown]


@row("gate-refuses")
def gate_refuses() -> None:
    stage = Stage("We plan.", maximum_missing=0)
    stage.say("We plan.", "We act.", "They tell.")
    before = (stage.live, stage.hash)
    named = ("Body › Text 1: “We act.” (untranslated)", "Body › Text 1: “They tell.” (untranslated)")
    [refusal] = stage.world.publish().refused
    assert all(piece in refusal for piece in named)
    pressed = stage.world.translated(stage.page)
    pressed.title = "Pressed"
    pressed.save_revision().publish()
    stage.world.work()
    assert (stage.live, stage.hash) == before
    kept = stage.world.translated(stage.page)
    assert (kept.title, kept.get_latest_revision_as_object().title) == ("sv Legal", "Pressed")


@row("preview-edition")
def preview_edition() -> None:
    world = World()
    world.publish()
    document = Document.objects.get(edition=world.edition, key=world.page.translation_key)
    text = bytes(document.content.body).decode()
    assert '"origin":"master"' in text
    assert '"language":"en"' in text
    assert freshness_of(world.edition)[world.page.translation_key].untranslated == 2


def plays() -> list[Any]:
    # Another process sees only what is committed.
    real = {"killed": pytest.mark.django_db(transaction=True)}
    return [pytest.param(name, marks=real.get(name, ())) for name in SCENARIOS]


@pytest.mark.parametrize("name", plays())
def test_scenario(name: str) -> None:
    """The row holds."""
    SCENARIOS[name]()


def test_every_row_is_played() -> None:
    """A row that nobody plays is a promise that nobody keeps."""
    assert set(SCENARIOS) == {name for name, row in ROWS.items() if row["of"] == "sync"}
