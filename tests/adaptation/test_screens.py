"""Somebody who knows the country reads a page and changes it, block by block."""

from __future__ import annotations

import pytest

from tests.adaptation.screening import Desk, rich
from translation_workflow.adaptation.models import Layer
from translation_workflow.adaptation.operations import Verb

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk() -> Desk:
    return Desk()


def test_the_page_is_read_in_the_editions_words(desk: Desk) -> None:
    """With its section's name, and what is translated said in words; looking writes nothing."""
    desk.world.type("One.", "Ett.")
    desk.world.publish()
    shown = desk.page()
    assert "Body" in shown
    assert "<p>Ett.</p>" in shown
    assert shown.index("Ett.") < shown.index("Two.") < shown.index("Inner.")
    assert "Translated" in shown
    assert "As in the master" in shown
    assert not Layer.objects.exists()


def test_a_block_is_hidden_with_a_reason_and_shown_again(desk: Desk) -> None:
    """It stays on this screen; what happened is said, and undone with one press."""
    answer = desk.send("hide", desk.one["id"], note="Not our law.").content.decode()
    assert "Hid “One”." in answer
    assert "Hidden from readers" in answer
    assert "Not our law." in answer
    hide = desk.by(Verb.HIDE)
    assert (hide.reason, hide.author) == ("law", "siv")
    answer = desk.press("take_back", number=hide.id).content.decode()
    assert "Showed “One” again." in answer
    assert desk.decisions == []


def test_a_replacement_starts_from_the_translation(desk: Desk) -> None:
    """And is written with the block's own editor; nothing of it is live."""
    desk.world.type("One.", "Ett.")
    desk.world.publish()
    assert "Ett." in desk.page(open="replace", at=desk.one["id"]).split('id="open"')[1]
    answer = desk.send("replace", desk.one["id"], content=rich("Vårt eget.")).content.decode()
    assert "Vårt eget." in answer
    assert "Ours instead of the master&#x27;s" in answer
    assert not Layer.objects.get().live


def test_a_block_is_put_in_after_another(desk: Desk) -> None:
    """First its kind is chosen, among those that the place takes; a heading and a text are two kinds."""
    opened = desk.page(open="insert", side="after", at=desk.one["id"])
    assert "kind=text" in opened
    assert "kind=section" in opened
    answer = desk.send("insert", desk.one["id"], side="after", kind="text", content=rich("Nytt."))
    shown = answer.content.decode()
    assert "Put in “Nytt”." in shown
    assert shown.index("<p>One.</p>") < shown.index("Nytt.</p>") < shown.index("<p>Two.</p>")
    answer = desk.press("take_back", number=desk.by(Verb.INSERT).id).content.decode()
    assert "Took “Nytt” out again." in answer


def test_a_block_is_put_in_at_the_start_of_a_part(desk: Desk) -> None:
    """Where nothing stands beside it."""
    at = f"{desk.part['id']}.content"
    assert 'id="open"' in desk.page(open="insert", side="start", at=at)
    desk.send("insert", at, side="start", kind="text", content=rich("Först."))
    shown = desk.page()
    assert shown.index("Part") < shown.index("Först.") < shown.index("<p>Inner.</p>")


def test_our_words_are_changed(desk: Desk) -> None:
    """With the reason and the note of before in the form."""
    desk.send("replace", desk.one["id"], content=rich("Vårt."), note="Först")
    assert "Först" in desk.page(open="edit", at=desk.one["id"]).split('id="open"')[1]
    answer = desk.send("edit", desk.one["id"], content=rich("Vårt hus."), reason="finance")
    assert "Changed our words in “One”." in answer.content.decode()
    (kept,) = desk.decisions
    assert kept.reason == "finance"
    assert "Vårt hus." in str(kept.operation.content)


def test_a_block_moves_by_steps_and_comes_home(desk: Desk) -> None:
    """Down and up again is no decision."""
    shown = desk.press("step", step=f"down:{desk.one['id']}").content.decode()
    assert shown.index("<p>Two.</p>") < shown.index("<p>One.</p>")
    assert "Moved by us" in shown
    shown = desk.press("step", step=f"down:{desk.one['id']}").content.decode()
    assert shown.index("<p>Inner.</p>") < shown.index("<p>One.</p>")
    assert len(desk.decisions) == 1
    desk.press("step", step=f"up:{desk.one['id']}")
    desk.press("step", step=f"up:{desk.one['id']}")
    assert desk.decisions == []


def test_a_step_passes_what_is_hidden(desk: Desk) -> None:
    """Readers do not see it there; who sends a block to where it stands is told."""
    answer = desk.send("move", desk.one["id"], place="start:body").content.decode()
    assert "It stands there already." in answer
    desk.send("hide", desk.two["id"])
    shown = desk.press("step", step=f"up:{desk.part['id']}").content.decode()
    assert shown.index("<p>Inner.</p>") < shown.index("<p>One.</p>")
    answer = desk.press("step", step=f"down:{desk.inner['id']}").content.decode()
    assert "It cannot go further in that direction." in answer


def test_a_block_moves_to_a_place_in_another_one(desk: Desk) -> None:
    """The select names places with the words that stand there; never those in the block itself."""
    opened = desk.page(open="move", at=desk.one["id"])
    assert "After “Inner”" in opened
    assert "After “Inner”" not in desk.page(open="move", at=desk.part["id"])
    shown = desk.send("move", desk.one["id"], place=f"after:{desk.inner['id']}").content.decode()
    assert shown.index("<p>Inner.</p>") < shown.index("<p>One.</p>")


def test_what_we_put_in_moves_too(desk: Desk) -> None:
    """As itself, with its id."""
    desk.send("insert", desk.one["id"], side="after", kind="text", content=rich("Nytt."))
    content = desk.by(Verb.INSERT).operation.content or {}
    shown = desk.send("move", content["id"], place=f"after:{desk.two['id']}").content.decode()
    assert shown.index("<p>Two.</p>") < shown.index("Nytt.</p>")
    (kept,) = desk.decisions
    assert (kept.operation.content or {})["id"] == content["id"]


def test_the_whole_page_is_left_out_and_had_again(desk: Desk) -> None:
    """The page says so as long as it is."""
    answer = desk.press("leave_out", leave_out="yes").content.decode()
    assert "The edition does without this page" in answer
    assert "Left the whole page out." in answer
    answer = desk.press("leave_out", leave_out="no").content.decode()
    assert "The edition does without this page" not in answer


def test_every_change_is_undone_with_one_press(desk: Desk) -> None:
    """Also the first, and an undo itself."""
    desk.send("hide", desk.one["id"])
    desk.send("hide", desk.two["id"])
    before = Layer.objects.get().revisions.order_by("pk")[0].pk
    desk.press("restore", revision=before)
    assert [one.operation.block for one in desk.decisions] == [desk.one["id"]]
    desk.press("restore", revision=0)
    assert desk.decisions == []


def test_the_history_says_who_did_what_and_goes_back(desk: Desk) -> None:
    """Latest first."""
    desk.send("hide", desk.one["id"])
    desk.send("replace", desk.two["id"], content=rich("Två."))
    desk.press("leave_out", leave_out="yes")
    shown = desk.client.get(desk.url("history")).content.decode()
    assert shown.index("Left the whole page out.") < shown.index("Said something else instead of “Two”.")
    assert shown.index("Said something else instead of “Two”.") < shown.index("Hid “One”.")
    assert "siv" in shown
    assert shown.count("Go back to this state") == 2


def test_a_conflict_shows_three_texts_and_is_settled(desk: Desk) -> None:
    """What the master said, what it says now with the difference, and ours; keeping is one press."""
    desk.send("replace", desk.one["id"], content=rich("Vårt."))
    desk.show({**desk.one, "value": "<p>One house.</p>"}, desk.two, desk.part)
    shown = desk.page()
    for words in ("The master, when you decided", "The master now", "<ins>", "Vårt."):
        assert words in shown
    answer = desk.press("keep", number=desk.by(Verb.REPLACE).id).content.decode()
    assert "Kept our decision on" in answer
    assert "The master now" not in desk.page()


def test_new_words_answer_a_conflict(desk: Desk) -> None:
    """Where somebody says that they do."""
    desk.send("replace", desk.one["id"], content=rich("Vårt."))
    desk.show({**desk.one, "value": "<p>One house.</p>"}, desk.two, desk.part)
    desk.send("edit", desk.one["id"], content=rich("Vårt hem."))
    assert "The master now" in desk.page()
    desk.send("edit", desk.one["id"], content=rich("Vårt hus."), settles="on")
    assert "The master now" not in desk.page()


def test_what_lost_its_place_is_listed_and_can_be_moved(desk: Desk) -> None:
    """Its words stay on the page at the nearest place."""
    desk.send("replace", desk.two["id"], content=rich("Vårt."))
    desk.show(desk.one, desk.part)
    shown = desk.page()
    assert "The master took its place away" in shown
    assert shown.index("<p>One.</p>") < shown.index(
        '<p data-block-key="a">Vårt.</p>'.replace(' data-block-key="a"', "")
    )
    desk.send("move", desk.two["id"], place=f"after:{desk.part['id']}")
    shown = desk.page()
    assert "The master took its place away" not in shown
    assert shown.index("<p>Inner.</p>") < shown.index("Vårt.</p>")


def test_what_waits_in_a_hidden_part_is_listed(desk: Desk) -> None:
    """It comes back when the part is shown again."""
    desk.send("insert", desk.inner["id"], side="after", kind="text", content=rich("Nytt."))
    desk.send("hide", desk.part["id"])
    assert "Waits until what it stands in is shown again" in desk.page()
    desk.press("take_back", number=desk.by(Verb.HIDE).id)
    assert "Waits until" not in desk.page()


def test_what_comes_beside_ours_stands_there(desk: Desk) -> None:
    """Before or after a block of our own, and directly after one of the master's."""
    desk.send("insert", desk.one["id"], side="after", kind="text", content=rich("Ours."))
    ours = (desk.by(Verb.INSERT).operation.content or {})["id"]
    for side, words in (("after", "Below."), ("before", "Above.")):
        desk.send("insert", ours, side=side, kind="text", content=rich(words))
    desk.send("insert", desk.one["id"], side="after", kind="text", content=rich("First."))
    shown = desk.page()
    words = ("<p>One.</p>", "First.</p>", "Above.</p>", "Ours.</p>", "Below.</p>", "<p>Two.</p>")
    assert sorted(words, key=shown.index) == list(words)


def test_what_comes_beside_a_moved_block_stands_where_it_is_shown(desk: Desk) -> None:
    """Not where the master has it; also when it is another block that moves there."""
    desk.send("move", desk.one["id"], place=f"after:{desk.inner['id']}")
    desk.send("insert", desk.one["id"], side="after", kind="text", content=rich("Ours."))
    desk.send("move", desk.two["id"], place=f"after:{desk.one['id']}")
    shown = desk.page()
    words = ("<p>Inner.</p>", "<p>One.</p>", "<p>Two.</p>", "Ours.</p>")
    assert sorted(words, key=shown.index) == list(words)


def test_blocks_step_past_ours(desk: Desk) -> None:
    """One of the master's past what we put in after it, and back home; ours past one of the master's."""
    desk.send("insert", desk.one["id"], side="after", kind="text", content=rich("Ours."))
    ours = (desk.by(Verb.INSERT).operation.content or {})["id"]
    shown = desk.press("step", step=f"down:{desk.one['id']}").content.decode()
    assert shown.index("Ours.</p>") < shown.index("<p>One.</p>") < shown.index("<p>Two.</p>")
    shown = desk.press("step", step=f"up:{desk.one['id']}").content.decode()
    assert [one.operation.verb for one in desk.decisions] == [Verb.INSERT]
    shown = desk.press("step", step=f"up:{ours}").content.decode()
    assert shown.index("Ours.</p>") < shown.index("<p>One.</p>")
    shown = desk.press("step", step=f"down:{ours}").content.decode()
    shown = desk.press("step", step=f"down:{ours}").content.decode()
    assert shown.index("<p>Two.</p>") < shown.index("Ours.</p>") < shown.index("<p>Inner.</p>")


def test_something_is_put_in_at_the_end(desk: Desk) -> None:
    """Of a section: behind all that stands there, ours too."""
    assert "Put something in at the end" in desk.page()
    for words in ("Last.", "Very last."):
        desk.send("insert", "body", side="end", kind="text", content=rich(words))
    shown = desk.page()
    assert shown.index("<p>Inner.</p>") < shown.index("Last.</p>") < shown.index("Very last.</p>")


def test_a_refusal_names_blocks_by_their_words(desk: Desk) -> None:
    """Nobody knows an id; and what was typed is there, though its place is not on the page any more."""
    desk.send("hide", desk.part["id"])
    typed = rich("Typed for nothing?")
    answer = desk.send("insert", f"{desk.part['id']}.content", side="start", kind="text", content=typed)
    shown = answer.content.decode().split('id="open"')[1].split("</section>")[0]
    assert "Inserting “Body › “Part”” is not possible: what it would stand in is hidden." in shown
    assert "Typed for nothing?" in shown


def test_words_for_a_block_that_went_meanwhile_are_shown(desk: Desk) -> None:
    """The author deleted it while somebody wrote: they can copy what they typed."""
    version = desk.version
    desk.show(desk.two, desk.part)
    data = {"version": version, "reason": "law", "note": "<b>For Eva", "content": rich("An hour's work.")}
    answer = desk.client.post(desk.url(open="replace", at=desk.one["id"]), data).content.decode()
    assert "The block that you wrote for is not there any more." in answer
    assert "An hour&#x27;s work." in answer
    assert "&lt;b&gt;For Eva" in answer
    assert not Layer.objects.exists()


EU, OURS = "https://eu.example/?a=1&b=2", "https://klimat.example/"


def with_links(desk: Desk, *addresses: str) -> None:
    """Let the first block have these links."""
    links = " ".join(f'<a href="{to.replace("&", "&amp;")}">link {n}</a>' for n, to in enumerate(addresses))
    desk.show({**desk.one, "value": f"<p>See {links}.</p>"}, desk.two, desk.part)


def test_a_link_leads_elsewhere_and_back(desk: Desk) -> None:
    """A page or an address; the only link of a block is not asked for; the words stay."""
    with_links(desk, EU)
    assert "Readers who follow “link 0” get there" in desk.page(open="link", at=desk.one["id"])
    answer = desk.send("link", desk.one["id"], address=OURS).content.decode()
    assert "Let a link in “See link 0” lead elsewhere." in answer
    assert "A link leads elsewhere" in answer
    assert f'title="{OURS}"' in answer
    assert f'value="{OURS}"' in desk.page(open="link", at=desk.one["id"])
    answer = desk.send("link", desk.one["id"], page=desk.world.page.pk).content.decode()
    assert "lead elsewhere." in answer
    (kept,) = desk.decisions
    assert kept.operation.link
    assert kept.operation.link.to == f"page:{desk.world.page.pk}"
    answer = desk.press("take_back", number=kept.id).content.decode()
    assert "lead where the master&#x27;s leads." in answer
    assert desk.decisions == []


def test_of_several_links_one_is_chosen(desk: Desk) -> None:
    """By the words that lead there."""
    from urllib.parse import quote

    with_links(desk, EU, "https://two.example/")
    opened = desk.page(open="link", at=desk.one["id"])
    assert "Which link?" in opened
    assert "link 1" in opened
    desk.send("link", desk.one["id"], kind=quote(EU, safe=""), address=OURS)
    desk.send("link", desk.one["id"], kind=quote("https://two.example/", safe=""), address=OURS)
    leads = [one.operation.link.leads for one in desk.decisions if one.operation.link]
    assert leads == [EU, "https://two.example/"]


def test_a_link_needs_one_goal(desk: Desk) -> None:
    """Neither, both, or one that is no address: told, with what was typed."""
    with_links(desk, EU)
    for sent in ({}, {"address": OURS, "page": desk.world.page.pk}):
        answer = desk.send("link", desk.one["id"], **sent).content.decode()
        assert "Choose a page, or write an address: one of the two." in answer
    answer = desk.send("link", desk.one["id"], address="javascript:alert(1)").content.decode()
    assert "is no address. Expected: one that begins with https://" in answer
    assert 'value="javascript:alert(1)"' in answer
    assert desk.decisions == []


def test_a_link_that_the_master_changed_is_compared(desk: Desk) -> None:
    """Where it led, where it leads, where ours leads; changing ours answers it."""
    with_links(desk, EU)
    desk.send("link", desk.one["id"], address=OURS)
    with_links(desk, "https://new.example/")
    shown = desk.page()
    assert "We let a link lead elsewhere." in shown
    assert "open=link&amp;kind=https%3A%2F%2Fnew.example%2F" in shown
    desk.send("link", desk.one["id"], address="https://ours.example/")
    (kept,) = desk.decisions
    assert kept.operation.link
    assert (kept.operation.link.leads, kept.operation.link.to) == (
        "https://new.example/",
        "https://ours.example/",
    )
    assert "We let a link lead elsewhere." not in desk.page()
    desk.show({**desk.one, "value": "<p>No link.</p>"}, desk.two, desk.part)
    assert "The link is not in the master's text any more" in desk.page()


def test_words_that_were_just_typed_are_read_and_said_to_need_work(desk: Desk) -> None:
    """Also where nobody saved a draft of the page since: a replacement starts from them."""
    desk.world.type("One.", "Ett.")
    assert "<p>Ett.</p>" in desk.page()
    desk.world.publish()
    desk.show({**desk.one, "value": "<p>One or more.</p>"}, desk.two, desk.part)
    shown = desk.page()
    assert "<p>Ett.</p>" in shown
    assert "Needs work" in shown
    assert "Ett." in desk.page(open="replace", at=desk.one["id"]).split('id="open"')[1]
