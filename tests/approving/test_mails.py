"""Mails about workflows: none of an edition's, and all others as Wagtail writes them."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.core import mail
from wagtail.models import GroupApprovalTask, Workflow, WorkflowTask

from tests.approving.reviewing import Reviewed
from translation_workflow.approving import decide

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> Reviewed:
    """A page that waits for nobody yet, beside somebody who gets a mail of every page that is sent."""
    world = Reviewed()
    get_user_model().objects.create_superuser("root", "root@example.org", "x")
    world.translate()
    mail.outbox.clear()
    return world


def test_nobody_gets_a_mail_of_an_editions_workflow(
    world: Reviewed, django_capture_on_commit_callbacks: Any
) -> None:
    """Sent, sent back, sent again and published: the list, the desk and the digest tell it."""
    with django_capture_on_commit_callbacks(execute=True):
        world.send()
        decide.send_page_back(world.edition, world.key, note="Which?", user=world.reviewer)
        world.send()
        decide.publish(world.edition, world.key, seen=world.seen(), user=world.reviewer)
    assert world.own().live
    assert mail.outbox == []


def test_other_workflows_write_as_ever(world: Reviewed) -> None:
    """Who sends a page of the master by a workflow of their own hears what became of it."""
    workflow = Workflow.objects.create(name="Authors", active=True)
    task = GroupApprovalTask.objects.create(name="Look", active=True)
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    state = workflow.start(world.page, world.translator)
    assert ["root@example.org"] in [message.to for message in mail.outbox]
    mail.outbox.clear()
    state.current_task_state.reject(user=world.reviewer, comment="Why?")
    assert [message.to for message in mail.outbox] == [[world.translator.email]]
