"""The matrix counts pieces as the gate and freshness do, and asks the database a fixed number of times."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.overview.town import Town, found, look
from tests.programme.starter import block
from tests.publishing.builders import quiet
from translation_workflow.adaptation.edit import decide, layer_of, leave_out
from translation_workflow.adaptation.operations import Operation, Verb
from translation_workflow.editions.models import Edition
from translation_workflow.editions.registry import add_edition, add_programme
from translation_workflow.overview.picture import picture_of
from translation_workflow.overview.pieces import Live, Look, Pieces
from translation_workflow.review.coverage import freshness_of
from translation_workflow.review.publish import publish_edition
from translation_workflow.source.segments import segments_of
from translation_workflow.source.states import approve, send_back

pytestmark = pytest.mark.django_db


@pytest.fixture
def town() -> Town:
    return Town()


def as_segments_say(town: Town, edition: Edition, page: object) -> Pieces:
    """Count the pieces of a page one by one, by the state that a translator sees."""
    states = [str(one.state) for one in segments_of(None, edition)[page.translation_key]]  # type: ignore[attr-defined]
    return Pieces(
        states.count("untranslated"),
        states.count("needs_work"),
        states.count("translated"),
        states.count("approved"),
        states.count("copy"),
    )


def test_working_text_is_counted_by_state(town: Town) -> None:
    """Each piece once, by its state; another language's words are not ours."""
    world = town.world
    world.type("More trees.", "Fler träd.")
    world.type("Towns", "Städer")
    piece = world.segment("Towns")
    approve({(piece.context, piece.string)}, town.edition, user=None)
    assert look(town.edition, world.first).pieces == Pieces(untranslated=1, translated=1, approved=1)
    assert look(town.other, world.first).pieces == Pieces(untranslated=3)
    assert look(town.edition, world.first).pieces == as_segments_say(town, town.edition, world.first)
    send_back({(piece.context, piece.string)}, town.edition, user=None)
    assert look(town.edition, world.first).pieces.needs_work == 1


@pytest.mark.parametrize("words", ["", " ", "<b> </b>", "&nbsp;", "\u200b"])
def test_words_that_nobody_sees_are_none(town: Town, words: str) -> None:
    """White space, and marks around it, are as untranslated as nothing."""
    town.world.type("More trees.", words)
    assert look(town.edition, town.world.first).pieces == Pieces(untranslated=3)
    assert as_segments_say(town, town.edition, town.world.first) == Pieces(untranslated=3)


def test_words_of_the_masters_older_texts_are_not_counted(town: Town) -> None:
    """What the master says today is what is asked for."""
    world = town.world
    world.type("About this site.", "Om webbplatsen.")
    world.page.refresh_from_db()
    world.page.body = [block("Legal", "text", "<p>Something else entirely stands here today.</p>")]
    world.page.save_revision().publish()
    town.follow()
    assert look(town.edition, world.page).pieces == Pieces(untranslated=2)


def test_what_is_hidden_counts_nowhere(town: Town) -> None:
    """A hidden block is asked of nobody, as the gate asks for nothing there."""
    world = town.world
    before = look(town.edition, world.page).pieces
    [body] = world.page.body.raw_data
    layer = layer_of(town.edition, world.page.translation_key)
    decide(layer, Operation("", Verb.HIDE, "", body["id"]), version=layer.version)
    assert look(town.edition, world.page).pieces.total == before.total - 1
    assert look(town.other, world.page).pieces == before
    leave_out(layer, is_left_out=True, version=layer.version)
    standing = look(town.edition, world.page)
    assert standing.look is Look.LEFT_OUT
    assert standing.pieces == Pieces()


def test_copies_are_done() -> None:
    """An edition in its master's language has nothing to translate; words that somebody wrote count."""
    town = Town("en-GB")
    british = Edition.objects.get(code="en-GB")
    assert look(british, town.world.first).pieces == Pieces(copies=3)
    town.world.edition = british
    town.world.type("More trees.", "More trees, please.")
    assert look(british, town.world.first).pieces == Pieces(translated=1, copies=2)


@pytest.mark.parametrize("code", ["sv", "en-GB"])
def test_what_readers_get_is_counted_as_freshness_counts_it(code: str) -> None:
    """Published text made from older texts, and what is not in the edition's words, as the manifest says."""
    town = Town("en-GB")
    world, edition = town.world, Edition.objects.get(code=code)
    world.edition = edition
    assert look(edition, world.first).live is None
    world.type("More trees.", "Fler träd.")
    world.publish()
    world.first.refresh_from_db()
    world.first.lead = [block("lead", "text", "<p>Less CO<sub>2</sub>.</p><p>More of the trees.</p>")]
    world.first.save_revision().publish()
    world.work()
    fresh = freshness_of(edition)[world.first.translation_key]
    live = look(edition, world.first).live
    assert live is not None
    assert (live.untranslated, live.needs_work) == (fresh.untranslated, fresh.needs_work)
    assert fresh.needs_work == 1


def test_a_page_that_is_live_as_the_master_is_says_so(town: Town) -> None:
    """Readers of it get all that the master's get."""
    world = town.world
    for text in ("Legal", "About this site."):
        world.type(text, f"{text} på svenska")
    world.publish()
    assert look(town.edition, world.page).live == Live()
    assert not look(town.edition, world.page).live


def test_shared_texts_have_a_standing_of_their_own(town: Town) -> None:
    """A tool is counted beside pages, and is live once it is published."""
    tool = town.tool()
    town.follow()
    assert look(town.edition, tool).pieces == Pieces(untranslated=1)
    town.world.type("It measures.", "Det mäter.")
    publish_edition(town.edition, progress=quiet)
    standing = look(town.edition, tool)
    assert standing.pieces == Pieces(translated=1)
    assert standing.live == Live()


def test_another_programme_in_the_same_language_is_not_mixed_in(town: Town) -> None:
    """Two programmes share a language and nothing else."""
    elsewhere = add_programme("elsewhere", name="Elsewhere", master="en")
    other = add_edition(elsewhere, code="sv")
    picture = picture_of([town.edition, other])
    assert list(picture.of(other)) == []
    assert picture.pieces(town.edition).total == 5


def test_the_queries_do_not_grow(town: Town) -> None:
    """Six with shared texts, whatever the number of editions, programmes and pages."""
    town.tool()
    town.follow()
    with CaptureQueriesContext(connection) as few:
        picture_of([town.edition])
    for code in ("da", "de", "fr"):
        add_edition(town.world.programme, code=code, status="published")
    theme = town.theme()
    town.module(theme)
    advanced = town.module(theme, level=2)
    town.tool("Scale")
    town.follow()
    [body] = town.world.page.body.raw_data
    layer = layer_of(town.edition, town.world.page.translation_key)
    decide(layer, Operation("", Verb.HIDE, "", body["id"]), version=layer.version)
    rows = Edition.objects.exclude(code="en")
    editions = list(rows.select_related("programme__master_locale", "programme__master_page"))
    with CaptureQueriesContext(connection) as many:
        picture = picture_of(editions)
    assert len(editions) == 5
    assert len(many) == len(few) <= 6
    module = found(picture, town.edition, advanced)
    assert (module.theme, module.theme_title, module.level) == ("buildings", "Buildings", 2)
