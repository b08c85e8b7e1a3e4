"""What a change did is said as it was done, to whoever did it; only what needs somebody is listed."""

from __future__ import annotations

import pytest

from cms.delivery.drift import drift_of
from tests.adaptation.screening import Desk, rich
from tests.catalogues.screening import client_of, partner_of
from translation_workflow.adaptation.operations import Verb

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk() -> Desk:
    return Desk()


def waiting(desk: Desk) -> int:
    """How many decisions on the page wait, in the figures of drift."""
    return sum(line.waiting for line in drift_of(desk.edition))


def test_a_block_of_our_own_that_goes_up_was_moved(desk: Desk) -> None:
    """It was put in before."""
    desk.send("insert", desk.two["id"], side="after", kind="text", content=rich("Vårt."))
    own = (desk.by(Verb.INSERT).operation.content or {})["id"]
    shown = desk.press("step", step=f"up:{own}").content.decode()
    assert "Moved “Vårt”." in shown
    assert "Put in “Vårt”." not in shown


def test_words_whose_block_is_gone_were_moved(desk: Desk) -> None:
    """Somebody chose a place for them."""
    desk.send("replace", desk.one["id"], content=rich("Vårt."))
    own = (desk.by(Verb.REPLACE).operation.content or {})["id"]
    desk.show(desk.two, desk.part)
    shown = desk.send("move", own, place=f"after:{desk.two['id']}").content.decode()
    assert "Moved “Vårt”." in shown
    assert "Put in “Vårt”." not in shown


def test_taking_back_what_is_about_nothing_any_more_shows_nothing_again(desk: Desk) -> None:
    """The master deleted the block that was hidden."""
    desk.send("hide", desk.one["id"])
    desk.show(desk.two, desk.part)
    shown = desk.press("take_back", number=desk.by(Verb.HIDE).id).content.decode()
    assert "Took the decision about “One” back." in shown
    assert "Showed “" not in shown


def test_a_replacement_that_we_hide_ourselves_needs_nobody(desk: Desk) -> None:
    """It comes back with its block; one in another block that is hidden does wait for somebody."""
    desk.send("replace", desk.one["id"], content=rich("Vårt."))
    desk.send("hide", desk.one["id"])
    assert "Needs you" not in desk.page()
    assert waiting(desk) == 0
    desk.send("replace", desk.inner["id"], content=rich("Vårt inre."))
    desk.send("hide", desk.part["id"])
    needs = desk.page().split("Needs you")[1]
    assert needs.count("Waits until what it stands in is shown again") == 1
    assert waiting(desk) == 1


def test_only_ones_own_change_is_told_as_done(desk: Desk) -> None:
    """A colleague who opens the address, or an address older than the latest change, gets no *Undo*."""
    address = desk.send("hide", desk.one["id"]).redirect_chain[-1][0]
    assert "Hid “One”." in desk.client.get(address).content.decode()
    colleague = client_of(partner_of(desk.edition, name="ulla"))
    assert "Hid “One”." not in colleague.get(address).content.decode()
    sent = {"version": desk.version, "reason": "law"}
    colleague.post(desk.url(open="hide", at=desk.two["id"]), sent)
    shown = desk.client.get(address).content.decode()
    assert 'id="notice"' not in shown
    assert "Hid “Two”." not in shown


def test_a_name_turns_no_sentence_round(desk: Desk) -> None:
    """A sign that turns the direction of writing stays in the text that it was written in."""
    turned = {**desk.one, "value": "<p>\u202eOne.</p>"}
    desk.show(turned, desk.two, desk.part)
    assert "Hid “One”." in desk.send("hide", desk.one["id"]).content.decode()
    assert "Hid “One”." in desk.client.get(desk.url("history")).content.decode()


def test_a_conflict_of_looks_is_seen_and_heard(desk: Desk) -> None:
    """A word that the author made bold, and nothing else: on this screen, and between two drafts."""
    desk.send("replace", desk.one["id"], content=rich("Vårt."))
    desk.show({**desk.one, "value": "<p><b>One</b>.</p>"}, desk.two, desk.part)
    conflict = desk.page().split("The master now")[1].split("</dd>")[0]
    assert "<b><bdi>One</bdi></b>" in conflict
    assert "(<bdi>bold</bdi>)" in conflict
    assert "[added:" in conflict
