"""Any two states of an adaptation side by side: sentences, both texts, what readers get, and the way back."""

from __future__ import annotations

import re
from typing import Any

import pytest

from tests.adaptation.screening import Desk, rich
from tests.catalogues.screening import client_of, partner_of
from tests.plugin.remembered import remembered
from translation_workflow.adaptation.models import Layer
from translation_workflow.adaptation.operations import Verb
from translation_workflow.editions.models import Edition

pytestmark = pytest.mark.django_db


@remembered
def two_states() -> Desk:
    """Live is a replacement; the draft says it otherwise, hides a block and puts one in."""
    desk = Desk()
    desk.send("replace", desk.one["id"], content=rich("Vårt hus är rött."))
    desk.world.publish()
    desk.send("edit", desk.one["id"], content=rich("Vårt hus är grönt."))
    desk.send("hide", desk.two["id"])
    desk.send("insert", desk.part["id"], side="before", kind="text", content=rich("Vårt eget."))
    return desk


@pytest.fixture
def desk() -> Desk:
    return two_states()


def drafts(desk: Desk) -> list[int]:
    """The numbers of all drafts, oldest first."""
    layer = Layer.objects.get(edition=desk.edition)
    return [one.pk for one in layer.revisions.order_by("created_at", "pk")]


def compared(desk: Desk, **asked: Any) -> str:
    answer = desk.client.get(desk.url("compare"), {name.strip("_"): value for name, value in asked.items()})
    assert answer.status_code == 200
    return str(answer.content.decode())


def test_what_is_live_and_the_draft_are_compared_unasked(desk: Desk) -> None:
    """In sentences, and block by block with the words that differ."""
    shown = compared(desk)
    for sentence in (
        "Changed our words in “One”.",
        "Hid “Two”.",
        "Put in “Vårt eget”.",
    ):
        assert sentence in shown
    assert re.search(r"<del>.*rött.*</del><ins>.*grönt.*</ins>", shown)
    assert shown.count('class="adaptations-difference"') == 3
    hidden = shown.split(">Two<")[1].split("</section>")[0]
    assert "Nothing is decided here." in hidden
    assert "We hide this block." in hidden
    assert "Nothing.</p>" in hidden
    ours = shown.split(">Vårt eget<")[1].split("</section>")[0]
    assert "before “Part”" in ours


def test_any_two_drafts_are_compared_either_way(desk: Desk) -> None:
    """From a later to an earlier one, what was done is undone."""
    first, second, third, *_rest = drafts(desk)
    assert "Hid “Two”." in compared(desk, from_=second, to=third)
    assert "Showed “Two” again." in compared(desk, from_=third, to=second)
    assert "Changed our words in “One”." in compared(desk, from_=first, to=second)
    assert "Hid" not in compared(desk, from_=first, to=second).split("What the second has")[1]


def test_the_plain_translation_is_a_state_too(desk: Desk) -> None:
    """All that was ever decided, at once."""
    shown = compared(desk, from_="plain", to="live")
    assert "Said something else instead of “One”." in shown
    assert shown.count('class="adaptations-difference"') == 1
    assert "Took the master&#x27;s words again for “One”." in compared(desk, from_="live", to="plain")


def test_the_same_state_twice_is_told(desk: Desk) -> None:
    """Nobody is left before an empty page."""
    assert "You chose the same state twice" in compared(desk, from_="live", to="live")
    assert "You chose the same state twice" not in compared(desk)


def test_two_states_that_say_the_same_are_told(desk: Desk) -> None:
    """A draft that went back to what is live differs in nothing."""
    live = Layer.objects.get(edition=desk.edition).live_revision_id
    desk.press("restore", revision=live)
    assert "Nothing is different." in compared(desk)


@pytest.mark.parametrize("name", ["0", "999999", "-1", "x", "1" * 30, "draft"])
def test_what_is_no_state_is_not_found(desk: Desk, name: str) -> None:
    """Whatever an address says."""
    for side in ("from", "to"):
        assert desk.client.get(desk.url("compare"), {side: name}).status_code == 404


def test_another_layers_draft_is_not_found(desk: Desk) -> None:
    """Neither of another edition, nor of another page of the same."""
    other = Edition.objects.get(programme=desk.edition.programme, code="fi")
    client = client_of(partner_of(other, name="aino"))
    theirs = desk.url("compare").replace(f"/{desk.edition.pk}/", f"/{other.pk}/")
    assert client.get(theirs).status_code == 200
    assert client.get(theirs, {"from": drafts(desk)[0]}).status_code == 404
    assert client.get(desk.url("compare")).status_code == 404
    page = desk.world.add_page("Contact", "Write to us.")
    desk.world.work()
    beside = desk.url("compare").replace(str(desk.world.page.translation_key), str(page.translation_key))
    assert desk.client.get(beside, {"to": drafts(desk)[0]}).status_code == 404


def test_either_state_is_had_again_with_one_press(desk: Desk) -> None:
    """A button for each that the draft is not; what it sends is what brings that state back."""
    shown = compared(desk)
    numbers = re.findall(r'name="revision" value="(\d+)"', shown)
    assert numbers == [str(Layer.objects.get(edition=desk.edition).live_revision_id)]
    desk.press("restore", revision=numbers[0])
    assert [one.operation.verb for one in desk.decisions] == [Verb.REPLACE]
    shown = compared(desk, from_="plain", to="live")
    assert re.findall(r'name="revision" value="(\d+)"', shown) == ["0"]
    desk.press("restore", revision="0")
    assert desk.decisions == []


def test_a_page_that_is_left_out_gives_readers_nothing(desk: Desk) -> None:
    """Whatever was decided about its blocks."""
    desk.press("leave_out", leave_out="yes")
    shown = compared(desk)
    assert "Left the whole page out." in shown
    assert "Nothing: the whole page is left out." in shown


def test_what_waits_is_shown_as_ours_and_not_as_readers_get_it(desk: Desk) -> None:
    """Words in a part that is hidden later are not lost from sight."""
    desk.send("replace", desk.inner["id"], content=rich("Vårt inre."))
    desk.send("hide", desk.part["id"])
    inner = compared(desk).split(">Inner<")[1].split("</section>")[0]
    assert "What we wrote, which readers do not get" in inner
    assert "Vårt inre." in inner


def test_moves_and_reasons_are_told(desk: Desk) -> None:
    """Where a block went, and why."""
    desk.press("step", step=f"down:{desk.one['id']}")
    shown = compared(desk)
    assert "We show this block elsewhere:" in shown
    assert "Law · siv" in shown


def test_an_untouched_page_has_nothing_to_compare() -> None:
    """The screen is there before the first decision."""
    assert "You chose the same state twice" in compared(Desk())


def test_the_history_offers_to_compare(desk: Desk) -> None:
    """Two columns of choices; what is usual is chosen: what is live, and the draft."""
    shown = desk.client.get(desk.url("history")).content.decode()
    chosen = re.findall(r'name="(from|to)" value="(\w+)" form="adaptations-compare"[^>]* checked', shown)
    assert chosen == [("from", "live"), ("to", str(drafts(desk)[-1]))]
    assert shown.count('name="to"') == len(drafts(desk)) + 2
    assert desk.url("compare").rstrip("?") in desk.page()


def test_words_of_a_layer_are_escaped(desk: Desk) -> None:
    """What somebody wrote is text, wherever it is shown."""
    desk.send("edit", desk.one["id"], content=rich("<script>alert(1)</script>"))
    assert "<script>alert(1)" not in compared(desk)


def test_it_costs_the_same_for_many_differences(desk: Desk, django_assert_max_num_queries: Any) -> None:
    """States, words and names are each read at once, however long the history is."""
    for number in range(12):
        desk.send("insert", desk.one["id"], side="after", kind="text", content=rich(f"Vårt {number}."))
    with django_assert_max_num_queries(25):
        shown = compared(desk)
    assert shown.count('class="adaptations-difference"') == 15
