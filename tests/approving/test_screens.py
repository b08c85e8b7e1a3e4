"""The screens of the review: what they show, and what their buttons do."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from tests.approving.reviewing import Reviewed
from tests.people import client_of
from translation_workflow.approving.pieces import look_at
from translation_workflow.approving.queue import Stage, waiting
from translation_workflow.approving.screens.sent import written
from translation_workflow.talk.models import Remark

pytestmark = pytest.mark.django_db

TREES = "More trees."


def form(world: Reviewed, **more: Any) -> dict[str, Any]:
    """What the browser sends besides the button."""
    looked = look_at(world.edition, world.key, user=world.reviewer)
    assert looked is not None
    return {"seen": written(looked), "layer": looked.outlook.layer, **more}


def named(world: Reviewed, text: str) -> str:
    context, string = world.place(text)
    return f"{context}-{string}"


def press(world: Reviewed, user: Any, **more: Any) -> Any:
    return world.client(user).post(world.url(), form(world, **more), follow=True)


@pytest.fixture
def world() -> Reviewed:
    world = Reviewed()
    world.translate()
    world.send()
    return world


def test_a_reviewer_sees_words_source_and_what_can_be_done(world: Reviewed) -> None:
    """The page has both texts, who sent it, and the button that publishes it."""
    body = world.client(world.reviewer).get(world.url()).content.decode()
    for expected in (
        "Fler träd.",
        TREES,
        "translator-sv sent this for review",
        'value="approve_publish"',
        "It can be published",
    ):
        assert expected in body


def test_a_translator_looks_and_decides_nothing(world: Reviewed) -> None:
    """Who does not review sees what waits, and no button to decide; the page can be taken back."""
    body = world.client(world.translator).get(world.url()).content.decode()
    assert "Fler träd." in body
    assert 'name="act"' not in body
    assert world.url("take_back") in body


def test_one_many_and_all_are_approved(world: Reviewed) -> None:
    """A piece by its own button, chosen ones together, and the page at once."""
    press(world, world.reviewer, approve_one=named(world, TREES))
    assert world.states()[TREES] == "approved"
    press(world, world.reviewer, act="approve", piece=[named(world, "Towns")])
    assert world.states()["Towns"] == "approved"
    press(world, world.reviewer, act="approve_all")
    assert set(world.states().values()) == {"approved"}


def test_a_piece_is_sent_back_with_its_own_note(world: Reviewed) -> None:
    """The note beside a piece goes with that piece."""
    name = named(world, TREES)
    press(world, world.reviewer, send_back_one=name, **{f"note-{name}": "Which?"})
    assert world.states()[TREES] == "needs_work"
    assert Remark.objects.get().text == "Which?"


def test_a_page_is_published(world: Reviewed) -> None:
    """One press approves and publishes, and the next screen says so."""
    body = press(world, world.reviewer, act="approve_publish").content.decode()
    assert "Published “" in body
    assert world.own().live


def test_what_changed_meanwhile_is_marked(world: Reviewed) -> None:
    """The answer to a decision that was overtaken is the page as it is, with the piece marked."""
    sent = form(world, act="approve_publish")
    world.type(TREES, "Flera träd.")
    answer = world.client(world.reviewer).post(world.url(), sent)
    body = answer.content.decode()
    assert answer.status_code == 409
    assert body.count("approving-piece--changed") == 1
    assert "Flera träd." in body
    assert not world.own().live


def test_a_note_is_not_lost(world: Reviewed) -> None:
    """What somebody typed stands in the form again where nothing could be done."""
    answer = world.client(world.reviewer).post(
        world.url(), form(world, act="send_back", note="<b>See the glossary")
    )
    assert answer.status_code == 422
    assert "&lt;b&gt;See the glossary" in answer.content.decode()


def test_notes_are_text(world: Reviewed) -> None:
    """A note with markup is shown as it was typed, in the list and on the page."""
    press(world, world.reviewer, act="return", note="<script>alert(1)</script>")
    client = world.client(world.translator)
    for url in (world.url(), world.url().split(f"{world.edition.pk}/")[0]):
        body = client.get(url).content.decode()
        assert "<script>alert(1)" not in body
        assert "&lt;script&gt;alert(1)" in body


@pytest.mark.parametrize(
    "sent",
    [
        {},
        {"act": "anything"},
        {"act": "approve"},
        {"act": "approve", "piece": ["1", "-1", "1-", "99999999999999999999-1", "x-y"]},
        {"act": "publish", "seen": "\x00" * 50, "layer": "9" * 40},
        {"approve_one": "'; drop table"},
    ],
)
def test_forms_that_nobody_pressed_do_nothing(world: Reviewed, sent: dict[str, Any]) -> None:
    """A form without a button, or with anything in it, ends in a sentence."""
    answer = world.client(world.reviewer).post(world.url(), sent)
    assert answer.status_code in (302, 409, 422)
    assert set(world.states().values()) == {"translated"}
    assert not world.own().live


def test_a_translator_presses_nothing(world: Reviewed) -> None:
    """A form that a reviewer's page has, sent by who may not: refused, and nothing changed."""
    for act in ("approve_all", "approve_publish", "publish", "return", "send_back"):
        sent = form(world, act=act, note="x", piece=[named(world, TREES)])
        assert world.client(world.translator).post(world.url(), sent).status_code in (302, 403)
    assert set(world.states().values()) == {"translated"}
    assert not world.own().live
    assert waiting(world.edition)[0].stage is Stage.SENT


def test_a_role_that_was_lost_meanwhile_counts(world: Reviewed) -> None:
    """A form that was shown to a reviewer is worth nothing once the role is gone."""
    client, sent = world.client(world.reviewer), form(world, act="approve_publish")
    world.reviewer.groups.clear()
    assert client.post(world.url(), sent).status_code in (302, 403, 404)
    assert not world.own().live


def test_another_editions_page_is_not_found(world: Reviewed) -> None:
    """Ids of another edition in the address lead nowhere, for looking and for pressing."""
    client = world.client(world.stranger)
    assert client.get(world.url()).status_code == 404
    assert client.post(world.url(), form(world, act="approve_publish")).status_code == 404
    for name in ("send", "take_back"):
        assert client.post(world.url(name)).status_code == 404
    assert waiting(world.edition)[0].stage is Stage.SENT


def test_one_editions_form_decides_nothing_in_another(world: Reviewed) -> None:
    """The address says which edition it is: words of another, named in the form, are left alone."""
    sent = form(world, act="approve_all", piece=[named(world, TREES)])
    url = world.url(edition=world.other)
    world.client(world.stranger).post(url, sent)
    assert set(world.states().values()) == {"translated"}


def test_no_form_is_taken_without_its_token(world: Reviewed) -> None:
    """Each form is refused when another site sends it."""
    client = Client(enforce_csrf_checks=True)
    client.force_login(world.reviewer)
    for url in (world.url(), world.url("send"), world.url("take_back")):
        assert client.post(url, form(world, act="approve_publish")).status_code == 403
    assert waiting(world.edition)[0].stage is Stage.SENT


def test_a_state_cannot_be_smuggled_in(world: Reviewed) -> None:
    """What a form says of words and states besides is not read."""
    press(
        world,
        world.reviewer,
        approve_one=named(world, TREES),
        state="approved",
        words="Hackat",
        set_by="1",
        edition=str(world.other.pk),
    )
    assert world.segment(TREES).words == "Fler träd."
    assert world.states(world.other)[TREES] == "untranslated"


def test_an_object_that_nobody_has_is_not_found(world: Reviewed) -> None:
    """A key that the master never had is answered with 404."""
    client = client_of(world.reviewer)
    url = world.url().replace(str(world.key), "00000000-0000-4000-8000-000000000000")
    assert client.get(url).status_code == 404
    assert client.post(url, {"act": "publish"}).status_code == 404


def test_looking_is_cheap(world: Reviewed, django_assert_max_num_queries: Any) -> None:
    """A reviewer's page costs a number of questions that no page makes greater."""
    client = world.client(world.reviewer)
    client.get(world.url())
    with django_assert_max_num_queries(55):
        client.get(world.url())
