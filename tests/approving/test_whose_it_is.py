"""Programmes share languages: nobody reviews a page of another programme under an edition of their own."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from wagtail.models import WorkflowState

from tests.approving.reviewing import Reviewed
from tests.people import give, person
from translation_workflow.approving import decide
from translation_workflow.approving.errors import ReviewRefused
from translation_workflow.approving.pieces import look_at
from translation_workflow.approving.screens.sent import written
from translation_workflow.approving.send import send_for_review, take_back
from translation_workflow.editions.models import Edition
from translation_workflow.editions.registry import add_edition, add_programme
from translation_workflow.editions.roles import Role

pytestmark = pytest.mark.django_db

TREES = "More trees."
BUTTONS: list[dict[str, Any]] = [
    {"act": name, "note": "Why?"}
    for name in ("approve", "send_back", "approve_all", "return", "publish", "approve_publish")
]


class Neighbours(Reviewed):
    """`towns` in `sv`, its first page sent; and somebody who has every role in `sv` of another programme."""

    def __init__(self) -> None:
        super().__init__()
        self.translate()
        self.send()
        self.others: Edition = add_edition(
            add_programme("lakes", name="Lakes", master="en"), code="sv", status="published"
        )
        self.neighbour = person(Role.REVIEWER, self.others, name="nils")
        give(self.neighbour, Role.TRANSLATOR, self.others)


@pytest.fixture
def world() -> Neighbours:
    return Neighbours()


def sent(world: Neighbours, **more: Any) -> dict[str, Any]:
    """What a browser would send that had seen all of the page."""
    looked = look_at(world.edition, world.key, user=world.reviewer)
    assert looked is not None
    pieces = [f"{piece.context}-{piece.string}" for piece in looked.pieces]
    return {"seen": written(looked), "layer": looked.outlook.layer, "piece": pieces, **more}


def test_the_page_is_not_found(world: Neighbours) -> None:
    """Its draft words are nobody's to read but its edition's people's."""
    answer = world.client(world.neighbour).get(world.url(edition=world.others) + "?show=all")
    assert answer.status_code == 404


@pytest.mark.parametrize("pressed", BUTTONS, ids=lambda one: str(one["act"]))
def test_no_button_decides(world: Neighbours, pressed: dict[str, Any]) -> None:
    """Whatever is sent, words stay as they are, and the page stays with its reviewers."""
    before = world.states()
    answer = world.client(world.neighbour).post(world.url(edition=world.others), sent(world, **pressed))
    assert answer.status_code == 404
    assert world.states() == before
    assert WorkflowState.objects.get().status == WorkflowState.STATUS_IN_PROGRESS
    assert not world.own().live


@pytest.mark.parametrize("way", ["send", "take_back"])
def test_it_is_neither_sent_nor_taken_back(world: Neighbours, way: str) -> None:
    """The other programme's translators say when their page is ready."""
    world.client(world.neighbour).post(world.url(way, edition=world.others))
    state = WorkflowState.objects.get()
    assert (state.status, state.requested_by) == (WorkflowState.STATUS_IN_PROGRESS, world.translator)


def test_services_refuse_it_too(world: Neighbours) -> None:
    """Whoever calls the functions past the screens gets no further."""
    who, key = {"user": world.neighbour}, world.key
    seen, places = world.seen(), {world.place(TREES)}
    with pytest.raises(PermissionDenied):
        decide.approve(world.others, key, places=places, seen=seen, **who)
    with pytest.raises(PermissionDenied):
        decide.send_back(world.others, key, places=places, seen=seen, note="Why?", **who)
    with pytest.raises(PermissionDenied):
        decide.publish(world.others, key, seen=seen, **who)
    for refused in (send_for_review, take_back):
        with pytest.raises(ReviewRefused):
            refused(world.others, key, **who)
    with pytest.raises(ReviewRefused):
        decide.send_page_back(world.others, key, note="Why?", **who)
