"""What publishing a draft of the master will cause is told beforehand, and is what happens then."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail_localize.models import StringTranslation

from pages.models import InfoPage
from tests.programme.starter import block
from translation_workflow.adaptation.edit import decide, layer_of
from translation_workflow.adaptation.operations import Operation, Verb
from translation_workflow.editions.models import Edition
from translation_workflow.editions.registry import add_edition
from translation_workflow.source.models import State, WorkingState
from translation_workflow.source.segments import segments_of
from translation_workflow.talk.drafts import effects_of_draft
from translation_workflow.talk.effects import Effect, Effects

from .town import TEXT, TYPO, TalkTown

pytestmark = pytest.mark.django_db

CHANGED = "The town plans fifty new trees."


def effects(town: TalkTown) -> Effects:
    town.world.page.refresh_from_db()
    return effects_of_draft(town.world.page.specific, town.world.programme)


def effect(town: TalkTown, edition: Edition) -> Effect:
    return next(one for one in effects(town).of if one.edition == edition)


def states(town: TalkTown, edition: Edition) -> Counter[State]:
    [pieces] = segments_of([town.world.page.translation_key], edition).values()
    return Counter(piece.state for piece in pieces)


def translated(town: TalkTown) -> None:
    """Let the Swedish words of the page be there, of which the first is approved."""
    for text, words in (
        (TEXT, "Staden planerar fyrtio nya träd."),
        (TYPO, "Fråga kontoret"),
        ("Two.", "Två."),
    ):
        town.world.type(text, words)
    piece = town.world.segment(TEXT)
    row = StringTranslation.objects.get(
        context=piece.context, locale=town.sv.locale, data__startswith="Staden"
    )
    WorkingState.objects.create(translation=row, state=State.APPROVED)


def test_what_is_told_is_what_happens() -> None:
    """One approved text changes, one only by a full stop, one goes, one comes: told so, and then so it is."""
    town = TalkTown()
    translated(town)
    town.draft(
        block("one", "text", f"<p>{CHANGED}</p><p>{TYPO}.</p>"), block("three", "text", "<p>Three.</p>")
    )
    told = effects(town)
    difference = told.difference
    assert [step.new.text for step in difference.changes] == [CHANGED]
    assert [step.new.text for step in difference.typos] == [f"{TYPO}."]
    assert [text.text for _, text in difference.came] == ["Three."]
    assert [text.text for _, text in difference.went] == ["Two."]
    assert difference.moves
    swedish = effect(town, town.sv)
    assert (swedish.needs_work, swedish.approved, swedish.kept, swedish.to_translate) == (1, 1, 1, 1)
    finnish = effect(town, town.fi)
    assert (finnish.needs_work, finnish.unfinished, finnish.to_translate) == (0, 2, 1)
    before = states(town, town.sv)
    town.world.page.get_latest_revision().publish()
    town.world.work()
    after = states(town, town.sv)
    assert after[State.NEEDS_WORK] - before[State.NEEDS_WORK] == swedish.needs_work
    assert after[State.TRANSLATED] == before[State.TRANSLATED] - 1
    assert after[State.UNTRANSLATED] - before[State.UNTRANSLATED] == swedish.to_translate
    assert effects(town).difference.is_nothing


def test_a_draft_that_says_the_same_causes_nothing() -> None:
    """Without a draft, and with one that changed back, no translation changes."""
    town = TalkTown()
    translated(town)
    assert effects(town).difference.is_nothing
    town.draft(block("one", "text", f"<p>{CHANGED}</p><p>{TYPO}</p>"), block("two", "text", "<p>Two.</p>"))
    assert not effects(town).difference.is_nothing
    town.draft(block("one", "text", f"<p>{TEXT}</p><p>{TYPO}</p>"), block("two", "text", "<p>Two.</p>"))
    assert effects(town).difference.is_nothing
    assert effects(town).at_work == []


def test_words_that_come_back_are_no_work() -> None:
    """Where the draft says again what it said once, its translation is there, and nothing needs work."""
    town = TalkTown()
    translated(town)
    town.show(block("one", "text", f"<p>{CHANGED}</p><p>{TYPO}</p>"), block("two", "text", "<p>Two.</p>"))
    town.world.type(CHANGED, "Staden planerar femtio nya träd.")
    town.world.confirm(CHANGED)
    town.draft(block("one", "text", f"<p>{TEXT}</p><p>{TYPO}</p>"), block("two", "text", "<p>Two.</p>"))
    told = effect(town, town.sv)
    before = states(town, town.sv)
    town.world.page.get_latest_revision().publish()
    town.world.work()
    assert states(town, town.sv)[State.NEEDS_WORK] - before[State.NEEDS_WORK] == told.needs_work == 0


def test_a_text_too_different_to_follow_loses_its_words() -> None:
    """Where the edition asks for more likeness than there is, its words become a suggestion; told so."""
    town = TalkTown()
    translated(town)
    Edition.objects.filter(pk=town.sv.pk).update(similarity=95)
    town.draft(block("one", "text", f"<p>{CHANGED}</p><p>{TYPO}</p>"), block("two", "text", "<p>Two.</p>"))
    told, before = effect(town, town.sv), states(town, town.sv)
    assert (told.needs_work, told.lost) == (0, 1)
    town.world.page.get_latest_revision().publish()
    town.world.work()
    assert states(town, town.sv)[State.UNTRANSLATED] == before[State.UNTRANSLATED] + 1


def test_an_edition_in_the_masters_language_follows_by_itself() -> None:
    """Copies change with the master; only what somebody wrote there needs a look."""
    town = TalkTown("en-GB")
    british = Edition.objects.get(code="en-GB")
    town.draft(
        block("one", "text", f"<p>{CHANGED}</p><p>{TYPO}</p>"), block("three", "text", "<p>Three.</p>")
    )
    told = effect(town, british)
    assert (told.copies, told.needs_work, told.to_translate, told.asks_for_work) == (1, 0, 0, False)


def test_adaptations_that_will_conflict_are_told() -> None:
    """A country that replaced the block gets a conflict, and nothing of it to translate."""
    town = TalkTown()
    translated(town)
    one, two = town.world.page.body.raw_data
    layer = layer_of(town.sv, town.world.page.translation_key)
    replacing = Operation(
        "", Verb.REPLACE, "body", one["id"], content=block("own", "text", "<p>Vårt.</p>"), base=one
    )
    decide(layer, replacing, version=layer.version)
    town.draft(block("one", "text", f"<p>{CHANGED}</p><p>{TYPO}</p>"), two)
    told = effect(town, town.sv)
    assert (told.conflicts, told.needs_work, told.kept, told.orphaned) == (1, 0, 0, 0)
    town.draft(two)
    assert (effect(town, town.sv).conflicts, effect(town, town.sv).orphaned) == (0, 1)
    town.draft(block("one", "text", f"<p>{TEXT}</p><p>{TYPO}.</p>"), two)
    assert effect(town, town.sv).conflicts == 0


def test_a_new_page_is_text_to_translate() -> None:
    """A page that editions never saw is told as such, with its texts."""
    town = TalkTown()
    page = InfoPage(title="New", slug="new", live=False, body=[block("n", "text", "<p>News.</p>")])
    town.world.first.add_child(instance=page)
    page.save_revision()
    told = effects_of_draft(page, town.world.programme)
    assert told.difference.is_new
    assert {one.to_translate for one in told.of} == {2}


def test_looking_writes_nothing() -> None:
    """The forecast reads, and locks and writes no row."""
    town = TalkTown()
    translated(town)
    town.draft(block("one", "text", f"<p>{CHANGED}</p><p>{TYPO}.</p>"), block("new", "text", "<p>New.</p>"))
    with CaptureQueriesContext(connection) as captured:
        effects(town)
    assert captured.captured_queries
    for query in captured.captured_queries:
        assert query["sql"].lstrip().upper().startswith("SELECT"), query["sql"]
        assert "FOR UPDATE" not in query["sql"]


def test_the_forecast_costs_the_same_in_two_editions_and_in_nine() -> None:
    """The queries depend on neither editions nor changed texts."""
    counted = []
    town = TalkTown()
    translated(town)
    for codes in ((), ("fr", "it", "pl", "hr", "ro", "el", "et")):
        for code in codes:
            add_edition(town.world.programme, code=code, status="published", maximum_missing=None)
        if codes:
            town.world.submit()
            town.world.work()
        more = "".join(f"<p>Sentence {number} of the page.</p>" for number in range(30 * bool(codes)))
        town.draft(
            block("one", "text", f"<p>{CHANGED}</p><p>{TYPO}.</p>{more}"), block("x", "text", "<p>X.</p>")
        )
        with CaptureQueriesContext(connection) as captured:
            assert len(effects(town).of) == 2 + len(codes)
        counted.append(len(captured.captured_queries))
    assert counted[0] == counted[1]
    assert counted[0] <= 20


def panel(town: TalkTown, who: Any) -> Any:
    return town.client(who).get(town.url("effects", town.world.page.pk))


def test_the_panel_is_for_who_answers_for_the_master() -> None:
    """Ann reads it; a translator, and a page that is no master's, get nothing."""
    town = TalkTown()
    translated(town)
    town.asked("Which <b>trees</b>?")
    town.draft(block("one", "text", f"<p>{CHANGED}</p><p>{TYPO}.</p>"), block("two", "text", "<p>Two.</p>"))
    shown = panel(town, town.ann)
    assert shown.status_code == 200
    told = shown.content.decode()
    assert "1 finished translation will need work." in told
    assert "1 was approved." in told
    assert "Typo only" in told
    assert "Which &lt;b&gt;trees&lt;/b&gt;?" in told
    assert panel(town, town.siv).status_code == 404
    own = town.world.translated(town.world.page)
    assert town.client(town.ann).get(town.url("effects", own.pk)).status_code == 404
    assert town.client(town.ann).get(town.url("effects", 10**9)).status_code == 404
