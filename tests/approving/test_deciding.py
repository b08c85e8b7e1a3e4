"""What reviewers decide, of what they looked at."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from wagtail.models import WorkflowState
from wagtail_localize.models import StringTranslation

from tests.approving.reviewing import Reviewed
from translation_workflow.approving import decide
from translation_workflow.approving.decide import Seen
from translation_workflow.approving.errors import Overtaken, ReviewRefused
from translation_workflow.approving.queue import Stage, waiting
from translation_workflow.review.models import PublishedText
from translation_workflow.source.states import note_drafted
from translation_workflow.talk.models import Remark

pytestmark = pytest.mark.django_db

TREES = "More trees."


def ready(**policy: Any) -> Reviewed:
    """A world whose first page is translated and sent."""
    world = Reviewed(**policy)
    world.translate()
    world.send()
    return world


def test_one_piece_is_approved() -> None:
    """What was looked at becomes approved, and nothing else."""
    world = ready()
    done = decide.approve(
        world.edition, world.key, places={world.place(TREES)}, seen=world.seen(), user=world.reviewer
    )
    assert (done.done, done.changed) == (1, frozenset())
    assert world.states() == {"Towns": "translated", TREES: "approved", "Less CO<sub>2</sub>.": "translated"}


def test_words_that_changed_meanwhile_are_told_and_not_approved() -> None:
    """Words that a translator changed after the reviewer looked stay as they are; the others are approved."""
    world = ready()
    seen = world.seen()
    world.type(TREES, "Flera träd.")
    places = {world.place(TREES), world.place("Towns")}
    done = decide.approve(world.edition, world.key, places=places, seen=seen, user=world.reviewer)
    assert (done.done, done.changed) == (1, {world.place(TREES)})
    assert world.states()[TREES] == "translated"


def test_what_was_not_looked_at_is_not_approved() -> None:
    """A piece that the reviewer's page did not have, or with another version, is left alone."""
    world = ready()
    places = {world.place(TREES)}
    done = decide.approve(world.edition, world.key, places=places, seen=Seen({}), user=world.reviewer)
    assert (done.done, done.changed) == (0, places)


def test_pieces_of_another_page_are_not_approved_with_this_one() -> None:
    """A place of another page is none of this one, even where somebody sends its right version."""
    world = ready()
    world.type("About this site.", "Om sidan.")
    other = world.page.translation_key
    done = decide.approve(
        world.edition,
        world.key,
        places={world.place("About this site.")},
        seen=world.seen(other),
        user=world.reviewer,
    )
    assert done.done == 0
    assert world.segment("About this site.").state == "translated"


def send_back(world: Reviewed, text: str, note: str = "") -> None:
    places = {world.place(text)}
    decide.send_back(
        world.edition, world.key, places=places, seen=world.seen(), note=note, user=world.reviewer
    )


def approve(world: Reviewed, *texts: str) -> None:
    places = {world.place(text) for text in texts}
    decide.approve(world.edition, world.key, places=places, seen=world.seen(), user=world.reviewer)


def test_words_are_sent_back_with_a_note() -> None:
    """The words need work again, and the translator gets the note beside them."""
    world = ready()
    send_back(world, TREES, "Which trees?")
    assert world.states()[TREES] == "needs_work"
    remark = Remark.objects.get()
    assert (remark.text, remark.thread.context_id, remark.by) == (
        "Which trees?",
        world.place(TREES)[0],
        world.reviewer,
    )


def test_a_page_stays_with_its_reviewers_while_they_have_words_to_decide() -> None:
    """One piece goes back, the others wait as before; once mended it waits with them without being sent."""
    world = ready()
    send_back(world, TREES)
    [one] = [one for one in waiting(world.edition) if one.key == world.key]
    assert (one.stage, one.words.to_approve, one.words.needs_work) == (Stage.SENT, 2, 1)
    world.type(TREES, "Flera träd.")
    [one] = [one for one in waiting(world.edition) if one.key == world.key]
    assert (one.stage, one.words.to_approve, one.words.needs_work) == (Stage.SENT, 3, 0)


@pytest.mark.parametrize("last_goes_back", [True, False])
def test_a_page_goes_back_with_all_notes_once_its_last_words_are_decided(last_goes_back: bool) -> None:
    """Whether the last piece is approved or sent back, the translator gets the page and every note."""
    world = ready()
    send_back(world, TREES, "Which trees?")
    approve(world, "Towns")
    assert waiting(world.edition)[0].stage is Stage.SENT
    if last_goes_back:
        send_back(world, "Less CO<sub>2</sub>.", "Too short.")
    else:
        approve(world, "Less CO<sub>2</sub>.")
    [one] = waiting(world.edition)
    assert one.stage is Stage.RETURNED
    assert one.note == ("Which trees?\nToo short." if last_goes_back else "Which trees?")


def test_a_page_that_nobody_asked_to_change_stays_with_its_reviewers() -> None:
    """What a machine left in need of work was sent so: approving the rest sends nothing back."""
    world = ready()
    context, string = world.place(TREES)
    note_drafted(StringTranslation.objects.get(context=context, translation_of=string))
    approve(world, "Towns", "Less CO<sub>2</sub>.")
    assert waiting(world.edition)[0].stage is Stage.SENT


def test_a_page_that_is_published_beside_words_sent_back_was_approved() -> None:
    """Where the gate allows it, what remains is published, and the workflow ends as approved."""
    world = ready(maximum_missing=None)
    send_back(world, TREES)
    places = {world.place("Towns"), world.place("Less CO<sub>2</sub>.")}
    decide.approve_and_publish(
        world.edition, world.key, places=places, seen=world.seen(), user=world.reviewer
    )
    assert WorkflowState.objects.get().status == WorkflowState.STATUS_APPROVED


def test_a_page_that_is_not_published_beside_words_sent_back_goes_back() -> None:
    """Where the gate refuses what remains, its words are approved, and the translator gets the page."""
    world = ready()
    send_back(world, TREES)
    places = {world.place("Towns"), world.place("Less CO<sub>2</sub>.")}
    _, outcome = decide.approve_and_publish(
        world.edition, world.key, places=places, seen=world.seen(), user=world.reviewer
    )
    assert outcome.published == 0
    assert waiting(world.edition)[0].stage is Stage.RETURNED


def test_a_page_is_sent_back_with_its_words_as_they_are() -> None:
    """Sending a page back changes no state; the note is told with the page and on the desk."""
    world = ready()
    before = world.states()
    decide.send_page_back(world.edition, world.key, note="Finish it first.", user=world.reviewer)
    assert world.states() == before
    assert Remark.objects.get().text == "Finish it first."
    assert waiting(world.edition)[0].stage is Stage.RETURNED


def test_a_page_is_not_sent_back_without_a_word() -> None:
    """Whoever sends a page back says why; else nothing happens."""
    world = ready()
    with pytest.raises(ReviewRefused, match="Say what is to be done"):
        decide.send_page_back(world.edition, world.key, note="  ", user=world.reviewer)
    assert waiting(world.edition)[0].stage is Stage.SENT


def test_a_note_that_is_too_long_keeps_nothing() -> None:
    """Where the note cannot be kept, the words stay as they were, too."""
    world = ready()
    with pytest.raises(ReviewRefused):
        decide.send_back(
            world.edition,
            world.key,
            places={world.place(TREES)},
            seen=world.seen(),
            note="x" * 2001,
            user=world.reviewer,
        )
    assert world.states()[TREES] == "translated"
    assert waiting(world.edition)[0].stage is Stage.SENT


def test_a_page_is_published_as_it_was_looked_at() -> None:
    """Where the gate is met the words are live, and the workflow says that a reviewer approved."""
    world = ready()
    outcome = decide.publish(world.edition, world.key, seen=world.seen(), user=world.reviewer)
    assert (outcome.published, outcome.refused) == (1, [])
    assert world.own().live
    assert PublishedText.objects.filter(edition=world.edition, words="Fler träd.").exists()
    state = WorkflowState.objects.get()
    assert state.status == WorkflowState.STATUS_APPROVED
    assert state.current_task_state.finished_by == world.reviewer
    assert waiting(world.edition) == []


def test_a_page_that_changed_meanwhile_is_not_published() -> None:
    """One piece that is other than it was looked at keeps the whole page from going live."""
    world = ready()
    seen = world.seen()
    world.type(TREES, "Flera träd.")
    with pytest.raises(Overtaken, match="changed 1 piece since you looked"):
        decide.publish(world.edition, world.key, seen=seen, user=world.reviewer)
    assert not world.own().live


def test_words_that_come_while_a_page_is_published_stop_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is written between the look and the publication is noticed before anybody can read it."""
    world = ready()
    seen = world.seen()
    publish = decide.publish_edition

    def late(*args: Any, **kwargs: Any) -> Any:
        world.type(TREES, "Sent träd.")
        return publish(*args, **kwargs)

    monkeypatch.setattr(decide, "publish_edition", late)
    with pytest.raises(Overtaken):
        decide.publish(world.edition, world.key, seen=seen, user=world.reviewer)
    assert not PublishedText.objects.filter(edition=world.edition).exists()
    assert not world.own().live


def test_decisions_of_the_country_that_changed_meanwhile_stop_it() -> None:
    """An adaptation that is another than the reviewer looked at is not published."""
    world = ready()
    with pytest.raises(Overtaken, match="adaptation"):
        decide.publish(world.edition, world.key, seen=replace(world.seen(), layer=7), user=world.reviewer)


def test_the_gate_says_what_is_missing() -> None:
    """A page with a piece missing is refused with its name; nothing of it is live, and it goes on waiting."""
    world = Reviewed()
    world.type(TREES, "Fler träd.")
    world.send()
    outcome = decide.publish(world.edition, world.key, seen=world.seen(), user=world.reviewer)
    assert "“Less CO2.” (untranslated)" in outcome.refused[0]
    assert not world.own().live
    assert waiting(world.edition)[0].stage is Stage.SENT


def test_all_is_approved_and_published_at_once() -> None:
    """One press approves what waits and publishes it."""
    world = ready(minimum_state="approved")
    places = {world.place(text) for text in world.states()}
    decided, outcome = decide.approve_and_publish(
        world.edition, world.key, places=places, seen=world.seen(), user=world.reviewer
    )
    assert (decided.done, outcome.published) == (3, 1)
    assert set(world.states().values()) == {"approved"}
    assert world.own().live


def test_what_changed_meanwhile_is_neither_approved_nor_published() -> None:
    """Where one piece is another, the press that does both does nothing."""
    world = ready()
    seen = world.seen()
    world.type(TREES, "Flera träd.")
    places = {world.place(text) for text in world.states()}
    with pytest.raises(Overtaken):
        decide.approve_and_publish(world.edition, world.key, places=places, seen=seen, user=world.reviewer)
    assert set(world.states().values()) == {"translated"}


@pytest.mark.parametrize("who", ["translator", "stranger"])
def test_only_reviewers_of_the_edition_decide(who: str) -> None:
    """A translator, and a reviewer of another edition, are refused by each function, and nothing changes."""
    world = ready()
    seen, places, user = world.seen(), {world.place(TREES)}, getattr(world, who)
    acts = [
        lambda: decide.approve(world.edition, world.key, places=places, seen=seen, user=user),
        lambda: decide.send_back(world.edition, world.key, places=places, seen=seen, note="", user=user),
        lambda: decide.send_page_back(world.edition, world.key, note="No.", user=user),
        lambda: decide.publish(world.edition, world.key, seen=seen, user=user),
        lambda: decide.approve_and_publish(world.edition, world.key, places=places, seen=seen, user=user),
    ]
    for act in acts:
        with pytest.raises(PermissionDenied):
            act()
    assert set(world.states().values()) == {"translated"}
    assert not world.own().live
