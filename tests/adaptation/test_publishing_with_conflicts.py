"""What an edition decided goes live although the master moved on; it is told, and by policy it waits."""

from __future__ import annotations

import pytest
from django.contrib.auth import get_user_model

from tests.adaptation.screening import Desk, rich
from tests.adaptation.test_screens_are_guarded import publish_as
from tests.publishing.builders import quiet
from translation_workflow.adaptation.models import Layer
from translation_workflow.adaptation.operations import Verb
from translation_workflow.review.drift.forecast import forecast_publication
from translation_workflow.review.publish import publish_edition

pytestmark = pytest.mark.django_db

TOLD = "“Legal” is live as you decided. The master says something else than when you decided about one block."
REFUSED = "“Legal” is not published: The master says something else than when you decided about one block."


@pytest.fixture
def desk() -> Desk:
    """A replacement that is not live yet, and whose master changed."""
    desk = Desk()
    desk.world.publish()
    desk.send("replace", desk.one["id"], content=rich("Vårt."))
    desk.show({**desk.one, "value": "<p>One house.</p>"}, desk.two, desk.part)
    return desk


def test_a_page_with_a_conflict_goes_live_and_says_so(desk: Desk) -> None:
    """Nothing is held back by a master that moved; once it is settled, nothing is said."""
    outcome = publish_edition(desk.edition, progress=quiet)
    assert outcome.notes == [f"towns/sv: {TOLD}"]
    assert Layer.objects.get().live
    desk.press("keep", number=desk.by(Verb.REPLACE).id)
    assert publish_edition(desk.edition, progress=quiet).notes == []


def test_an_edition_may_ask_that_conflicts_are_settled_first(desk: Desk) -> None:
    """Words and layer both wait; a forecast says the same as the publication."""
    desk.edition.conflicts_block = True
    desk.edition.save()
    outcome = publish_edition(desk.edition, progress=quiet)
    (sentence,) = outcome.refused
    assert REFUSED in sentence
    assert not Layer.objects.get().live
    assert [step.refusal for step in forecast_publication(desk.edition).steps if step.refusal] == [sentence]
    desk.press("keep", number=desk.by(Verb.REPLACE).id)
    assert publish_edition(desk.edition, progress=quiet).refused == []
    assert Layer.objects.get().live


def test_a_forecast_knows_the_adaptation(desk: Desk) -> None:
    """It is a reason to write; and what is hidden needs no words there either."""
    desk.edition.maximum_missing = 0
    desk.edition.save()
    refusals = [step.refusal for step in forecast_publication(desk.edition).steps]
    assert any("pieces without a translation" in one for one in refusals)
    for block in (desk.two, desk.part):
        desk.send("hide", block["id"])
    for text in ("Towns", "Legal", "Less CO<sub>2</sub>.", "More trees."):
        desk.world.type(text, f"sv {text}")
    step = next(one for one in forecast_publication(desk.edition).steps if one.name == "Legal")
    assert step.refusal == ""
    assert "its adaptation" in step.why


def test_the_screen_says_it_where_the_button_is(desk: Desk) -> None:
    """As a warning beside the success."""
    answer = publish_as(desk, get_user_model().objects.create_superuser("boss"))
    assert "Published “" in answer
    assert "is live as you decided" in answer
