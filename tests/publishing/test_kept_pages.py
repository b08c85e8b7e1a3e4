"""A page that an edition keeps while its master is unpublished says what it said, whatever is pressed."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.contrib.messages import get_messages
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from wagtail.models import Page
from wagtail_localize.models import Translation, TranslationSource

from tests.programme.starter import block
from tests.scenarios.stage import Stage, read
from translation_workflow.jobs.models import Item, State
from translation_workflow.review.drift.sweep import find_drift

pytestmark = pytest.mark.django_db

ONE = "One about towns."
SHOWN = [f"<p>sv {ONE}</p>"]


@pytest.fixture
def stage() -> Stage:
    """The master is unpublished, the edition keeps its page, and somebody has typed other words."""
    stage = Stage(ONE, when_unpublished="keep")
    Page.objects.get(pk=stage.page.pk).specific.unpublish()
    stage.world.work()
    stage.world.type(ONE, "TYPED")
    return stage


def served(stage: Stage) -> list[str]:
    """Return what is live, once the document was built anew."""
    call_command("rebuild_documents", "--all")
    assert "TYPED" not in read("/legal/").content.decode()
    return stage.live


def translation(stage: Stage) -> Any:
    return Translation.objects.get(
        source__object_id=stage.page.translation_key, target_locale=stage.world.edition.locale
    )


def test_wagtails_button_is_refused_and_taken_back(stage: Stage) -> None:
    """The master is not live; the typed words are a draft again."""
    page = stage.world.translated(stage.page)
    page.title, page.body = "TYPED", [block("one", "text", "<p>TYPED</p>")]
    page.save_revision().publish()
    stage.world.work()
    [fault] = Item.objects.filter(state=State.DEAD).values_list("fault", flat=True)
    assert "while its master is not live" in fault
    assert served(stage) == SHOWN
    page = stage.world.translated(stage.page)
    assert (page.title, page.draft_title, page.has_unpublished_changes) == ("sv Legal", "TYPED", True)
    assert stage.draft == ["<p>TYPED</p>"]
    call_command("verify_editions", "--all")


def test_the_engines_draft_writes_no_live_row(stage: Stage) -> None:
    """The draft has the typed words, the row has not."""
    translation(stage).save_target(publish=False)
    assert stage.draft == ["<p>TYPED</p>"]
    assert served(stage) == SHOWN


def test_the_engines_publication_says_why_it_is_refused(stage: Stage) -> None:
    """The sentence is that of the button."""
    with pytest.raises(ValidationError, match="while its master is not live"):
        translation(stage).save_target(publish=True)
    assert served(stage) == SHOWN


def test_the_engines_sync_screen_writes_no_live_row(stage: Stage, client: Client) -> None:
    """With the box ticked that publishes translations."""
    client.force_login(get_user_model().objects.create_superuser("root", "r@example.org", "secret"))
    source = TranslationSource.objects.get(object_id=stage.page.translation_key)
    url = reverse("wagtail_localize:update_translations", args=[source.pk])
    response = client.post(url, {"publish_translations": "on"})
    assert any("while its master is not live" in str(told) for told in get_messages(response.wsgi_request))
    stage.world.work()
    assert served(stage) == SHOWN


def test_a_sweep_looks_at_it(stage: Stage) -> None:
    """A hand in the database is found there, too, and mended; pages that went away are not looked at."""
    translation(stage).save_target(publish=False)
    page = stage.world.translated(stage.page)
    type(page).objects.filter(pk=page.pk).update(title="TYPED")
    edition = stage.world.edition
    [drift] = find_drift([edition])
    assert (drift.key, drift.changes.live) == (page.translation_key, ("title",))
    find_drift([edition], mend=True)
    assert stage.world.translated(stage.page).title == "sv Legal"
    assert find_drift([edition]) == []
    assert served(stage) == SHOWN


def test_it_goes_on_where_it_was_when_its_master_comes_back(stage: Stage) -> None:
    """As if the master had never been away."""
    Page.objects.get(pk=stage.page.pk).specific.save_revision().publish()
    stage.world.work()
    assert stage.live == SHOWN
    stage.publish()
    assert stage.live == ["<p>TYPED</p>"]
