"""What people say of pieces at the desk: right, approved, back to work, the source's words, no fault."""

from __future__ import annotations

import pytest

from tests.desk.screening import Desk, post
from tests.people import client_of, partner_of
from tests.programme.starter import block
from translation_workflow.editions.roles import Role
from translation_workflow.source.models import DiscardedText, Origin, State, WorkingState

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk() -> Desk:
    return Desk()


def needs_work(desk: Desk, source: str, words: str) -> None:
    desk.world.type(source, words)
    row = desk.row(source)
    assert row is not None
    WorkingState.objects.create(translation=row, state=State.NEEDS_WORK, origin=Origin.MEMORY)


def test_words_are_confirmed_as_they_stand(desk: Desk) -> None:
    """A translator's are translated then, a reviewer's approved."""
    needs_work(desk, "One tree.", "Ett träd.")
    assert desk.send("act", "One", act="confirm").json()["state"] == "translated"
    needs_work(desk, "Inner.", "Inre.")
    reviewer = client_of(partner_of(desk.edition, name="rut", role=Role.REVIEWER))
    assert desk.send("act", "Inner", act="confirm", client=reviewer).json()["state"] == "approved"


def test_typed_words_are_confirmed_in_one_go(desk: Desk) -> None:
    """They are settled first; what nobody typed cannot be confirmed."""
    told = desk.send("act", "One", act="confirm", words="Ett <b>träd</b>.").json()
    assert (told["state"], told["words"]) == ("translated", "Ett <b>träd</b>.")
    answer = desk.send("act", "Inner", act="confirm")
    assert answer.status_code == 422
    assert "type one first" in answer.json()["detail"]


def test_only_reviewers_approve_and_send_back(desk: Desk) -> None:
    """A translator is told who does; nothing is changed."""
    desk.settle("One", "Ett träd.")
    for act in ("approve", "send_back"):
        answer = desk.send("act", "One", act=act)
        assert answer.status_code == 403
        assert "reviewers" in answer.json()["detail"]
    assert desk.segment("One").state == "translated"
    reviewer = client_of(partner_of(desk.edition, name="rut", role=Role.REVIEWER))
    assert desk.send("act", "One", act="approve", client=reviewer).json()["state"] == "approved"
    assert desk.send("act", "One", act="send_back", client=reviewer).json()["state"] == "needs_work"


def test_the_state_cannot_be_sent_along(desk: Desk) -> None:
    """What a form may not say is not listened to."""
    desk.settle("One", "Ett träd.", state="approved", origin="memory", approved=True)
    assert desk.segment("One").state == "translated"


def test_the_source_is_copied(desk: Desk) -> None:
    """With its marks and links, as a translation by this person."""
    told = desk.send("act", "Read", act="copy_source").json()
    assert told["words"] == 'Read <a data-id="a1">the guide</a> of the EU.'
    assert told["state"] == "translated"


def test_a_finding_is_put_aside_with_a_reason_and_told_again(desk: Desk) -> None:
    """Until the words change; without a reason it stays."""
    desk.settle("One", "One tree.")
    finding = desk.segment("One").findings[0]
    assert desk.segment("One").is_exception
    assert desk.send("act", "One", act="dismiss", finding=finding.id, reason=" ").status_code == 422
    told = desk.send("act", "One", act="dismiss", finding=finding.id, reason="A name.").json()
    assert told["findings"][0]["dismissed"] == "A name."
    assert not told["is_exception"]
    told = desk.send("act", "One", act="undismiss", finding=finding.id).json()
    assert told["findings"][0]["dismissed"] == ""


def test_what_blocks_is_put_aside_by_reviewers_only(desk: Desk) -> None:
    """A translator is told so; what no page can hold nobody puts aside."""
    desk.show(block("one", "text", "<p>See https://eumayors.eu/plan.</p>"))
    desk.settle("See", "Se https://eumayors.eu/plna.")
    found = [one for one in desk.segment("See").findings if one.severity == "blocking" and one.can_dismiss]
    assert found
    answer = desk.send("act", "See", act="dismiss", finding=found[0].id, reason="So it is.")
    assert answer.status_code == 403
    reviewer = client_of(partner_of(desk.edition, name="rut", role=Role.REVIEWER))
    sent = {"act": "dismiss", "finding": found[0].id, "reason": "So it is."}
    assert desk.send("act", "See", client=reviewer, **sent).status_code == 200


def test_a_copy_is_the_masters_until_somebody_writes_and_again_after() -> None:
    """In an edition of the master's language; its words are shown, and are no exception."""
    desk = Desk("en-GB")
    piece = desk.segment("One")
    assert (piece.words, piece.state, piece.is_exception) == ("One tree.", "copy", False)
    assert desk.settle("One", "One tree.")["state"] == "copy"
    assert desk.settle("One", "One British tree.")["state"] == "translated"
    told = desk.send("act", "One", act="take_masters").json()
    assert (told["state"], told["words"]) == ("copy", "One tree.")
    assert DiscardedText.objects.get().words == "One British tree."
    desk.settle("One", "Another.")
    assert desk.settle("One", "")["state"] == "copy"


def test_only_an_edition_of_the_masters_language_takes_the_masters(desk: Desk) -> None:
    """Elsewhere there are no copies."""
    desk.settle("One", "Ett träd.")
    assert desk.send("act", "One", act="take_masters").status_code == 422
    assert desk.stored("One").words == "Ett träd."


@pytest.mark.parametrize(
    "sent",
    [
        "no json", b"\xff", "[]", "null", "{}", '{"context": 1}', '{"context": true, "string": 1}',
        '{"context": -1, "string": 1, "version": "0", "words": ""}',
        '{"context": 99999999999999999999, "string": 1, "version": "0", "words": ""}',
        '{"context": [1], "string": {}, "version": "0", "words": ""}', "[" * 100_000,
    ],
)  # fmt: skip
@pytest.mark.parametrize("name", ["keep", "settle", "act", "drop", "restore", "suggest"])
def test_what_is_no_request_is_refused_with_a_sentence(desk: Desk, name: str, sent: str) -> None:
    """As JSON, whatever was sent."""
    answer = post(desk.client, desk.url(name), sent)
    assert answer.status_code == 400
    assert answer.json()["detail"]


def test_wrong_parts_of_a_request_are_named(desk: Desk) -> None:
    """No act that there is not, no words of another kind, no text that is no piece of a page."""
    assert desk.send("act", "One", act="publish").status_code == 400
    assert desk.send("settle", "One", words=["x"]).status_code == 400
    assert desk.send("settle", "One", words="x" * 200_000).status_code == 400
