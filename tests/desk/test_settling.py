"""What is typed is kept at once, and becomes the working text when the person is done with it."""

from __future__ import annotations

import pytest

from tests.desk.screening import Desk, post
from tests.people import client_of, partner_of
from tests.programme.starter import block
from translation_workflow.desk.models import TypedDraft
from translation_workflow.editions.roles import Role
from translation_workflow.source.models import DiscardedText, Origin, State, WorkingState

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk() -> Desk:
    return Desk()


def test_typing_is_kept_in_a_draft_of_ones_own(desk: Desk) -> None:
    """The working text is what it was; who typed finds it again, and nobody else sees it."""
    told = desk.send("keep", "One", words="Ett <b>tr").json()
    assert told["is_kept"]
    assert told["words"] == "Ett <b>tr</b>"
    assert desk.row("One") is None
    assert desk.segment("One").draft == "Ett <b>tr</b>"
    other = client_of(partner_of(desk.edition, name="sven"))
    assert desk.segment("One", other).draft is None


def test_the_last_that_was_typed_is_kept(desk: Desk) -> None:
    """One draft a piece; typed back to what stands there, there is none."""
    desk.settle("One", "Ett träd.")
    desk.send("keep", "One", words="Ett trädd")
    desk.send("keep", "One", words="Ett träd!")
    assert [one.words for one in TypedDraft.objects.all()] == ["Ett träd!"]
    told = desk.send("keep", "One", words="Ett träd.").json()
    assert not told["is_kept"]
    assert not TypedDraft.objects.exists()


def test_findings_are_told_as_one_types(desk: Desk) -> None:
    """Of words that are no working text yet: the link of the source is missing, and can be put back."""
    told = desk.send("keep", "Read", words="Läs handboken.").json()
    assert [one["rule"] for one in told["findings"]][:1] == ["links"]
    assert told["findings"][0]["severity"] == "blocking"
    assert told["lost_links"] == ["a1"]
    assert told["length"] == len("Läs handboken.")


def test_what_is_left_becomes_the_working_text(desk: Desk) -> None:
    """Translated, by this person; the draft is gone, and a finding kept nothing back."""
    desk.send("keep", "Read", words="Läs")
    told = desk.settle("Read", 'Läs <a data-id="a1">handboken</a>')
    row = desk.row("Read")
    assert row is not None
    assert row.data == 'Läs <a id="a1">handboken</a>'
    assert row.last_translated_by == desk.user
    assert (told["state"], told["words"]) == ("translated", 'Läs <a data-id="a1">handboken</a>')
    assert not TypedDraft.objects.exists()
    assert desk.settle("Read", "Läs handboken")["findings"]
    assert desk.stored("Read").words == "Läs handboken"


def test_words_that_needed_work_are_translated_once_somebody_writes_others(desk: Desk) -> None:
    """Whoever made them before; what they were made from is of no matter any more."""
    desk.world.type("One tree.", "Ett träd.")
    row = desk.row("One")
    assert row is not None
    WorkingState.objects.create(translation=row, state=State.NEEDS_WORK, origin=Origin.MACHINE)
    told = desk.settle("One", "Ett annat träd.")
    assert (told["state"], told["origin_label"], told["is_exception"]) == ("translated", "", False)


def test_the_same_words_change_nothing(desk: Desk) -> None:
    """Leaving a text that needs work does not say that it is right."""
    desk.world.type("One tree.", "Ett <i><b>träd</b></i>.")
    row = desk.row("One")
    assert row is not None
    WorkingState.objects.create(translation=row, state=State.NEEDS_WORK)
    told = desk.settle("One", "Ett <b><i>träd</i></b>.")
    assert told["state"] == "needs_work"
    assert desk.row("One") == row
    assert desk.stored("One").words == "Ett <i><b>träd</b></i>."


def test_no_words_are_untranslated_again(desk: Desk) -> None:
    """What stood there is kept."""
    desk.settle("One", "Ett träd.")
    assert desk.settle("One", "<br>")["state"] == "untranslated"
    assert desk.row("One") is None
    assert DiscardedText.objects.get().words == "Ett träd."


def test_somebody_was_faster(desk: Desk) -> None:
    """The second is told, with both texts; neither is lost, and theirs stands until somebody decides."""
    seen = desk.segment("One").version
    other = client_of(partner_of(desk.edition, name="sven"))
    desk.settle("One", "Svens träd.", client=other)
    answer = desk.send("settle", "One", words="Mitt träd.", version=seen)
    told = answer.json()
    assert answer.status_code == 409
    assert (told["theirs"]["words"], told["yours"]["words"]) == ("Svens träd.", "Mitt träd.")
    assert (told["theirs"]["by"], told["theirs"]["state"]) == ("sven", "translated")
    assert desk.stored("One").words == "Svens träd."
    assert desk.segment("One").draft == "Mitt träd."
    done = desk.send("settle", "One", words="Mitt träd.", version=told["theirs"]["version"])
    assert done.status_code == 200
    assert desk.stored("One").words == "Mitt träd."


def test_a_state_that_another_set_is_a_change_too(desk: Desk) -> None:
    """Who types over words that were approved meanwhile is told first."""
    desk.settle("One", "Ett träd.")
    seen = desk.segment("One").version
    reviewer = client_of(partner_of(desk.edition, name="rut", role=Role.REVIEWER))
    assert desk.send("act", "One", act="approve", client=reviewer).status_code == 200
    answer = desk.send("settle", "One", words="Ett annat.", version=seen)
    assert (answer.status_code, answer.json()["theirs"]["state"]) == (409, "approved")


def test_the_same_sent_again_is_done_already(desk: Desk) -> None:
    """After a lost answer the browser tries again with what it saw before."""
    seen = desk.segment("One").version
    desk.settle("One", "Ett träd.")
    assert desk.send("settle", "One", words="Ett träd.", version=seen).status_code == 200


def test_words_that_do_not_fit_are_kept_in_the_draft(desk: Desk) -> None:
    """A title that no page could hold is refused with a sentence, on every database alike."""
    answer = desk.send("settle", "Legal", words="x" * 300)
    assert answer.status_code == 422
    assert "300 characters, and 255 fit" in answer.json()["detail"]
    assert desk.row("Legal") is None
    assert len(desk.segment("Legal").draft) == 300
    assert desk.segment("Legal").limit == 255


def test_what_was_typed_for_a_text_that_the_authors_changed_is_kept(desk: Desk) -> None:
    """It is told, stands apart when the page is opened again, and can be thrown away."""
    piece = desk.segment("One")
    desk.show(block("one", "text", "<p>Two hundred oaks, no birches.</p>"))
    sent = {"context": piece.context, "string": piece.string, "version": piece.version, "words": "Ett träd."}
    answer = post(desk.client, desk.url("settle"), sent)
    assert (answer.status_code, answer.json()["is_gone"]) == (409, True)
    assert [one.words for one in desk.open().left_behind] == ["Ett träd."]
    assert post(desk.client, desk.url("keep"), sent).json()["is_gone"]
    assert post(desk.client, desk.url("drop"), sent).status_code == 200
    assert desk.open().left_behind == []


def test_words_that_did_not_fit_once_are_offered_as_typed(desk: Desk) -> None:
    """The engine noted an error in them; nobody sees them elsewhere, and here they are not lost."""
    desk.world.type("One tree.", "Ett träd.")
    row = desk.row("One")
    assert row is not None
    type(row).objects.filter(pk=row.pk).update(has_error=True)
    piece = desk.segment("One")
    assert (piece.words, piece.draft, piece.state) == ("", "Ett träd.", "untranslated")
    desk.settle("One", "Ett stort träd.")
    assert desk.stored("One").words == "Ett stort träd."
    assert DiscardedText.objects.get().words == "Ett träd."


@pytest.mark.parametrize("name", ["keep", "settle", "act"])
def test_signs_that_no_database_keeps_are_left_out(name: str) -> None:
    """Half a character and NUL, in words and in what goes with them."""
    desk = Desk()
    piece = desk.segment("One")
    sent = {"context": piece.context, "string": piece.string, "version": "\ud800\x00", "act": "confirm"}
    answer = post(desk.client, desk.url(name), {**sent, "words": "Ett\ud800 träd\x00."})
    assert answer.status_code in (200, 409)
    assert answer.json()
