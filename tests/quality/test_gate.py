"""Words that a rule blocks do not go live: what was live stays, and it is told why."""

from __future__ import annotations

from collections.abc import Callable
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from cms.delivery.models import Document
from tests.quality.towns import LINKED, RIGHT, TEXT, WRONG, shown, the_finding, towns
from translation_workflow.adaptation.edit import decide, layer_of
from translation_workflow.adaptation.operations import Operation, Verb
from translation_workflow.quality.dismiss import dismiss, take_back
from translation_workflow.quality.models import Dismissal
from translation_workflow.review.coverage import Freshness, freshness_of
from translation_workflow.review.drift.forecast import forecast_publication
from translation_workflow.review.drift.sweep import find_drift
from translation_workflow.review.held import held_back
from translation_workflow.review.rendering.situation import situation_of
from translation_workflow.source.masters import master_order
from translation_workflow.source.states import approve, send_back

pytestmark = pytest.mark.django_db


def test_blocked_words_stay_out_and_the_others_go_live() -> None:
    """The page is published with what is right; the note names page, place, rule, fault and remedy."""
    world, page = towns()
    world.type(TEXT, WRONG)
    world.type("Trees.", "Träd.")
    outcome = world.publish()
    assert outcome.refused == []
    assert TEXT in shown(world, page)
    assert "Träd." in shown(world, page)
    [note] = outcome.notes
    assert outcome.held == [note]
    assert note.startswith("towns/sv: Towns › Contact › Body › Text 1: the translation of “Write to info@")
    assert "does not go live: Web and mail addresses: " in note
    assert note.endswith("Correct it, or dismiss that with a reason, and publish again.")


def test_what_was_live_stays_until_the_words_are_right() -> None:
    """Readers and their document keep the older words; the draft has what was typed."""
    world, page = towns()
    world.type(TEXT, RIGHT)
    world.publish()
    world.type(TEXT, WRONG)
    before = bytes(Document.objects.get(edition=world.edition, key=page.translation_key).content.body)
    assert len(world.publish().held) == 1
    assert RIGHT in shown(world, page)
    after = bytes(Document.objects.get(edition=world.edition, key=page.translation_key).content.body)
    assert after == before
    draft = world.translated(page).get_latest_revision_as_object()
    assert WRONG in str(draft.body[0].value)
    assert world.segment(TEXT).words == WRONG
    world.type(TEXT, f"{RIGHT} Alltid.")
    assert world.publish().held == []
    assert f"{RIGHT} Alltid." in shown(world, page)


def test_a_held_piece_without_live_words_is_missing() -> None:
    """An edition that allows nothing missing refuses the page, and says which piece, rule and remedy."""
    world, page = towns(maximum_missing=0)
    for text in ("Towns", "Less CO<sub>2</sub>.", "More trees.", "Legal", "About this site."):
        world.type(text, f"{text} sv" if text[-1] != "." else text)
    world.type("Contact", "Kontakt")
    world.type("Trees.", "Träd.")
    world.type(TEXT, WRONG)
    world.type(LINKED, "Se planen.")
    [refusal] = world.publish().refused
    assert "“Contact” has 2 pieces without a translation, 0 are allowed." in refusal
    assert "(held back – Web and mail addresses: " in refusal
    assert '(held back – Links: the link <a id="a1"> is missing.' in refusal
    assert "correct what is held back, or dismiss that with a reason where it can be" in refusal
    assert not world.translated(page).live


def test_held_pieces_count_as_untranslated_in_what_readers_are_told() -> None:
    """Freshness is counted from live words: typed words that do not go live change nothing of it."""
    world, page = towns()
    world.publish()
    before = freshness_of(world.edition)[page.translation_key]
    world.type(TEXT, WRONG)
    world.publish()
    assert freshness_of(world.edition)[page.translation_key] == before == Freshness(untranslated=4)


def test_what_is_dismissed_goes_live_until_the_words_change() -> None:
    """The next words are judged anew; those that went live stay, also when the dismissal is taken back."""
    world, page = towns()
    world.type(TEXT, WRONG)
    world.publish()
    row = dismiss(world.edition, the_finding(world), reason="We have no mail in Sweden.", user=None)
    assert world.publish().held == []
    assert WRONG in shown(world, page)
    world.type(TEXT, "Skriv genast.")
    assert len(world.publish().held) == 1
    assert WRONG in shown(world, page)
    world.type(TEXT, WRONG)
    take_back(world.edition, row.pk, user=None)
    assert world.publish().held == []
    assert WRONG in shown(world, page)


def test_what_no_page_can_hold_is_never_dismissed_past_the_gate() -> None:
    """A row that another tool wrote opens nothing: the rule says that its findings cannot be dismissed."""
    world, page = towns()
    world.type(LINKED, "Se planen.")
    found = the_finding(world)
    Dismissal.objects.create(
        edition=world.edition,
        context_id=found.piece.context,
        string_id=found.piece.string,
        rule=found.finding.rule,
        digest=found.piece.digest,
        reason="I want it.",
    )
    assert "Correct it and publish again." in world.publish().held[0]
    assert "Se planen." not in shown(world, page)


@pytest.mark.parametrize("state", ["needs work", "translated"])
def test_only_words_that_would_go_live_are_judged(state: str) -> None:
    """Words that need work, or wait for a reviewer, are no news of the gate's."""
    world, _ = towns(minimum_state="translated" if state == "needs work" else "approved")
    world.type(TEXT, WRONG)
    piece = world.segment(TEXT)
    place = {(piece.context, piece.string)}
    if state == "needs work":
        send_back(place, world.edition, user=None)
    assert world.publish().notes == []
    approve(place, world.edition, user=None)
    if state == "translated":
        assert len(world.publish().held) == 1


def test_a_copy_is_not_judged_and_own_words_of_the_same_language_are() -> None:
    """Nobody wrote the master's text there; who writes another one is asked like anybody."""
    world, page = towns("en-GB", maximum_missing=0)
    assert world.publish().notes == []
    world.type(TEXT, "Write to us, please.")
    assert len(world.publish().held) == 1
    assert TEXT in shown(world, page)


def test_a_rehearsal_says_the_same() -> None:
    """`publish_edition --dry-run` has the same notes and refusals, and would write the same."""
    world, _ = towns()
    world.publish()
    world.type(TEXT, WRONG)
    foreseen = forecast_publication(world.edition)
    assert [step.changes.live for step in foreseen.steps] == [()]
    assert list(foreseen.notes) == world.publish().notes
    out = StringIO()
    call_command("publish_edition", "towns/sv", "--dry-run", stdout=out)
    assert "does not go live" in out.getvalue()
    world.edition.maximum_missing = 0
    world.edition.save()
    refused = [step.refusal for step in forecast_publication(world.edition).steps if step.name == "Contact"]
    with pytest.raises(CommandError, match="held back – Web and mail addresses") as stopped:
        call_command("publish_edition", "towns/sv", stdout=StringIO())
    assert refused[0] in str(stopped.value)


def test_the_sweep_finds_nothing_where_words_are_held_back() -> None:
    """Rows, drafts and published text are what they are to be."""
    world, page = towns()
    world.type(TEXT, RIGHT)
    world.publish()
    world.type(TEXT, WRONG)
    world.publish()
    assert find_drift([world.edition]) == []
    world.work()
    assert RIGHT in shown(world, page)


def test_a_changed_master_keeps_what_was_live_before_the_held_words() -> None:
    """Following never takes typed words, and confirmed ones are judged for the text of today."""
    world, page = towns()
    world.type(TEXT, RIGHT)
    world.publish()
    page = type(page).objects.get(pk=page.pk)
    page.body[0].value.source = page.body[0].value.source.replace("info@towns", "mail@towns")
    page.save_revision().publish()
    world.work()
    assert RIGHT in shown(world, page)
    changed = "Write to mail@towns.example."
    world.confirm(changed)
    [note] = world.publish().held
    assert "mail@towns.example" in note
    assert RIGHT in shown(world, page)
    assert freshness_of(world.edition)[page.translation_key].needs_work == 1


def test_nobody_is_told_of_words_that_no_reader_would_see() -> None:
    """Words of a block that the edition hides are held back without a word."""
    world, page = towns()
    world.publish()
    world.type(TEXT, WRONG)
    layer = layer_of(world.edition, page.translation_key)
    decide(layer, Operation("", Verb.HIDE, "", page.body[0].id), version=0)
    assert world.publish().notes == []
    assert TEXT in shown(world, page)


def queries(act: Callable[[], Any]) -> int:
    """How many queries something costs."""
    with CaptureQueriesContext(connection) as found:
        act()
    return len(found)


def test_the_gate_costs_no_query_where_nothing_is_found() -> None:
    """What is to be judged is read already; dismissals are asked for where a rule found something."""
    world, _ = towns()
    world.type(TEXT, RIGHT)
    world.type("Trees.", "Träd.")
    situation = situation_of(world.programme, master_order(world.programme), [world.edition])
    assert queries(lambda: held_back(situation, world.edition, situation.frames)) == 0
    world.type(TEXT, WRONG)
    situation = situation_of(world.programme, master_order(world.programme), [world.edition])
    assert queries(lambda: held_back(situation, world.edition, situation.frames)) == 1


def test_a_publication_costs_the_same_queries_however_many_words_are_held_back() -> None:
    """The sentences about thirty pages cost what they cost about two."""
    world, _ = towns()
    texts = [f"Mail {number}: info@towns.example." for number in range(30)]
    for number, text in enumerate(texts):
        world.add_page(f"Page-{number}", text)
    world.submit()
    world.work()
    world.publish()
    for text in texts[:2]:
        world.type(text, "Hej då.")
    with transaction.atomic():
        few = queries(world.publish)
        transaction.set_rollback(True)
    for text in texts:
        world.type(text, "Hej då.")
    forecast = queries(lambda: forecast_publication(world.edition))
    outcome = None

    def publish() -> None:
        nonlocal outcome
        outcome = world.publish()

    assert queries(publish) <= few + 4
    assert outcome is not None
    assert len(outcome.held) == 30
    assert forecast <= few
