"""What stands around the texts of a page: its neighbours, its end, what nobody reads, what lost its place."""

from __future__ import annotations

import pytest
from django.urls import reverse
from wagtail.models import WorkflowState

from pages.models import Tool
from tests.desk.screening import Desk
from tests.machine.drafting import asking
from tests.machine.serving import serving
from tests.people import client_of, partner_of
from tests.programme.starter import block
from tests.publishing.builders import quiet
from translation_workflow.adaptation.edit import decide, layer_of, leave_out
from translation_workflow.adaptation.operations import Operation, Verb
from translation_workflow.desk.models import TypedDraft
from translation_workflow.editions.roles import Role
from translation_workflow.overview.tasks import Task, What
from translation_workflow.overview.telling import address_of
from translation_workflow.review.submit import submit_programme

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk() -> Desk:
    return Desk()


def tool(desk: Desk, name: str) -> Tool:
    """Return a text that pages share, translated from now on."""
    programme = desk.world.programme
    one = Tool.objects.create(
        programme=programme, locale=programme.master_locale, name=name, description=f"Try the {name}."
    )
    submit_programme(programme, progress=quiet)
    desk.world.work()
    return one


def test_the_pages_before_and_after_are_one_press_away(desk: Desk) -> None:
    """In the order of the readers; before the first and after the last there is none."""
    more = desk.world.add_page("More", "<p>Still more.</p>")
    desk.world.submit()
    page = desk.open()
    assert (page.previous.title, page.next.title) == ("Towns", "More")
    assert page.next.url == desk.url(key=more.translation_key)
    last = desk.client.get(page.next.url).context["page"]
    assert (last.previous.title, last.next) == ("Legal", None)


def test_what_an_edition_hides_is_told_and_not_asked_for(desk: Desk) -> None:
    """Neither to be typed in nor counted; so it is with all texts of a page that it does without."""
    layer = layer_of(desk.edition, desk.key)
    decide(layer, Operation("", Verb.HIDE, "", desk.world.page.body.raw_data[0]["id"]), version=layer.version)
    piece, page = desk.segment("One"), desk.open()
    assert "hides or replaces" in piece.told
    assert not piece.is_exception
    assert len(page.to_translate) == len(page.segments) - 1
    shown = desk.client.get(desk.url()).content.decode()
    assert f'id="words-{piece.id}"' not in shown
    assert f'id="words-{desk.segment("Inner").id}"' in shown
    layer.refresh_from_db()
    leave_out(layer, is_left_out=True, version=layer.version)
    assert desk.open().to_translate == []


def test_typed_words_whose_text_is_gone_are_shown(desk: Desk) -> None:
    """An author took the text out before its translation came into the page."""
    assert desk.send("keep", "One", words="Ett <b>träd</b>.").status_code == 200
    desk.show(block("two", "text", "<p>Another one.</p>"))
    [left] = desk.open().left_behind
    assert (left.source, left.words, left.now) == ("One tree.", "Ett <b>träd</b>.", "")
    assert "Ett <b>träd</b>." in desk.client.get(desk.url()).content.decode()
    other = client_of(partner_of(desk.edition, name="per"))
    assert desk.open(other).left_behind == []
    assert TypedDraft.objects.get().person == desk.user


def test_typed_words_lead_to_the_text_that_took_the_place_of_theirs(desk: Desk) -> None:
    """An author changed one of two texts of a block, twice: first a little, then beyond recognition."""
    desk.show(block("one", "text", "<p>One tree stands here.</p><p>And a bench.</p>"))
    assert desk.send("keep", "One", words="Ett träd står här.").status_code == 200
    desk.show(block("one", "text", "<p>And a bench.</p><p>One old tree stands here.</p>"))
    assert [one.now for one in desk.open().left_behind] == [desk.segment("One old").id]
    desk.show(block("one", "text", "<p>Something else.</p>"))
    assert [one.now for one in desk.open().left_behind] == [desk.segment("Something").id]


def test_a_page_is_sent_to_its_reviewers(desk: Desk) -> None:
    """By the button at its end, with a sentence; the desk says then that it waits. Twice is told, too."""
    desk.settle("One", "Ett träd.")
    assert f'action="{desk.url("send")}"' in desk.client.get(desk.url()).content.decode()
    assert not desk.open().waits_for_review
    answer = desk.client.post(desk.url("send"), {"drawn_for": desk.user.pk}, follow=True)
    assert "was sent to the reviewers" in answer.content.decode()
    assert desk.open().waits_for_review
    again = desk.client.post(desk.url("send"), follow=True).content.decode()
    assert "waits" in again
    assert WorkflowState.objects.count() == 1


def test_home_leads_to_the_button_that_sends(desk: Desk) -> None:
    """Not to the top of a long page; who publishes goes to the review."""
    ready = Task(What.READY, 1, (desk.key,))
    address, dot, fragment = address_of(ready, desk.edition, approves=False).partition("#")
    assert (address, dot) == (desk.url(), "#")
    assert f'id="{fragment}"' in desk.client.get(address).content.decode()
    assert "#" not in address_of(ready, desk.edition, approves=True)


def test_a_machine_suggests_on_request(desk: Desk) -> None:
    """What it says is shown with its name, its links are those of the source, and nothing is written."""
    with serving() as machine, asking(machine):
        assert desk.open().may_ask_machine
        answer = desk.send("suggest", "Read").json()
        assert machine.asked
    assert '<a data-id="a1">' in answer["words"]
    assert "libretranslate" in answer["origin_label"].lower()
    assert desk.row("Read") is None


def test_a_machine_that_does_not_answer_is_told(desk: Desk) -> None:
    """With a sentence, and the page goes on."""
    with serving() as machine, asking(machine):
        machine.status = 400
        answer = desk.send("suggest", "One")
    assert answer.status_code == 422
    assert answer.json()["detail"]


def test_texts_that_pages_share_are_translated_here_too(desk: Desk) -> None:
    """They have neighbours, and are reviewed without being sent; who comes to their editor is led here."""
    one, two = tool(desk, "Calculator"), tool(desk, "Meter")
    desk.world.type("Try the Calculator.", "Prova räknaren.")
    desk.world.publish()
    translated = Tool.objects.get(translation_key=one.translation_key, locale=desk.edition.locale)
    boss = partner_of(desk.edition, name="boss")
    boss.is_superuser = True
    boss.save()
    editor = reverse(translated.snippet_viewset.get_url_name("edit"), args=[translated.pk])
    answer = client_of(boss).get(editor)
    assert (answer.status_code, answer.url) == (302, desk.url(key=one.translation_key))
    shown = desk.client.get(answer.url)
    page = shown.context["page"]
    assert [piece.source_plain for piece in page.segments] == ["Try the Calculator."]
    assert (page.previous, page.next.url) == (None, desk.url(key=two.translation_key))
    assert "send" not in page.urls
    assert "They need not be sent" in shown.content.decode()
    reviewer = client_of(partner_of(desk.edition, name="rut", role=Role.REVIEWER))
    review = reviewer.get(answer.url).context["page"].urls["review"]
    assert reviewer.get(review).status_code == 200
