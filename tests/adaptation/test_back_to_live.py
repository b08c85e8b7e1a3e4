"""A draft that says what is live again waits for nobody."""

from __future__ import annotations

import pytest

from cms.delivery.drift import drift_of
from tests.adaptation.screening import Desk, rich
from translation_workflow.adaptation.models import Layer
from translation_workflow.adaptation.operations import Verb
from translation_workflow.adaptation.published import is_to_publish

pytestmark = pytest.mark.django_db

NOT_PUBLISHED = "There are changes that are not published."


@pytest.fixture
def desk() -> Desk:
    return Desk()


def is_waiting(desk: Desk) -> bool:
    """Whether something is to publish: on the screen, in the figures of drift and for publications."""
    layer = Layer.objects.get(edition=desk.edition)
    told = {
        NOT_PUBLISHED in desk.page(),
        any(line.is_draft for line in drift_of(desk.edition)),
        is_to_publish(layer),
        layer.has_unpublished_changes,
    }
    assert len(told) == 1
    return told.pop()


def undo(desk: Desk) -> None:
    layer = Layer.objects.get(edition=desk.edition)
    before = layer.revisions.order_by("-created_at", "-pk")[1:2].first()
    desk.press("restore", revision=before.pk if before else 0)


def test_a_page_that_was_never_adapted_and_left_out_for_a_moment(desk: Desk) -> None:
    """*Undo* brings back what readers have."""
    desk.press("leave_out", leave_out="yes")
    assert is_waiting(desk)
    undo(desk)
    assert not is_waiting(desk)


def test_a_change_of_a_live_adaptation_that_is_taken_back(desk: Desk) -> None:
    """And one that is made again counts again."""
    desk.send("replace", desk.one["id"], content=rich("Vårt."))
    desk.world.publish()
    desk.send("hide", desk.two["id"])
    assert is_waiting(desk)
    desk.press("take_back", number=desk.by(Verb.HIDE).id)
    assert not is_waiting(desk)
    desk.press("take_back", number=desk.by(Verb.REPLACE).id)
    assert is_waiting(desk)
