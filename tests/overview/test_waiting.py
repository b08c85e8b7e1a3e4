"""What waits for people: gathered from all rooms, for whom it concerns."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Page

from pages.models import FinanceInstrument, InfoPage
from tests.overview.town import Town, fresh
from tests.people import client_of, person
from tests.programme.starter import block
from translation_workflow.adaptation.edit import decide, layer_of
from translation_workflow.adaptation.operations import Operation, Verb
from translation_workflow.approving.decide import send_page_back
from translation_workflow.approving.queue import Sort, queue
from translation_workflow.approving.send import send_for_review
from translation_workflow.approving.workflows import keep_all_workflows
from translation_workflow.catalogue.models import Import, SetAside
from translation_workflow.editions.models import Edition
from translation_workflow.editions.policy import editions_for, may
from translation_workflow.editions.registry import add_edition
from translation_workflow.editions.roles import Act, Role
from translation_workflow.overview.tasks import What
from translation_workflow.overview.telling import address_of, desk_of
from translation_workflow.overview.waiting import waiting_for, waiting_in
from translation_workflow.source.states import send_back
from translation_workflow.source.titles import piece_url
from translation_workflow.talk.models import Thread
from translation_workflow.talk.speaking import answer, ask
from translation_workflow.talk.subject import Subject

pytestmark = pytest.mark.django_db


@pytest.fixture
def town() -> Town:
    return Town()


def numbers(user: Any, edition: Edition) -> dict[str, int]:
    return {str(task.what): task.number for task in waiting_for(fresh(user), edition).tasks}


def test_words_wait(town: Town) -> None:
    """What is untranslated and what needs work, with the pages to begin with, in reading order."""
    world = town.world
    assert numbers(town.siv, town.edition) == {"untranslated": 5}
    world.type("Legal", "Juridiskt")
    piece = world.segment("Legal")
    send_back({(piece.context, piece.string)}, town.edition, user=None)
    told = waiting_for(fresh(town.siv), town.edition)
    assert [(task.what, task.number) for task in told.tasks] == [(What.NEEDS_WORK, 1), (What.UNTRANSLATED, 4)]
    assert told.tasks[0].pages == (world.page.translation_key,)
    assert told.tasks[1].pages == (world.first.translation_key, world.page.translation_key)


def test_nobody_else_has_it(town: Town) -> None:
    """Who has no part in an edition has nothing to do there, and an author does not translate."""
    assert numbers(town.siv, town.other) == {}
    author = person(Role.AUTHOR, town.world.master, name="anna")
    assert numbers(author, town.edition) == {}


def test_reviews_wait_for_reviewers(town: Town) -> None:
    """What was sent waits for who approves; a translator has done what there was to do."""
    world = town.world
    for text in ("Legal", "About this site."):
        world.type(text, f"{text} på svenska")
    ruth = person(Role.REVIEWER, town.edition, name="ruth")
    assert numbers(ruth, town.edition) == {"ready": 1, "untranslated": 3}
    send_for_review(town.edition, world.page.translation_key, user=fresh(town.siv))
    assert numbers(ruth, town.edition) == {"reviews": 1, "untranslated": 3}
    assert numbers(town.siv, town.edition) == {"untranslated": 3}


def test_approval_waits_where_the_gate_asks_for_it(town: Town) -> None:
    """Translated words are to approve for who may, in an edition that publishes approved words only."""
    town.world.type("More trees.", "Fler träd.")
    ruth = person(Role.REVIEWER, town.edition, name="ruth")
    assert "to_approve" not in numbers(ruth, town.edition)
    Edition.objects.filter(pk=town.edition.pk).update(minimum_state="approved")
    town.edition.refresh_from_db()
    assert numbers(ruth, town.edition)["to_approve"] == 1
    assert "to_approve" not in numbers(town.siv, town.edition)


def test_adaptations_that_the_master_overtook_wait(town: Town) -> None:
    """A block that was hidden and says something else now, once."""
    world = town.world
    [body] = world.page.body.raw_data
    layer = layer_of(town.edition, world.page.translation_key)
    decide(layer, Operation("", Verb.HIDE, "", body["id"]), version=layer.version)
    assert "conflicts" not in numbers(town.siv, town.edition)
    world.page.refresh_from_db()
    world.page.body = [block("Legal", "text", "<p>Another text altogether.</p>")]
    world.page.save_revision().publish()
    world.work()
    assert numbers(town.siv, town.edition)["conflicts"] == 1
    assert "conflicts" not in numbers(person(Role.TRANSLATOR, town.other, name="fia"), town.other)


def test_files_and_facts_wait(town: Town) -> None:
    """Uploads to confirm, texts to settle, and facts whose day has come."""
    Import.objects.create(edition=town.edition, name="a.po", state=Import.State.WAITING, upload=b"x")
    Import.objects.create(edition=town.edition, name="b.po")
    for digest, settled in (("a", ""), ("b", ""), ("c", "taken")):
        SetAside.objects.create(
            edition=town.edition,
            reason="unknown",
            line=1,
            address="",
            source="",
            words="x",
            digest=digest,
            settled=settled,
        )
    FinanceInstrument.objects.create(
        programme=town.edition.programme,
        locale=town.edition.locale,
        country="SE",
        name="Klimatklivet",
        review_by=timezone.localdate() - timedelta(days=1),
    )
    found = numbers(town.siv, town.edition)
    assert (found["uploads"], found["set_aside"], found["overdue"]) == (1, 2, 1)


def test_answers_wait_for_who_asked(town: Town) -> None:
    """A question waits for who answers; its answer for who asked, until that is over."""
    thread = Thread.objects.create(
        edition=town.edition,
        object_key=town.world.page.translation_key,
        is_question=True,
        opened_by=town.siv,
        at=timezone.now(),
    )
    cora = person(Role.COORDINATOR, name="cora")
    assert numbers(cora, town.edition)["questions"] == 1
    assert "answers" not in numbers(town.siv, town.edition)
    Thread.objects.filter(pk=thread.pk).update(answered_at=timezone.now())
    assert numbers(town.siv, town.edition)["answers"] == 1
    assert "questions" not in numbers(cora, town.edition)
    assert "answers" not in numbers(cora, town.edition)
    Thread.objects.filter(pk=thread.pk).update(closed_at=timezone.now())
    assert "answers" not in numbers(town.siv, town.edition)


def leads_to(user: Any, edition: Edition, what: What) -> str:
    [task] = [one for one in waiting_for(fresh(user), edition).tasks if one.what is what]
    return address_of(task, edition, approves=may(fresh(user), Act.APPROVE, edition))


def test_an_answer_leads_to_its_text(town: Town) -> None:
    """To the piece that was asked about, where the first page has one such; to the page, where it has two."""
    piece, other = town.world.segment("Legal"), town.world.segment("About this site.")
    key = piece.address.object_key
    ann = fresh(person(Role.AUTHOR, town.world.master, name="ann"))
    for number, one in enumerate((piece, other)):
        about = Subject(key, one.context, one.string)
        answer(ask(town.edition, about, text="What?", user=fresh(town.siv)).pk, text="It.", user=ann)
        url = leads_to(town.siv, town.edition, What.ANSWERS)
        place = (piece.context, piece.string)
        assert url == (desk_of(town.edition, key) if number else piece_url(town.edition, key, place))


def test_what_was_sent_back_leads_to_its_text(town: Town) -> None:
    """To the piece that needs work, where the page has one; to the page, where it has several."""
    world = town.world
    for text in ("Legal", "About this site."):
        world.type(text, f"{text} på svenska")
    key = world.page.translation_key
    ruth = fresh(person(Role.REVIEWER, town.edition, name="ruth"))
    send_for_review(town.edition, key, user=fresh(town.siv))
    send_page_back(town.edition, key, note="Shorter.", user=ruth)
    assert leads_to(town.siv, town.edition, What.SENT_BACK) == desk_of(town.edition, key)
    first, second = ((one.context, one.string) for one in map(world.segment, ("Legal", "About this site.")))
    send_back({second}, town.edition, user=None)
    for what in (What.SENT_BACK, What.NEEDS_WORK):
        assert leads_to(town.siv, town.edition, what) == piece_url(town.edition, key, second)
    send_back({first}, town.edition, user=None)
    assert leads_to(town.siv, town.edition, What.SENT_BACK) == desk_of(town.edition, key)


def test_a_country_page_leads_to_where_it_is_reviewed(town: Town) -> None:
    """A page without a master is on no desk and no screen of reviews: its reviewer and its translator go to
    where the reviewers' list leads.
    """
    edition = Edition.objects.get(pk=town.edition.pk)
    first = Page.objects.get(translation_key=town.world.first.translation_key, locale=edition.locale)
    page = InfoPage(title="Klimat", slug="klimat", locale=edition.locale, live=False)
    first.add_child(instance=page)
    page.save_revision(user=town.siv, clean=False)
    keep_all_workflows()
    page.get_workflow().start(page, fresh(town.siv))
    ruth = person(Role.REVIEWER, town.edition, name="ruth")
    [queued] = [one for one in queue([edition]) if one.sort is Sort.COUNTRY_PAGE]
    assert leads_to(ruth, edition, What.REVIEWS) == queued.url
    assert client_of(fresh(ruth)).get(queued.url).status_code == 200
    page.current_workflow_state.current_task_state.reject(user=fresh(ruth), comment="Too long.")
    assert leads_to(town.siv, edition, What.SENT_BACK) == queued.url
    assert town.client.get(queued.url).status_code == 200


def test_what_pages_share_is_ready_for_reviewers(town: Town) -> None:
    """It is counted apart from pages, and a translator, who cannot send it, has nothing to do with it."""
    town.tool()
    town.follow()
    town.world.type("It measures.", "Den mäter.")
    ruth = person(Role.REVIEWER, town.edition, name="ruth")
    assert numbers(ruth, town.edition) == {"ready_shared": 1, "untranslated": 5}
    assert numbers(town.siv, town.edition) == {"untranslated": 5}


def test_the_queries_do_not_grow(town: Town) -> None:
    """All editions of a coordinator are asked as one is."""
    cora = fresh(person(Role.COORDINATOR, name="cora"))
    with CaptureQueriesContext(connection) as few:
        waiting_in(cora, list(editions_for(cora)))
    for code in ("da", "de", "fr"):
        add_edition(town.world.programme, code=code, status="published")
    theme = town.theme()
    town.module(theme)
    town.follow()
    cora = fresh(cora)
    with CaptureQueriesContext(connection) as many:
        found = waiting_in(cora, list(editions_for(cora)))
    assert len(found) == 5
    assert len(many) == len(few)
