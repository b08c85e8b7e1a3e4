"""What a country changes, and what the master does to it: rows of the specification, each under its name."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from cms.delivery.models import Document
from pages.models import InfoPage
from tests.programme.starter import block
from translation_workflow.adaptation.apply import apply
from translation_workflow.adaptation.conflicts import conflicts_in
from translation_workflow.adaptation.decisions import Decision, from_json
from translation_workflow.adaptation.edit import (
    decide,
    draft_of,
    keep_mine,
    layer_of,
    leave_out,
    master_of,
    take_back,
)
from translation_workflow.adaptation.models import Layer
from translation_workflow.adaptation.operations import Operation, Side, Spot, Verb
from translation_workflow.adaptation.shape import shape_of

from .stage import ROWS, Stage, read

pytestmark = pytest.mark.django_db

NAMES = ("one", "two", "three")


class Country(Stage):
    """An edition with a page of three blocks, all translated and published, and a hand that adapts it."""

    def __init__(self, **policy: Any) -> None:
        super().__init__("One.", **policy)
        self.blocks = {name: paragraph(name) for name in NAMES}
        self.show(*self.blocks.values())
        for name in NAMES:
            self.world.type(f"{name.title()}.", f"sv {name.title()}.")
        self.publish()
        self.layer: Layer = layer_of(self.world.edition, self.page.translation_key)

    def decide(self, verb: Verb, name: str = "", **parts: Any) -> Decision:
        number = self.blocks[name]["id"] if name else ""
        self.layer.refresh_from_db()
        operation = Operation("", verb, "body", number, **parts)
        return decide(self.layer, operation, version=self.layer.version)

    def insert(self, words: str, side: Side, name: str) -> Decision:
        spot = Spot(self.blocks[name]["id"], side)
        return self.decide(Verb.INSERT, spot=spot, content={"type": "text", "value": f"<p>{words}</p>"})

    @property
    def conflicts(self) -> list[str]:
        self.layer.refresh_from_db()
        decisions = from_json(draft_of(self.layer).decisions)
        shape = shape_of(master_of(self.world.edition, self.page.translation_key))
        return [one.decision.id for one in conflicts_in(decisions, shape)]

    @property
    def served(self) -> list[tuple[str, str]]:
        """The words of each block that a frontend gets, with their origin."""
        answer = read("/legal/").json()
        return [(one["value"], one["origin"]) for one in answer["sections"].get("body", [])]

    @property
    def words(self) -> list[str]:
        return [words.removeprefix("<p>").removesuffix("</p>") for words, _ in self.served]


def paragraph(name: str, words: str = "") -> dict[str, Any]:
    return block(name, "text", f"<p>{words or name.title()}{'' if words else '.'}</p>")


def hide_and_comma() -> None:
    country = Country()
    country.decide(Verb.HIDE, "two")
    country.publish()
    assert country.words == ["sv One.", "sv Three."]
    country.show(paragraph("two", "Two"), country.blocks["three"], country.blocks["one"])
    assert country.conflicts == []
    assert country.words == ["sv Three.", "sv One."]


def replace_conflict() -> None:
    country = Country()
    ours = country.decide(Verb.REPLACE, "two", content={"type": "text", "value": "<p>Vårt.</p>"})
    country.publish()
    assert country.served[1] == ("<p>Vårt.</p>", "adapted")
    for words in ("Two and more.", "Two and most."):
        country.show(country.blocks["one"], paragraph("two", words), country.blocks["three"])
        assert country.words == ["sv One.", "Vårt.", "sv Three."]
        assert country.conflicts == [ours.id]
        keep_mine(country.layer, ours.id, version=country.layer.version)
        assert country.conflicts == []


def orphan() -> None:
    country = Country()
    ours = country.insert("Vårt.", Side.AFTER, "two")
    country.publish()
    assert country.served[2] == ("<p>Vårt.</p>", "national")
    country.show(country.blocks["one"], country.blocks["three"])
    assert country.words == ["sv One.", "Vårt.", "sv Three."]
    assert shown(country).orphaned == [ours.id]


def insert_under_hidden() -> None:
    country = Country()
    inner = block("inner", "text", "<p>Inner.</p>")
    part = block("part", "section", {"heading": "Part", "content": [inner]})
    country.blocks |= {"part": part, "inner": inner}
    country.show(country.blocks["one"], part)
    ours = country.insert("Vårt.", Side.AFTER, "inner")
    country.publish()
    assert "Vårt." in str(read("/legal/").json()["sections"])
    hide = country.decide(Verb.HIDE, "part")
    country.publish()
    assert "Vårt." not in str(read("/legal/").json()["sections"])
    assert shown(country).waiting == [ours.id]
    country.layer.refresh_from_db()
    take_back(country.layer, {hide.id}, version=country.layer.version)
    country.publish()
    assert "Vårt." in str(read("/legal/").json()["sections"])


def fallback_omit_layer() -> None:
    country = Country(fallback="omit", maximum_missing=None)
    country.show(country.blocks["one"], paragraph("new", "New."), country.blocks["three"])
    country.blocks["new"] = paragraph("new", "New.")
    country.insert("Vårt.", Side.AFTER, "new")
    country.publish()
    assert country.words == ["sv One.", "Vårt.", "sv Three."]


def publish_pair() -> None:
    country = Country(maximum_missing=0)
    country.world.type("One.", "sv One, corrected.")
    country.decide(Verb.HIDE, "two")
    country.show(*country.blocks.values(), paragraph("new", "New."))
    assert country.world.publish().refused
    assert country.words == ["sv One.", "sv Two.", "sv Three.", "New."]
    country.world.type("New.", "sv New.")
    country.publish()
    assert country.words == ["sv One, corrected.", "sv Three.", "sv New."]


def page_left_out() -> None:
    country = Country()
    linked = f'See <a linktype="page" id="{country.page.pk}">the page</a>.'
    others = [country.world.add_page(title, linked) for title in ("Water", "Air")]
    country.world.work()
    country.world.submit()
    for title in ("Water", "Air"):
        country.world.type(title, f"sv {title}")
    country.world.type('See <a id="a1">the page</a>.', 'sv See <a id="a1">the page</a>.')
    country.publish()
    documents = Document.objects.filter(edition=country.world.edition, is_live=True)
    linkers = documents.filter(key__in=[page.translation_key for page in others])
    assert all(b"data-key" in bytes(one.content.body) for one in linkers)
    leave_out(country.layer, is_left_out=True, version=country.layer.version)
    country.publish()
    assert read("/legal/").status_code == 410
    assert linkers.count() == 2
    assert all(b"data-key" not in bytes(one.content.body) for one in linkers.all())
    assert all(b"the page" in bytes(one.content.body) for one in linkers.all())
    assert not documents.filter(key=country.page.translation_key).exists()
    country.layer.refresh_from_db()
    leave_out(country.layer, is_left_out=False, version=country.layer.version)
    country.publish()
    assert read("/legal/").status_code == 200
    assert all(b"data-key" in bytes(one.content.body) for one in linkers.all())


def link_to_coming_page() -> None:
    country = Country()
    above = country.world.translated(country.world.first)
    coming = InfoPage(title="Bara här", slug="bara-har", live=False, locale=country.world.edition.locale)
    coming.body = [block("own", "text", "<p>Eget.</p>")]
    above.add_child(instance=coming)
    linked = f'<p>Se <a linktype="page" id="{coming.pk}">sidan</a>.</p>'
    spot = Spot(country.blocks["one"]["id"], Side.AFTER)
    country.decide(Verb.INSERT, spot=spot, content={"type": "text", "value": linked})
    country.publish()
    assert country.words[1] == "Se sidan."
    coming.save_revision().publish()
    country.world.work()
    assert country.words[1].startswith('Se <a href="/bara-har/" data-key=')


def take_all_back() -> None:
    country = Country()
    before = country.hash
    made = [
        country.decide(Verb.HIDE, "one"),
        country.decide(Verb.REPLACE, "two", content={"type": "text", "value": "<p>Vårt.</p>"}),
        country.decide(Verb.MOVE, "three", spot=Spot("body", Side.START)),
        *(country.insert(f"Vårt {number}.", Side.AFTER, "three") for number in range(7)),
    ]
    country.publish()
    assert country.hash != before
    country.layer.refresh_from_db()
    take_back(country.layer, {one.id for one in made}, version=country.layer.version)
    country.publish()
    assert country.hash == before


def shown(country: Country) -> Any:
    """Return what becomes of the published operations on the edition's page."""
    country.layer.refresh_from_db()
    page = country.world.translated(country.page)
    operations = [one.operation for one in from_json(country.layer.decisions)]
    return apply(shape_of(page).sections, operations)


def named(play: Callable[[], None]) -> str:
    return play.__name__.replace("_", "-")


PLAYS = {
    named(play): play
    for play in (
        hide_and_comma,
        replace_conflict,
        orphan,
        insert_under_hidden,
        fallback_omit_layer,
        publish_pair,
        page_left_out,
        link_to_coming_page,
        take_all_back,
    )
}


@pytest.mark.parametrize("name", PLAYS)
def test_scenario(name: str) -> None:
    """The row holds."""
    PLAYS[name]()


def test_every_row_is_played() -> None:
    """A row that nobody plays is a promise that nobody keeps."""
    assert set(PLAYS) == {name for name, row in ROWS.items() if row["of"] == "adaptations"}
