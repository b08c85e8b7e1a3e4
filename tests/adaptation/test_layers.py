"""A country's decisions on a page: checked, kept as drafts, and told when the master moves on."""

from __future__ import annotations

from typing import Any

import pytest
from wagtail.models import Page

from pages.models import ModulePage, Tool
from tests.programme.starter import block
from tests.publishing.builders import World
from translation_workflow.adaptation.conflicts import conflicts_in
from translation_workflow.adaptation.decisions import Decision, from_json
from translation_workflow.adaptation.edit import (
    decide,
    draft_of,
    keep_mine,
    layer_of,
    leave_out,
    master_of,
    rewrite,
    take_back,
)
from translation_workflow.adaptation.errors import AdaptationRefused, Overtaken
from translation_workflow.adaptation.models import Layer
from translation_workflow.adaptation.operations import Operation, Side, Spot, Verb
from translation_workflow.adaptation.shape import shape_of
from translation_workflow.editions.registry import add_edition, add_programme

pytestmark = pytest.mark.django_db


class Country:
    """An edition that adapts a page of three paragraphs and a section."""

    def __init__(self) -> None:
        self.world = World()
        self.one, self.two = block("one", "text", "<p>One.</p>"), block("two", "text", "<p>Two.</p>")
        inner = block("inner", "text", "<p>Inner.</p>")
        self.part = block("part", "section", {"heading": "Part", "content": [inner]})
        self.inner = inner
        self.show(self.one, self.two, self.part)
        self.layer = layer_of(self.world.edition, self.world.page.translation_key)

    def show(self, *blocks: Any) -> None:
        self.world.page.body = list(blocks)
        self.world.page.save_revision().publish()
        self.world.work()

    def decide(self, verb: Verb, block: str = "", **parts: Any) -> Decision:
        operation = Operation("", verb, parts.pop("section", "body"), block, **parts)
        self.layer.refresh_from_db()
        return decide(self.layer, operation, version=self.layer.version)

    @property
    def decisions(self) -> list[Decision]:
        self.layer.refresh_from_db()
        return from_json(draft_of(self.layer).decisions)

    @property
    def conflicts(self) -> list[str]:
        shape = shape_of(master_of(self.world.edition, self.world.page.translation_key))
        return [one.decision.id for one in conflicts_in(self.decisions, shape)]


@pytest.fixture
def country() -> Country:
    return Country()


def text(words: str) -> dict[str, Any]:
    return {"type": "text", "value": words}


def test_a_decision_is_kept_with_its_base_and_what_stood_before(country: Country) -> None:
    """So that a later change of the master can be told, and an orphan be placed."""
    country.decide(Verb.HIDE, country.two["id"])
    spot = Spot(country.two["id"], Side.AFTER)
    country.decide(Verb.INSERT, spot=spot, content=text("<p>Vårt.</p>"))
    hide, insert = (one.operation for one in country.decisions)
    assert hide.base is not None
    assert hide.base["value"] == "<p>Two.</p>"
    assert insert.spot is not None
    assert insert.spot.predecessors == (country.one["id"],)
    assert insert.content is not None
    assert insert.content["id"]


def test_decisions_are_a_draft(country: Country) -> None:
    """Nothing is live by deciding."""
    country.decide(Verb.HIDE, country.one["id"])
    assert Layer.objects.get().decisions == []
    assert not Layer.objects.get().live


@pytest.mark.parametrize(
    ("operation", "sentence"),
    [
        ({"verb": Verb.HIDE, "block": "elsewhere"}, "the master's page has no such block"),
        (
            {"verb": Verb.REPLACE, "block": "one", "content": {"type": "step", "value": {}}},
            "no “step” can stand",
        ),
        ({"verb": Verb.INSERT, "spot": ("one", Side.AFTER), "content": text("<p> </p>")}, "it is empty"),
        ({"verb": Verb.INSERT, "spot": ("one", Side.AFTER), "content": text("")}, "required"),
        ({"verb": Verb.INSERT, "spot": ("gone", Side.AFTER), "content": text("<p>x</p>")}, "no such place"),
        ({"verb": Verb.MOVE, "block": "part", "spot": ("inner", Side.AFTER)}, "cannot stand in itself"),
        ({"verb": Verb.MOVE, "block": "part", "spot": ("part.content", Side.END)}, "cannot stand in itself"),
    ],
)
def test_what_cannot_be_is_refused(country: Country, operation: dict[str, Any], sentence: str) -> None:
    """With a sentence that says which and why; nothing is kept."""
    ids = {name: getattr(country, name)["id"] for name in ("one", "two", "part", "inner")}
    if "spot" in operation:
        at, side = operation["spot"]
        name, dot, rest = at.partition(".")
        operation = {**operation, "spot": Spot(f"{ids.get(name, name)}{dot}{rest}", side)}
    block_id = ids.get(operation.get("block", ""), operation.get("block", ""))
    with pytest.raises(AdaptationRefused, match=sentence):
        country.decide(**{**operation, "block": block_id})
    assert country.decisions == []


def test_a_block_is_replaced_once(country: Country) -> None:
    """Two replacements would be two answers to one question."""
    country.decide(Verb.REPLACE, country.one["id"], content=text("<p>Ett.</p>"))
    with pytest.raises(AdaptationRefused, match="decided already"):
        country.decide(Verb.REPLACE, country.one["id"], content=text("<p>Två.</p>"))


def test_nothing_is_inserted_into_what_is_hidden(country: Country) -> None:
    """Nobody would see it."""
    country.decide(Verb.HIDE, country.part["id"])
    with pytest.raises(AdaptationRefused, match="what it would stand in is hidden"):
        country.decide(Verb.INSERT, spot=Spot(country.inner["id"], Side.AFTER), content=text("<p>x</p>"))


@pytest.mark.parametrize(
    ("words", "mark"),
    [
        ("<p>Ett<script>alert(1)</script></p>", "<script>"),
        ('<p onclick="x()">Ett</p>', "onclick"),
        ('<p><a href="JavaScript:x">Ett</a></p>', "JavaScript:x"),
        ('<p><a href="java\nscript:x">Ett</a></p>', "script:x"),
        ("<h1>Ett</h1>", "<h1>"),
        ('<p><a target="_blank" href="https://x.example/">Ett</a></p>', "target"),
    ],
)
def test_markup_outside_the_allow_list_is_refused(country: Country, words: str, mark: str) -> None:
    """With the mark, also where it stands in a block within."""
    within = [{"type": "text", "value": words, "id": "x"}]
    part = {"type": "section", "value": {"heading": "H", "content": within}}
    for content in (text(words), part):
        with pytest.raises(AdaptationRefused) as refused:
            country.decide(Verb.INSERT, spot=Spot(country.one["id"], Side.AFTER), content=content)
        assert mark in str(refused.value)
        assert "may not stand in a text" in str(refused.value)
    assert country.decisions == []


def test_markup_of_the_allow_list_comes_in(country: Country) -> None:
    """As the editor writes it, without the names that it gives to paragraphs."""
    words = (
        '<p data-block-key="a1">Ett <b>hus</b> &amp; <a href="https://x.example/?a=1&amp;b=2">ett</a>.</p>'
    )
    country.decide(Verb.REPLACE, country.one["id"], content=text(words))
    (one,) = country.decisions
    assert (one.operation.content or {})["value"] == words.replace(' data-block-key="a1"', "")


def test_the_masters_own_edition_has_no_layer(country: Country) -> None:
    """Its pages are edited themselves."""
    with pytest.raises(AdaptationRefused, match="is the master"):
        layer_of(country.world.master, country.world.page.translation_key)


def test_of_two_people_the_second_is_told(country: Country) -> None:
    """And the first one's decision stands."""
    seen = country.layer.version
    country.decide(Verb.HIDE, country.one["id"])
    with pytest.raises(Overtaken, match="Somebody else changed"):
        decide(country.layer, Operation("", Verb.HIDE, "body", country.two["id"]), version=seen)
    assert len(country.decisions) == 1


def test_a_conflict_is_the_masters_words_and_is_settled_by_keeping(country: Country) -> None:
    """A typo and a move are none; after “keep mine” the next change raises it again."""
    one = country.decide(Verb.REPLACE, country.one["id"], content=text("<p>Ett.</p>"))
    country.show(country.two, {**country.one, "value": "<p>“One”.</p>"}, country.part)
    country.show(country.two, {**country.one, "value": "<p>One</p>"}, country.part)
    assert country.conflicts == []
    country.show({**country.one, "value": "<p>One more.</p>"}, country.two, country.part)
    assert country.conflicts == [one.id]
    keep_mine(country.layer, one.id, version=country.layer.version)
    assert country.conflicts == []
    country.show({**country.one, "value": "<p>One more again.</p>"}, country.two, country.part)
    assert country.conflicts == [one.id]


def test_rewriting_keeps_the_base(country: Country) -> None:
    """Other words of ours settle nothing about the master's."""
    one = country.decide(Verb.REPLACE, country.one["id"], content=text("<p>Ett.</p>"))
    country.show({**country.one, "value": "<p>One more.</p>"}, country.two, country.part)
    country.layer.refresh_from_db()
    rewrite(country.layer, one.id, text("<p>Ett hus.</p>"), version=country.layer.version)
    assert country.conflicts == [one.id]
    (kept,) = country.decisions
    assert kept.operation.content == {**text("<p>Ett hus.</p>"), "id": country.one["id"]}


def test_a_decision_is_taken_back(country: Country) -> None:
    """And the layer's history has both."""
    one = country.decide(Verb.HIDE, country.one["id"])
    take_back(country.layer, {one.id}, version=country.layer.version)
    assert country.decisions == []
    assert country.layer.revisions.count() == 2


def test_a_page_is_left_out_in_a_draft(country: Country) -> None:
    """As every other decision."""
    leave_out(country.layer, is_left_out=True, version=country.layer.version)
    assert draft_of(country.layer).leaves_out
    assert not Layer.objects.get().leaves_out


def test_what_belongs_to_others_is_not_shown(country: Country) -> None:
    """By another id in a form: a tool of another programme, or of another edition."""
    world = country.world
    module = ModulePage(title="Buildings", slug="buildings", live=False)
    module.recommended_steps = []
    world.add_below(world.first, module)
    world.submit()
    layer = layer_of(world.edition, module.translation_key)
    other = add_programme("rivers", name="Rivers", master="en")
    finnish = add_edition(world.programme, code="fi")

    def tool(programme: Any, locale: Any) -> Tool:
        return Tool.objects.create(programme=programme, locale=locale, name="A tool", description="d")

    def choose(one: Tool) -> None:
        layer.refresh_from_db()
        content = {"type": "tool", "value": {"tool": one.pk}}
        spot = Spot("guidance_tips_and_tools", Side.END)
        decide(layer, Operation("", Verb.INSERT, "", spot=spot, content=content), version=layer.version)

    choose(tool(world.programme, world.edition.locale))
    choose(tool(world.programme, world.programme.master_locale))
    for foreign in (tool(other, world.edition.locale), tool(world.programme, finnish.locale)):
        with pytest.raises(AdaptationRefused, match=f"tool {foreign.pk}” belongs to another programme") as no:
            choose(foreign)
        assert "A tool" not in str(no.value)


def test_an_item_goes_only_where_items_are_built_like_it(country: Country) -> None:
    """All are called “item”; a bullet is no line below a bullet, and no part a) b) c)."""
    points = [block(f"i{n}", "item", {"text": f"<p>Point {n}.</p>", "items": []}) for n in (1, 2)]
    lettered = [block("l1", "item", {"title": "A", "content": []})]
    content = [
        block("list", "bullets", {"marker": "bullet", "items": points}),
        block("letters", "lettered", lettered),
    ]
    country.show(block("part", "section", {"heading": "Part", "content": content}))
    for item, at in (
        (points[0], f"{points[1]['id']}.items"),
        (points[0], block("letters", "", "")["id"]),
        (lettered[0], f"{content[0]['id']}.items"),
    ):
        with pytest.raises(AdaptationRefused, match="no “item” can stand there"):
            country.decide(Verb.MOVE, item["id"], spot=Spot(at, Side.END))
    country.decide(Verb.MOVE, points[1]["id"], spot=Spot(f"{content[0]['id']}.items", Side.START))


def test_an_empty_replacement_is_refused(country: Country) -> None:
    """Whoever wants nothing there hides the block."""
    with pytest.raises(AdaptationRefused, match="your words are empty"):
        country.decide(Verb.REPLACE, country.one["id"], content=text("<p> </p>"))


def test_content_does_not_take_anothers_id(country: Country) -> None:
    """Neither the master's nor that of another insert."""
    for _ in range(2):
        spot = Spot(country.one["id"], Side.AFTER)
        content = {**text("<p>Ett.</p>"), "id": country.two["id"]}
        country.decide(Verb.INSERT, spot=spot, content=content)
    ids = [(one.operation.content or {})["id"] for one in country.decisions]
    assert len({*ids, country.two["id"]}) == 3


@pytest.mark.parametrize(
    "words",
    [
        "<p>Ett<!-- note --></p>",
        "<p>Ett<![CDATA[x]]></p>",
        "<p>Ett<?php x ?></p>",
        '<p><a href="//evil.example/">Ett</a></p>',
        '<p><a href="/admin/">Ett</a></p>',
        '<p><a href="#there">Ett</a></p>',
    ],
)
def test_what_readers_would_not_get_is_refused(country: Country, words: str) -> None:
    """Instead of being taken out behind somebody's back."""
    with pytest.raises(AdaptationRefused, match="may not stand in a text"):
        country.decide(Verb.REPLACE, country.one["id"], content=text(words))


def test_a_text_links_to_its_own_pages(country: Country) -> None:
    """Not to another programme's, nor to one that is not there."""
    root = Page.get_first_root_node()
    foreign = root.add_child(instance=Page(title="Elsewhere", slug="elsewhere"))
    for number in (foreign.pk, 999_999):
        words = f'<p>Se <a linktype="page" id="{number}">sidan</a>.</p>'
        with pytest.raises(AdaptationRefused, match="belongs to another programme or edition"):
            country.decide(Verb.REPLACE, country.one["id"], content=text(words))
    first = country.world.first.pk
    own = f'<p>Se <a linktype="page" id="{first}">sidan</a>.</p>'
    country.decide(Verb.REPLACE, country.one["id"], content=text(own))


def test_a_day_in_what_is_ours_is_kept(country: Country) -> None:
    """A fact of ours says until when it holds, as a fact of the master does."""
    fact = {"type": "fact", "value": {"text": "<p>Vårt.</p>", "source": "", "review_by": "2027-03-31"}}
    country.decide(Verb.INSERT, spot=Spot(f"{country.part['id']}.content", Side.END), content=fact)
    (insert,) = country.decisions
    assert insert.operation.content is not None
    assert insert.operation.content["value"]["review_by"] == "2027-03-31"


def test_what_is_said_instead_may_be_of_another_kind(country: Country) -> None:
    """A paragraph of the master becomes a fact of ours, with the day until which it holds."""
    fact = {"type": "fact", "value": {"text": "<p>Vårt.</p>", "source": "", "review_by": "2027-03-31"}}
    country.decide(Verb.REPLACE, country.inner["id"], content=fact)
    (replace,) = country.decisions
    assert replace.operation.content is not None
    assert replace.operation.content["type"] == "fact"
