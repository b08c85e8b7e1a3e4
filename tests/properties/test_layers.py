"""Whatever authors do to a page and a country to its copy: its own content is served or told, never lost."""

from __future__ import annotations

import os
from itertools import count
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from cms.delivery.documents.store import rebuild_edition
from cms.delivery.models import Document
from tests.programme.starter import block
from tests.publishing.builders import World
from translation_workflow.adaptation.apply import Applied, apply
from translation_workflow.adaptation.compare import differs
from translation_workflow.adaptation.conflicts import conflicts_in
from translation_workflow.adaptation.decisions import Beside, Decision, from_json
from translation_workflow.adaptation.edit import decide, draft_of, layer_of, master_of, take_back
from translation_workflow.adaptation.errors import AdaptationRefused
from translation_workflow.adaptation.links import Link, addresses_in, relinked, today
from translation_workflow.adaptation.models import Layer
from translation_workflow.adaptation.operations import Operation, Side, Spot, Verb
from translation_workflow.adaptation.shape import Shape, shape_of
from translation_workflow.catalogue.archive import Incoming
from translation_workflow.catalogue.exports import files_of, remember
from translation_workflow.catalogue.intake import import_files
from translation_workflow.catalogue.originals import sheets_of
from translation_workflow.catalogue.po import Writer

RUNS = int(os.environ.get("LAYER_RUNS", "12"))

PAST = st.integers(0, 30)
steps = st.lists(
    st.one_of(
        st.tuples(st.sampled_from(["change", "correct", "lead", "delete", "again"]), PAST),
        st.tuples(st.sampled_from(["insert", "nest"]), PAST),
        st.tuples(st.just("move"), PAST),
        st.tuples(st.sampled_from(["hide", "replace"]), PAST),
        st.tuples(st.sampled_from(["own", "own inside", "own beside"]), PAST),
        st.tuples(st.sampled_from(["shift", "relink"]), PAST),
        st.tuples(st.sampled_from(["publish", "exchange"]), PAST),
    ),
    min_size=4,
    max_size=14,
)


class Undone(Exception):
    """Ends an example."""


class Country:
    """A page of the master as its author has it, and an edition's layer on it."""

    def __init__(self) -> None:
        self.world = World()
        self.numbers = count(1)
        self.blocks: list[dict[str, Any]] = [self.paragraph(), self.part(), self.paragraph()]
        self.gone: list[dict[str, Any]] = []
        self.master_publishes()
        self.world.publish()
        self.layer = layer_of(self.world.edition, self.world.page.translation_key)

    def paragraph(self) -> dict[str, Any]:
        number = next(self.numbers)
        return block(f"block {number}", "text", f"<p>Sentence number {number}{self.link(number)}.</p>")

    def link(self, number: int) -> str:
        """Every other sentence leads somewhere."""
        return f', <a href="https://n{number}.example/">there</a>' if number % 2 else ""

    def part(self) -> dict[str, Any]:
        inside = [self.paragraph(), self.paragraph()]
        number = next(self.numbers)
        return block(f"part {number}", "section", {"heading": f"Part {number}", "content": inside})

    def master_publishes(self) -> None:
        self.world.page.refresh_from_db()
        self.world.page.body = self.blocks
        self.world.page.save_revision(clean=False).publish()
        self.world.work()

    # --- what happens ---

    def do(self, what: str, which: int) -> None:
        if what in {"hide", "replace", "own", "own inside", "own beside", "shift", "relink"}:
            self.decide(what, which)
        elif what == "publish":
            assert self.world.publish().refused == []
        elif what == "exchange":
            self.exchange()
        else:
            self.write(what, which % len(self.blocks) if self.blocks else 0)
        self.master_publishes()

    def write(self, what: str, at: int) -> None:
        """Let the author do one thing to the block at a place."""
        one = self.blocks[at] if self.blocks else None
        if what == "insert":
            self.blocks.insert(at, self.paragraph())
        elif what == "nest":
            self.blocks.insert(at, self.part())
        elif what == "again" and self.gone:
            self.blocks.insert(at, self.gone.pop())
        elif what == "move" and one:
            self.blocks.append(self.blocks.pop(at))
        elif what == "delete" and one:
            self.gone.append(self.blocks.pop(at))
        elif one and one["type"] == "text":
            self.blocks[at] = {**one, "value": self.rewritten(one["value"], what)}

    def rewritten(self, words: str, what: str) -> str:
        links = addresses_in(words)
        if what == "lead" and links:
            return str(relinked(words, {links[0]: f"https://m{next(self.numbers)}.example/"}))
        if what == "change":
            return f"<p>Quite another {next(self.numbers)}</p>"
        return "<p>“Said” </p>" if what == "correct" else words

    def decide(self, what: str, which: int) -> None:
        places = [*self.master.blocks]
        at = places[which % len(places)] if places else "body"
        ours = {"type": "text", "value": f"<p>Eget {next(self.numbers)}.</p>"}
        side = Side.AFTER if places else Side.START
        links = addresses_in(self.master.blocks[at].raw["value"]) if places else []
        link = Link(links[0], f"https://ours{next(self.numbers)}.example/") if links else None
        inserts = [one for one in self.drafted if one.operation.verb is Verb.INSERT]
        beside = inserts[which % len(inserts)] if inserts else None
        operation = {
            "hide": Operation("", Verb.HIDE, "body", at),
            "replace": Operation("", Verb.REPLACE, "body", at, content=ours),
            "own": Operation("", Verb.INSERT, "body", spot=Spot(at, side), content=ours),
            "own inside": Operation("", Verb.INSERT, "body", spot=Spot("body", Side.END), content=ours),
            "own beside": Operation(
                "",
                Verb.INSERT,
                "body",
                spot=beside.operation.spot if beside else Spot(at, side),
                content=ours,
            ),
            "shift": Operation("", Verb.MOVE, "body", at, Spot("body", Side.START)),
            "relink": Operation("", Verb.RELINK, "body", at, link=link),
        }[what]
        self.layer.refresh_from_db()
        try:
            decide(
                self.layer,
                operation,
                version=self.layer.version,
                beside=Beside(beside.id, is_after=bool(which % 2))
                if what == "own beside" and beside
                else None,
            )
        except AdaptationRefused:
            return

    def exchange(self) -> None:
        """A partner sends back what they were handed, with all of it translated."""
        edition = self.world.edition
        files = files_of(edition, sheets_of(self.world.programme), writer=Writer())
        remember(edition, files)
        sent = [
            Incoming(one.name, one.content.replace(b'msgstr ""\n\n', b'msgstr "Ord."\n\n')) for one in files
        ]
        import_files(edition, sent, name="sent")

    # --- what holds ---

    @property
    def master(self) -> Shape:
        return shape_of(master_of(self.world.edition, self.world.page.translation_key))

    @property
    def decisions(self) -> list[Decision]:
        self.layer.refresh_from_db()
        return from_json(self.layer.decisions)

    @property
    def drafted(self) -> list[Decision]:
        self.layer.refresh_from_db()
        return from_json(draft_of(self.layer).decisions)

    @property
    def document(self) -> str:
        rows = Document.objects.filter(edition=self.world.edition, is_live=True)
        return bytes(rows.get(key=self.world.page.translation_key).content.body).decode()

    def check(self) -> None:
        edition_page = shape_of(self.world.translated(self.world.page))
        master = self.master
        assert [*edition_page.blocks] == [*master.blocks], "The page keeps the master's shape."
        decisions = self.decisions if self.layer.live else []
        found = apply(edition_page.sections, [one.operation for one in decisions], offers=edition_page.offers)
        self.check_own_content(decisions, found)
        conflicts = {one.decision.id for one in conflicts_in(decisions, master)}
        for one in decisions:
            standing = master.blocks.get(one.operation.block)
            base = one.operation.base
            moved_on = base is not None and standing is not None and differs(base, standing.raw)
            if (link := one.operation.link) and standing:
                moved_on = today(link, addresses_in(standing.raw["value"])) not in ("", link.leads)
            assert (one.id in conflicts) is moved_on

    def check_own_content(self, decisions: list[Decision], found: Applied) -> None:
        document = self.document
        for one in decisions:
            content, link = one.operation.content, one.operation.link
            if link:
                is_out = one.id in (*found.waiting, *found.orphaned)
                assert (link.to in document) is not is_out, link
            if content is None:
                continue
            words = content["value"].removeprefix("<p>").removesuffix("</p>")
            is_served = words in document
            assert is_served is not (one.id in (*found.waiting, *found.unplaced)), f"{words}: {is_served}"


@pytest.mark.django_db
def test_nothing_of_a_countrys_own_is_lost() -> None:
    """And the page's rows are what they would be without a layer; all taken back, so is the document."""
    country = Country()

    @settings(
        max_examples=RUNS, derandomize=RUNS == 12, database=None, deadline=None,
        suppress_health_check=list(HealthCheck), phases=[Phase.generate],
    )  # fmt: skip
    @given(steps)
    def played(story: list[tuple[str, int]]) -> None:
        kept = list(country.blocks), list(country.gone), country.layer
        try:
            with transaction.atomic():
                for what, which in story:
                    country.do(what, which)
                    country.check()
                country.world.publish()
                country.check()
                ends_as_a_plain_translation(country)
                raise Undone
        except Undone:
            pass
        finally:
            country.blocks, country.gone, country.layer = kept

    played()


def ends_as_a_plain_translation(country: Country) -> None:
    """Take everything back, and compare with a document that never had a layer."""
    country.layer.refresh_from_db()
    numbers = {one.id for one in country.decisions}
    if numbers:
        take_back(country.layer, numbers, version=country.layer.version)
    country.world.publish()
    after = country.document
    Layer.objects.all().delete()
    rebuild_edition(country.world.edition)
    assert country.document == after
