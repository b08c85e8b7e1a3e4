"""A draft that nobody has checked goes live only by somebody who publishes its very page."""

from __future__ import annotations

from io import StringIO

import pytest
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.urls import reverse

from cms.delivery.models import Document
from tests.adaptation.screening import Desk, rich
from tests.catalogues.screening import client_of
from tests.publishing.builders import quiet
from translation_workflow.adaptation.models import Layer
from translation_workflow.adaptation.published import latest_adaptations, live_of
from translation_workflow.review.drift.forecast import forecast_publication
from translation_workflow.review.publish import Outcome, publish_edition

pytestmark = pytest.mark.django_db

TOLD = (
    "towns/sv: “Legal”: its adaptation waits for a reviewer and stays a draft. "
    "Publish the page itself once it is checked."
)


@pytest.fixture
def desk() -> Desk:
    """The Swedish edition replaces a block; nobody has checked that."""
    desk = Desk()
    desk.world.publish()
    desk.send("replace", desk.one["id"], content=rich("Vårt."))
    Layer.objects.update(waits_for_review=True)
    return desk


def document(desk: Desk) -> str:
    row = Document.objects.get(edition=desk.edition, key=desk.world.page.translation_key)
    return bytes(row.content.body).decode()


def publish_named(desk: Desk) -> Outcome:
    return publish_edition(desk.edition, keys={desk.world.page.translation_key}, progress=quiet)


def test_the_words_of_an_edition_go_live_without_it(desk: Desk) -> None:
    """As often as the edition is published, and each time it is told; nothing counts as published by it."""
    desk.world.type("Two.", "Två.")
    outcome = publish_edition(desk.edition, progress=quiet)
    assert (outcome.refused, outcome.notes) == ([], [TOLD])
    assert "Två." in document(desk)
    assert "Vårt." not in document(desk)
    again = publish_edition(desk.edition, progress=quiet)
    assert (again.published, again.notes) == (0, [TOLD])
    assert not Layer.objects.get().live


def test_who_publishes_the_page_publishes_it(desk: Desk) -> None:
    """It is checked then: later drafts go live with the edition as others do."""
    assert publish_named(desk).notes == []
    assert "Vårt." in document(desk)
    layer = Layer.objects.get()
    assert (layer.live, layer.waits_for_review) == (True, False)
    desk.send("hide", desk.two["id"])
    assert publish_edition(desk.edition, progress=quiet).notes == []
    assert "Two." not in document(desk)


def test_the_button_of_its_screen_publishes_it(desk: Desk) -> None:
    """The screen says before that it waits, and no more afterwards."""
    assert "They wait for a reviewer" in desk.page()
    client = client_of(get_user_model().objects.create_superuser("boss"))
    url = reverse("publish_adaptation", args=[desk.edition.pk, desk.world.page.translation_key])
    client.post(url, {"version": desk.version})
    assert "Vårt." in document(desk)
    assert "They wait for a reviewer" not in desk.page()
    desk.send("hide", desk.two["id"])
    assert "They wait for a reviewer" not in desk.page()


def test_what_was_live_stays_live(desk: Desk) -> None:
    """A newer draft waits beside it."""
    publish_named(desk)
    desk.send("hide", desk.two["id"])
    Layer.objects.update(waits_for_review=True)
    assert publish_edition(desk.edition, progress=quiet).notes == [TOLD]
    assert "Vårt." in document(desk)
    assert "Two." in document(desk)


def test_editing_is_not_checking(desk: Desk) -> None:
    """Whoever goes on with the draft, or back to an earlier one, does not let it go live."""
    desk.send("hide", desk.two["id"])
    assert Layer.objects.get().waits_for_review
    first = Layer.objects.get().revisions.order_by("pk").first()
    assert first is not None
    desk.press("restore", revision=first.pk)
    assert Layer.objects.get().waits_for_review
    assert publish_edition(desk.edition, progress=quiet).notes == [TOLD]


def test_the_gate_asks_for_the_words_that_readers_would_get(desk: Desk) -> None:
    """A replacement that stays a draft spares nobody the translation; the same page by name needs none."""
    desk.edition.maximum_missing = 0
    desk.edition.save()
    for text in ("Towns", "Legal", "Two.", "Part", "Inner."):
        desk.world.type(text, f"sv {text}")
    refused = publish_edition(desk.edition, progress=quiet).refused
    assert any("“Legal” has 1 piece" in one and "“One.” (untranslated)" in one for one in refused)
    assert [step.refusal for step in forecast_publication(desk.edition).steps if step.refusal] == refused
    assert publish_named(desk).refused == []


def test_translators_are_asked_for_what_it_would_hide(desk: Desk) -> None:
    """Until somebody checked it, it decides nothing."""
    place = (desk.edition.pk, desk.world.page.translation_key)
    assert not latest_adaptations([desk.edition])[place].covered
    publish_named(desk)
    assert latest_adaptations([desk.edition])[place].covered == {desk.one["id"]}
    assert live_of(Layer.objects.get()).covered == {desk.one["id"]}


def test_a_forecast_says_what_would_wait(desk: Desk) -> None:
    """For the edition as a whole; by name, the page would go live."""
    forecast = forecast_publication(desk.edition)
    assert (list(forecast.steps), list(forecast.notes)) == ([], [TOLD])
    named = forecast_publication(desk.edition, keys={desk.world.page.translation_key})
    assert [step.is_only_adapted for step in named.steps] == [True]
    assert list(named.notes) == []
    for options, expected in (([], f"Nothing would be written.\n{TOLD}"), (["--json"], '"notes": [')):
        said = StringIO()
        call_command("publish_edition", "towns/sv", "--dry-run", *options, stdout=said)
        assert expected in said.getvalue()


def test_the_lists_of_pages_mark_it(desk: Desk) -> None:
    """Until somebody published it."""
    for address in (reverse("adaptations:home"), reverse("adaptations:edition", args=[desk.edition.pk])):
        assert "Not looked at yet" in desk.client.get(address).content.decode()
    publish_named(desk)
    assert "Not looked at yet" not in desk.client.get(reverse("adaptations:home")).content.decode()
