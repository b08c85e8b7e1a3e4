"""A translator sends a page to the reviewers of its edition, and takes it back."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from wagtail.models import Workflow, WorkflowState

from tests.approving.reviewing import Reviewed
from tests.people import person, take
from translation_workflow.approving.errors import ReviewRefused
from translation_workflow.approving.models import EditionReview
from translation_workflow.approving.queue import Stage, waiting
from translation_workflow.approving.send import send_for_review, take_back
from translation_workflow.approving.workflows import keep_all_workflows
from translation_workflow.editions.roles import Role

pytestmark = pytest.mark.django_db


def test_a_page_that_is_sent_waits_in_the_workflow_of_its_edition() -> None:
    """What a translator sends is in the list, with who sent it, and in Wagtail's workflow."""
    world = Reviewed()
    world.translate()
    world.send()
    first = waiting(world.edition)[0]
    assert (first.key, first.stage, first.by) == (world.key, Stage.SENT, "translator-sv")
    state = WorkflowState.objects.get()
    assert state.workflow == EditionReview.objects.get(edition=world.edition).workflow
    assert waiting(world.other) == []


def test_a_page_is_sent_once() -> None:
    """A second press says who sent it when, and makes no second workflow."""
    world = Reviewed()
    world.translate()
    world.send()
    with pytest.raises(ReviewRefused, match="waits for review already: translator-sv sent it"):
        world.send()
    assert WorkflowState.objects.count() == 1


def test_a_page_with_nothing_to_look_at_is_not_sent() -> None:
    """Where nothing was translated since the last publication, a sentence says so."""
    world = Reviewed(maximum_missing=None)
    world.translate()
    world.publish()
    with pytest.raises(ReviewRefused, match="nothing to look at"):
        world.send()


def test_a_page_that_nobody_has_is_not_sent() -> None:
    """A key that no page of the edition has ends in a sentence."""
    world = Reviewed()
    with pytest.raises(ReviewRefused, match="no such page"):
        world.send(uuid4())


def test_a_page_is_taken_back() -> None:
    """What was taken back waits no longer, and can be sent again."""
    world = Reviewed()
    world.translate()
    world.send()
    take_back(world.edition, world.key, user=world.translator)
    assert waiting(world.edition)[0].stage is Stage.READY
    world.send()
    assert waiting(world.edition)[0].stage is Stage.SENT


def test_nothing_is_taken_back_that_was_not_sent() -> None:
    """Taking back what does not wait ends in a sentence."""
    with pytest.raises(ReviewRefused, match="nothing to take back"):
        take_back((world := Reviewed()).edition, world.key, user=world.translator)


@pytest.mark.parametrize("act", [send_for_review, take_back])
def test_people_of_another_edition_send_nothing(act: object) -> None:
    """The functions ask the policy themselves, whoever calls them."""
    world = Reviewed()
    world.translate()
    with pytest.raises(PermissionDenied):
        act(world.edition, world.key, user=world.stranger)  # type: ignore[operator]
    assert not WorkflowState.objects.exists()


def test_who_lost_the_role_sends_nothing() -> None:
    """The role is asked when the button is pressed, not when the page was shown."""
    world = Reviewed()
    world.translate()
    user = person(Role.TRANSLATOR, world.edition, name="late")
    client = world.client(user)
    assert client.get(world.url()).status_code == 200
    take(user, Role.TRANSLATOR, world.edition)
    assert client.post(world.url("send")).status_code in (302, 403, 404)
    assert not WorkflowState.objects.exists()


def test_each_translated_edition_has_a_workflow_at_its_first_page() -> None:
    """The system makes one workflow an edition, of one step, and places it on the edition's first page."""
    world = Reviewed()
    keep_all_workflows()
    reviews = EditionReview.objects.order_by("edition")
    assert {one.edition for one in reviews} == {world.edition, world.other}
    assert world.own().get_workflow() == EditionReview.objects.get(edition=world.edition).workflow
    assert keep_all_workflows() == 0


def test_a_workflow_that_somebody_changed_is_put_right() -> None:
    """A step taken out would let every page be published at once: it is put back before anything is sent."""
    world = Reviewed()
    keep_all_workflows()
    review = EditionReview.objects.get(edition=world.edition)
    review.workflow.workflow_tasks.all().delete()
    Workflow.objects.filter(pk=review.workflow_id).update(active=False)
    world.translate()
    world.send()
    assert not world.own().live
    assert waiting(world.edition)[0].stage is Stage.SENT


def test_a_workflow_goes_with_its_edition() -> None:
    """An edition that is deleted leaves no workflow without a step behind."""
    world = Reviewed()
    keep_all_workflows()
    workflow = EditionReview.objects.get(edition=world.other).workflow_id
    world.other.delete()
    assert not Workflow.objects.filter(pk=workflow).exists()
