"""People look up what was said before: texts like theirs, and where their words stand."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.memory.rows import remember, sentences
from tests.people import client_of, person
from tests.publishing.builders import World
from translation_workflow.editions.models import Edition
from translation_workflow.editions.registry import add_edition
from translation_workflow.editions.roles import Role
from translation_workflow.memory.lookup import LONGEST
from translation_workflow.source.titles import piece_url

pytestmark = pytest.mark.django_db


class Desk:
    """`towns` in `sv` and `fi`; Siv translates `sv` only."""

    def __init__(self) -> None:
        self.world = World()
        self.other: Edition = add_edition(self.world.programme, code="fi", status="published")
        self.world.submit()
        self.world.work()
        self.world.type("More trees.", "Fler träd.")
        self.world.type("About this site.", "Om webbplatsen.")
        self.siv = person(Role.TRANSLATOR, self.world.edition, name="siv")
        self.client = client_of(self.siv)

    def ask(self, **asked: Any) -> Any:
        answer = self.client.get(reverse("memory:search"), asked)
        assert answer.status_code == 200
        return answer

    def page(self, **asked: Any) -> str:
        return str(self.ask(**asked).content.decode())


@pytest.fixture
def desk() -> Desk:
    return Desk()


def test_nothing_is_looked_up_before_somebody_asks(desk: Desk) -> None:
    """The screen is a field and a sentence."""
    page = desk.page()
    assert "Texts like this one" not in page
    assert "lookups-notice" not in page


def test_a_text_has_its_translation_with_where_it_comes_from(desk: Desk) -> None:
    """How alike, how far, whose, since when, and the way to its piece on the desk."""
    answer = desk.ask(q="More trees!")
    [found] = answer.context["answer"].matches
    assert found.match.score < 100
    page = answer.content.decode()
    for told in (f"{found.match.score}&nbsp;%", "Fler träd.", "Translated", "Person", "towns/sv", " ago"):
        assert told in page
    piece = desk.world.segment("More trees.")
    assert piece_url(desk.world.edition, piece.address.object_key, (piece.context, piece.string)) in page


@pytest.mark.parametrize("words", ["träd", "tree", "TREES"])
def test_words_are_found_on_either_side_in_any_inflection(desk: Desk, words: str) -> None:
    """And marked where they stand."""
    page = desk.page(q=words)
    assert "<mark>trees</mark>" in page or "<mark>träd</mark>" in page


def test_a_piece_that_the_master_has_no_longer_leads_nowhere(desk: Desk) -> None:
    """Its words are remembered all the same."""
    remember(["Old tramways went away."], desk.world.edition)
    page = desk.page(q="Old tramways went away.")
    assert "sv Old tramways went away." in page
    assert "Open on the desk" not in page


def test_another_edition_cannot_be_asked(desk: Desk) -> None:
    """Its number leads to the own one; a stranger does not come in."""
    remember(["More tall trees."], desk.other, prefix="fi ")
    page = desk.page(q="More trees.", edition=desk.other.pk)
    assert "fi More" not in page
    assert "Fler träd." in page
    author = client_of(person(Role.AUTHOR, desk.world.master, name="anna"))
    assert author.get(reverse("memory:search")).status_code in (302, 403)


@pytest.mark.parametrize(
    "asked",
    [
        "<script>alert(1)</script>",
        "' OR 1=1 --",
        "%_*",
        "\x00\x07trees",
        "\ud800".encode("utf-8", "surrogatepass").decode("latin-1"),
        '<a id="a1">trees</a',
        "&lt;b&gt;",
        "трees 🌲 " * 50,
        "(" * 500,
        "a " * 900,
    ],
)
def test_hostile_queries_are_answered(desk: Desk, asked: str) -> None:
    """As texts: nothing breaks, and nothing of them is run."""
    page = desk.page(q=asked)
    assert "<script>alert" not in page


def test_a_huge_query_is_told_of(desk: Desk) -> None:
    """Nothing is looked up then, and it costs no query of memory."""
    remember(sentences(50), desk.world.edition)
    page = desk.page(q="trees " * 5000)
    assert f"at most {LONGEST} are looked up" in page
    assert "Where these words stand" not in page


def test_what_has_no_words_is_told_of(desk: Desk) -> None:
    """And so is what nobody said yet."""
    assert "There is no word in it." in desk.page(q="?!")
    assert "Nobody translated a text like this yet" in desk.page(q="xylophone")


def test_what_was_translated_is_shown_as_text(desk: Desk) -> None:
    """Whatever got into the words."""
    desk.world.type("More trees.", "<script>alert(1)</script> träd &lt;script&gt;alert(2)")
    page = desk.page(q="träd")
    assert "<script>alert" not in page


def test_the_queries_do_not_grow_with_memory(desk: Desk) -> None:
    """Nor with what is found."""
    desk.ask(q="More trees.")
    with CaptureQueriesContext(connection) as few:
        desk.ask(q="More trees.")
    remember([f"More trees {number}." for number in range(40)], desk.world.edition)
    desk.ask(q="More trees.")
    with CaptureQueriesContext(connection) as many:
        desk.ask(q="More trees.")
    assert len(many) <= len(few) + 1 <= 45
