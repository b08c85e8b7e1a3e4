"""What catalogues say of the state of words, and what a file does to it."""

from __future__ import annotations

from pathlib import Path

import polib
import pytest

from tests.publishing.builders import World
from translation_workflow.catalogue.judge import Verdict
from translation_workflow.source.models import Origin, State
from translation_workflow.source.states import approve, send_back
from translation_workflow.source.working import WorkingText, add_working_text

from .test_exchange import edit, export, send, take

pytestmark = pytest.mark.django_db

TREES = "More trees."


@pytest.fixture
def world() -> World:
    world = World()
    world.type(TREES, "Fler träd.")
    return world


def judge(world: World, text: str, how: object) -> None:
    piece = world.segment(text)
    how({(piece.context, piece.string)}, world.edition, user=None)  # type: ignore[operator]


def remember(world: World, text: str, words: str) -> None:
    """Fill a piece in as memory does."""
    piece = world.segment(text)
    offered = WorkingText(
        world.edition.locale_id,
        piece.context,
        piece.string,
        words,
        state=State.NEEDS_WORK,
        origin=Origin.MEMORY,
    )
    add_working_text([offered])


def test_words_made_from_another_text_are_fuzzy_and_name_it(world: World, tmp_path: Path) -> None:
    """A tool shows a translator what changed."""
    world.first.refresh_from_db()
    world.first.lead = [{**world.first.lead.raw_data[0], "value": "<p>Many more trees.</p>"}]
    world.first.save_revision().publish()
    world.submit()
    world.type("Many more trees.", "Fler träd.")
    entry = polib.pofile(str(export(world, tmp_path)["programme"]))[1]
    assert (entry.msgid, entry.msgstr) == ("Many more trees.", "Fler träd.")
    assert (entry.fuzzy, entry.previous_msgid) == (True, TREES)


def test_words_from_memory_are_fuzzy_without_another_text(world: World, tmp_path: Path) -> None:
    """They were made from this very text, and nobody looked at them here."""
    remember(world, "Towns", "Städer")
    entry = polib.pofile(str(export(world, tmp_path)["programme"]))[0]
    assert (entry.msgstr, entry.fuzzy, entry.previous_msgid) == ("Städer", True, None)


def test_a_translator_who_takes_the_mark_away_has_translated(world: World, tmp_path: Path) -> None:
    """The words are a person's then, wherever they came from."""
    remember(world, "Towns", "Städer")
    path = export(world, tmp_path)["programme"]
    file = polib.pofile(str(path), wrapwidth=0)
    file[0].flags = []
    file.save()
    assert take(world, path)[Verdict.ACCEPTED] == 1
    piece = world.segment("Towns")
    assert (piece.words, piece.state, piece.origin) == ("Städer", State.TRANSLATED, Origin.PERSON)


def test_approved_words_that_a_file_repeats_stay_approved(world: World, tmp_path: Path) -> None:
    """And other words are translated: nobody approved them."""
    judge(world, TREES, approve)
    path = export(world, tmp_path)["programme"]
    assert send(world, path).is_nothing_new
    assert world.segment(TREES).state is State.APPROVED
    edit(path, More="Många träd.")
    assert take(world, path)[Verdict.ACCEPTED] == 1
    assert world.segment(TREES).state is State.TRANSLATED


def test_shipped_words_come_before_those_that_memory_offers(world: World, tmp_path: Path) -> None:
    """Nobody typed an offer; what a person typed stays, though it needs work."""
    path = export(world, tmp_path)["programme"]
    edit(path, Towns="Städer", More="Många träd.")
    remember(world, "Towns", "Orter")
    judge(world, TREES, send_back)
    verdicts = take(world, path, fill_only=True)
    assert (verdicts[Verdict.ACCEPTED], verdicts[Verdict.KEPT]) == (1, 1)
    assert (world.segment("Towns").words, world.segment(TREES).words) == ("Städer", "Fler träd.")
