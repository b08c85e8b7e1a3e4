"""Wagtail's own workflow buttons, dashboards and reports, on pages of editions."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse
from wagtail.models import Page, TaskState, WorkflowState

from pages.models import InfoPage
from tests.approving.reviewing import Reviewed
from tests.people import person
from translation_workflow.approving.queue import Sort, Stage, waiting
from translation_workflow.approving.workflows import keep_all_workflows
from translation_workflow.editions.roles import Role

pytestmark = pytest.mark.django_db


def country_page(world: Reviewed, title: str = "Klimat") -> Any:
    """A draft that only the Swedish edition has."""
    page = InfoPage(title=title, slug=title.lower(), locale=world.edition.locale, live=False)
    Page.objects.get(pk=world.own().pk).add_child(instance=page)
    page.save_revision(user=world.translator, clean=False)
    return page


def submitted(world: Reviewed, page: Any) -> TaskState:
    """The task of a page that its translator sent in Wagtail's editor."""
    keep_all_workflows()
    page.get_workflow().start(page, world.translator)
    return page.current_workflow_task_state


def action(state: TaskState, page: Any, name: str) -> str:
    return reverse("wagtailadmin_pages:workflow_action", args=[page.pk, name, state.pk])


def test_the_homepage_leads_to_where_words_are_looked_at() -> None:
    """A reviewer's own first page offers a translated page with one button, which goes to the review."""
    world = Reviewed()
    world.translate()
    world.send()
    client, page, state = world.client(world.reviewer), world.own(), TaskState.objects.get()
    home = client.get(reverse("wagtailadmin_home")).content.decode()
    assert action(state, page, "look") in home
    assert action(state, page, "approve") not in home
    answer = client.post(action(state, page, "look"))
    assert answer.url == world.url()


@pytest.mark.parametrize("name", ["approve", "reject"])
def test_a_translated_page_is_not_approved_without_looking(name: str) -> None:
    """A form made by hand for Wagtail's own buttons changes nothing of a translated page."""
    world = Reviewed()
    world.translate()
    world.send()
    state = TaskState.objects.get()
    world.client(world.reviewer).post(action(state, world.own(), name), {"comment": "x"})
    state.refresh_from_db()
    assert state.status == TaskState.STATUS_IN_PROGRESS
    assert not world.own().live


def test_a_country_page_is_approved_in_wagtail() -> None:
    """A page without a master is published by Wagtail's own button, by the edition's reviewer."""
    world = Reviewed(maximum_missing=None)
    world.publish()
    page = country_page(world)
    state = submitted(world, page)
    one = next(one for one in waiting(world.edition) if one.stage is Stage.SENT)
    assert (one.sort, one.title) == (Sort.COUNTRY_PAGE, "Klimat")
    world.client(world.reviewer).post(action(state, page, "approve"))
    page.refresh_from_db()
    assert page.live
    assert WorkflowState.objects.get().status == WorkflowState.STATUS_APPROVED


def test_a_country_page_is_sent_back_in_wagtail() -> None:
    """Wagtail's own button sends it back with a comment, which the list tells."""
    world = Reviewed(maximum_missing=None)
    world.publish()
    page = country_page(world)
    state = submitted(world, page)
    world.client(world.reviewer).post(action(state, page, "reject"), {"comment": "Too long."})
    one = next(one for one in waiting(world.edition) if one.sort is Sort.COUNTRY_PAGE)
    assert (one.stage, one.note) == (Stage.RETURNED, "Too long.")


@pytest.mark.parametrize("who", ["translator", "stranger"])
@pytest.mark.parametrize("name", ["approve", "reject"])
def test_only_the_editions_reviewers_press_them(who: str, name: str) -> None:
    """A translator, and a reviewer of another edition, approve nothing and send nothing back."""
    world = Reviewed(maximum_missing=None)
    world.publish()
    page = country_page(world)
    state = submitted(world, page)
    world.client(getattr(world, who)).post(action(state, page, name), {"comment": "x"})
    state.refresh_from_db()
    page.refresh_from_db()
    assert (state.status, page.live) == (TaskState.STATUS_IN_PROGRESS, False)


def test_a_task_of_another_page_is_not_approved_by_this_ones_address() -> None:
    """Wagtail asks about the page in the address and acts on the task beside it: both are asked about."""
    world = Reviewed(maximum_missing=None)
    world.publish()
    world.type("More trees.", "Fler träd.")
    world.send()
    translated = TaskState.objects.get()
    page = country_page(world)
    submitted(world, page)
    world.client(world.reviewer).post(action(translated, page, "approve"))
    translated.refresh_from_db()
    assert translated.status == TaskState.STATUS_IN_PROGRESS


def test_a_task_of_another_edition_is_not_approved_by_ones_own_page() -> None:
    """A reviewer of Finnish, with a Finnish page in the address, approves no Swedish page."""
    world = Reviewed(maximum_missing=None)
    world.publish()
    page = country_page(world)
    state = submitted(world, page)
    own = Page.objects.get(translation_key=world.key, locale=world.other.locale).specific
    keep_all_workflows()
    own.get_workflow().start(own, world.stranger)
    world.client(world.stranger).post(action(state, own, "approve"))
    state.refresh_from_db()
    assert state.status == TaskState.STATUS_IN_PROGRESS


def test_a_country_page_that_changed_after_it_was_sent_is_not_approved() -> None:
    """What was written after it was sent nobody has looked at: that is told, and nothing goes live."""
    world = Reviewed(maximum_missing=None)
    world.publish()
    page = country_page(world)
    state = submitted(world, page)
    page.title = "Klimat, ändrad"
    page.save_revision(user=world.translator, clean=False)
    client = world.client(world.reviewer)
    answer = client.post(action(state, page, "approve"), follow=True)
    page.refresh_from_db()
    assert not page.live
    assert "Somebody changed that page after it was sent" in answer.content.decode()


def test_a_country_page_that_waits_is_its_reviewers() -> None:
    """Translators do not change what they sent until it comes back; reviewers may."""
    world = Reviewed(maximum_missing=None)
    world.publish()
    page = country_page(world)
    submitted(world, page)
    lock = page.get_lock()
    assert lock.for_user(world.translator)
    assert not lock.for_user(world.reviewer)


def test_the_editor_offers_to_send_a_new_country_page() -> None:
    """Where somebody begins a page, there is a workflow to send it to, whatever was there before."""
    world = Reviewed(maximum_missing=None)
    world.publish()
    client = world.client(world.translator)
    url = reverse("wagtailadmin_pages:add", args=["pages", "infopage", world.own().pk])
    assert 'name="action-submit"' in client.get(url).content.decode()


def test_the_homepage_of_others_offers_nothing() -> None:
    """Neither a translator nor a reviewer of another edition is asked to review."""
    world = Reviewed()
    world.translate()
    world.send()
    for user in (world.translator, world.stranger, person(Role.AUTHOR, world.master)):
        states = TaskState.objects.reviewable_by(user)
        assert list(states) == []
    assert [one.task.name for one in TaskState.objects.reviewable_by(world.reviewer)] == ["towns/sv"]
