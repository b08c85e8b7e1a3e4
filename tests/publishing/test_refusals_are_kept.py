"""What is refused is told to whoever read the master first, and waits for somebody to mend it."""

from __future__ import annotations

import html
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.contrib.messages import get_messages
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from wagtail.log_actions import log
from wagtail.models import Page
from wagtail_localize.models import StringTranslation, TranslationSource

from pages.models import InfoPage
from tests.programme.starter import block
from tests.scenarios.stage import Stage
from translation_workflow.jobs.models import Item, State

pytestmark = pytest.mark.django_db

ONE = "One about towns."
CAUSES = {"lock": "is locked by", "tag": "has a tag"}


@pytest.fixture(params=list(CAUSES))
def cause(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def stage(cause: str) -> Stage:
    """The edition's page cannot be written, and the master was published a moment ago."""
    stage = Stage(ONE)
    if cause == "lock":
        Page.objects.filter(pk=stage.world.translated(stage.page).pk).update(locked=True)
    else:
        stage.world.type(ONE, "En <b>om")
    stage.page.refresh_from_db()
    stage.page.body = [block("one", "text", f"<p>{ONE}</p><p>More.</p>")]
    stage.page.save_revision().publish()
    return stage


@pytest.fixture
def root(client: Client) -> Client:
    client.force_login(get_user_model().objects.create_superuser("root", "r@example.org", "secret"))
    return client


def failed(stage: Stage) -> str:
    """Return the sentence of the one thing that the worker gave up."""
    stage.world.work()
    [item] = Item.objects.filter(state=State.DEAD)
    assert (item.edition, item.object_key) == (stage.world.edition, stage.page.translation_key)
    return str(item.fault)


def test_the_command_that_submits_fails_and_says_so(stage: Stage, cause: str) -> None:
    """The progress page has the same sentence, and the item can be tried again."""
    with pytest.raises(CommandError, match=CAUSES[cause]):
        call_command("submit_master", "towns")
    assert CAUSES[cause] in failed(stage)


def test_a_cause_that_is_gone_is_followed_up_by_itself(stage: Stage, cause: str) -> None:
    """As if the worker had been first."""
    with pytest.raises(CommandError):
        call_command("submit_master", "towns")
    stage.world.work()
    if cause == "lock":
        page = stage.world.translated(stage.page)
        Page.objects.filter(pk=page.pk).update(locked=False)
        log(instance=page, action="wagtail.unlock")
    else:
        row = StringTranslation.objects.get(data="En <b>om")
        row.data = "En om städer."
        row.save()
    stage.world.work()
    assert stage.live == [f"<p>sv {ONE}</p><p>More.</p>"]
    assert not Item.objects.filter(state=State.DEAD).exists()


def test_the_command_that_creates_pages_says_so(
    stage: Stage, cause: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """It follows on the way."""
    call_command("create_pages", "towns/sv")
    assert CAUSES[cause] in capsys.readouterr().out
    assert CAUSES[cause] in failed(stage)


def test_the_button_that_creates_pages_says_so(stage: Stage, cause: str, root: Client) -> None:
    """Beside how many it created."""
    response = root.post(reverse("edition_pages", args=[stage.world.edition.pk]))
    assert any(CAUSES[cause] in told for told in messages(response))
    assert CAUSES[cause] in failed(stage)


def test_the_engines_sync_screen_says_so(stage: Stage, cause: str, root: Client) -> None:
    """Its own success is not all that is said."""
    source = TranslationSource.objects.get(object_id=stage.page.translation_key)
    response = root.post(reverse("wagtail_localize:update_translations", args=[source.pk]))
    assert any(CAUSES[cause] in told for told in messages(response))
    assert CAUSES[cause] in failed(stage)


def test_publishing_the_page_above_creates_both() -> None:
    """What the sentence of the page below promises is true, though the author changes nothing."""
    stage = Stage(ONE)
    below = InfoPage(title="Sub", slug="sub", body=[block("sub", "text", "<p>Sub.</p>")])
    stage.world.add_below(stage.page, below)
    stage.world.work()
    stage.world.translated(stage.page).delete()
    below.save_revision().publish()
    assert "Publish that one in the master; both are created then." in failed_below(stage, below)
    Page.objects.get(pk=stage.page.pk).specific.save_revision().publish()
    stage.world.work()
    assert stage.world.translated(stage.page) is not None
    assert stage.world.translated(below) is not None
    assert not Item.objects.filter(state=State.DEAD).exists()


def failed_below(stage: Stage, below: Page) -> str:
    stage.world.work()
    return str(Item.objects.get(state=State.DEAD, object_key=below.translation_key).fault)


def messages(response: Any) -> list[str]:
    return [html.unescape(str(message)) for message in get_messages(response.wsgi_request)]
