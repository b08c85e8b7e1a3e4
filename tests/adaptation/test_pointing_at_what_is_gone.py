"""What a country wrote may point at something that somebody deletes later: it is told wherever it matters."""

from __future__ import annotations

from typing import Any

import pytest
from wagtail.documents import get_document_model

from tests.adaptation.screening import Desk
from tests.publishing.builders import quiet
from translation_workflow.adaptation.edit import decide, layer_of
from translation_workflow.adaptation.models import Layer
from translation_workflow.adaptation.operations import Operation, Verb
from translation_workflow.adaptation.pointing import gone_among, pointed_by
from translation_workflow.adaptation.shape import shape_of
from translation_workflow.review.publish import publish_edition

pytestmark = pytest.mark.django_db

NOTE = (
    "towns/sv: “Legal” is live as you decided. One decision of its adaptation points at something that was "
    "deleted: readers do not get that. Change it, or take it out."
)


@pytest.fixture
def desk() -> Desk:
    """A replacement that links to a document."""
    desk = Desk()
    desk.world.publish()
    desk.plan = get_document_model().objects.create(title="Plan", file="plan.pdf")  # type: ignore[attr-defined]
    words = f'<p>Se <a linktype="document" id="{plan(desk).pk}">planen</a>.</p>'
    content = {"type": "text", "value": words}
    layer = layer_of(desk.edition, desk.world.page.translation_key)
    one = Operation("", Verb.REPLACE, "", desk.one["id"], content=content)
    decide(layer, one, version=layer.version, user=desk.user)
    return desk


def plan(desk: Desk) -> Any:
    return desk.plan  # type: ignore[attr-defined]


def test_it_is_listed_as_somebodys_business(desk: Desk) -> None:
    """From the moment when it is gone, with both ways out."""
    assert "Needs you" not in desk.page()
    plan(desk).delete()
    needs = desk.page().split("Needs you")[1].split("</section>")[0]
    assert "points at something that was deleted: change it, or take it out." in needs
    assert f'href="#block-{desk.one["id"]}"' in needs
    desk.press("take_back", number=desk.by(Verb.REPLACE).id)
    assert "Needs you" not in desk.page()


def test_going_back_to_it_says_so(desk: Desk) -> None:
    """A state of the history is had again as it was; what is gone does not come back with it."""
    before = Layer.objects.get().latest_revision_id
    desk.press("take_back", number=desk.by(Verb.REPLACE).id)
    plan(desk).delete()
    shown = desk.press("restore", revision=before, at="").content.decode()
    notice = shown.split('class="adaptations-notice"')[1].split("</form>")[0]
    assert "points at something that was deleted: change it, or take it out." in notice
    shown = desk.send("hide", desk.two["id"]).content.decode()
    notice = shown.split('class="adaptations-notice"')[1].split("</form>")[0]
    assert "points at something" not in notice


def test_a_publication_tells_it(desk: Desk) -> None:
    """The page goes live without that."""
    plan(desk).delete()
    outcome = publish_edition(desk.edition, progress=quiet)
    assert outcome.notes == [NOTE]
    assert Layer.objects.get().live


def test_many_are_asked_about_at_once(desk: Desk, django_assert_num_queries: Any) -> None:
    """One query a model."""
    (decision,) = desk.decisions
    pointed = pointed_by(decision.operation, shape_of(desk.world.page))
    model = get_document_model()
    wanted = pointed | {(model, number) for number in range(900_000, 900_050)}
    with django_assert_num_queries(1):
        assert gone_among(wanted) == wanted - pointed
