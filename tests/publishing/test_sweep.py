"""A full render finds what drifted, and puts exactly that right."""

from __future__ import annotations

import json
import logging
import threading
import time
from typing import Any
from uuid import UUID

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page, PageLogEntry, Revision
from wagtail_localize.models import StringTranslation

from pages.models import InfoPage
from pages.progress import unwatched
from tests.publishing.builders import World
from translation_workflow.jobs.schedule import follow
from translation_workflow.jobs.work import HOUR, duties, find_and_mend
from translation_workflow.review.drift.sweep import Drift, find_drift
from translation_workflow.review.everything import follow_everything
from translation_workflow.review.models import PublishedText
from translation_workflow.source.models import State, WorkingState

pytestmark = pytest.mark.django_db


class Towns(World):
    """With a second page, that has a link."""

    contact: InfoPage

    def open_contact(self) -> None:
        self.contact = self.add_page("Contact", 'Write <a href="https://a.example">us</a> a <b>letter</b>.')

    def send_back(self, text: str) -> None:
        """Let the words of a piece need work."""
        piece = self.segment(text)
        row = StringTranslation.objects.get(
            context=piece.context, translation_of=piece.string, locale=self.edition.locale
        )
        WorkingState.objects.update_or_create(translation=row, defaults={"state": State.NEEDS_WORK})


@pytest.fixture
def world() -> Towns:
    """An edition with published pages, one of which has a draft with words that need work."""
    world = Towns()
    world.open_contact()
    world.work()
    for text in ("Legal", "About this site.", "Contact", "Towns"):
        world.type(text, f"sv {text}")
    world.type('Write <a id="a1">us</a> a <b>letter</b>.', 'Skriv <b>brev</b> till <a id="a1">oss</a>.')
    world.publish()
    world.type("About this site.", "Bättre ord.")
    world.send_back("About this site.")
    follow_everything([world.edition], progress=unwatched)
    return world


def swept(world: Towns, *, mend: bool = False) -> list[Drift]:
    return find_drift([world.edition], mend=mend)


def body(world: Towns, page: Page) -> str:
    return str(world.translated(page).body[0].value)


def published(key: UUID) -> list[tuple[Any, ...]]:
    rows = PublishedText.objects.filter(object_key=key).order_by("string")
    return list(rows.values_list("string", "words", "links"))


def run(sql: str, *values: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)


def written() -> tuple[int, int]:
    """How much the history of pages holds."""
    return Revision.objects.count(), PageLogEntry.objects.count()


def test_what_was_published_and_followed_has_not_drifted(world: Towns) -> None:
    """The sweep finds nothing, and writes nothing."""
    before = written()
    assert swept(world, mend=True) == []
    assert written() == before


def test_a_row_that_was_changed_behind_every_back_is_found_and_mended(world: Towns) -> None:
    """Only the page and the fields that differ are named and written."""
    page, other = world.translated(world.page), world.translated(world.contact)
    raw = json.dumps([{"type": "text", "value": "<p>hacked</p>", "id": page.body[0].id}])
    run("UPDATE pages_infopage SET body = %s WHERE page_ptr_id = %s", raw, page.pk)
    run("UPDATE wagtailcore_page SET title = 'Hacked' WHERE id = %s", page.pk)
    [drift] = swept(world)
    assert (drift.edition, drift.key) == (world.edition, world.page.translation_key)
    assert drift.changes.live == ("body", "title")
    assert body(world, world.page) == "<p>hacked</p>", "To look is not to write."
    swept(world, mend=True)
    assert (body(world, world.page), world.translated(world.page).title) == (
        "<p>sv About this site.</p>",
        "sv Legal",
    )
    assert swept(world) == []
    assert world.translated(world.contact).latest_revision_id == other.latest_revision_id


def test_published_text_that_was_lost_comes_back_from_the_page_that_shows_it(world: Towns) -> None:
    """The live words stay as they are, with their links, and no page is written for it."""
    key = world.contact.translation_key
    before = list(
        PublishedText.objects.filter(object_key=key)
        .order_by("string")
        .values_list("string", "words", "links")
    )
    shown, history = body(world, world.contact), written()
    PublishedText.objects.filter(object_key=key).delete()
    [drift] = swept(world)
    assert not drift.changes.told
    assert "Contact" in drift.pieces
    swept(world, mend=True)
    after = (
        PublishedText.objects.filter(object_key=key)
        .order_by("string")
        .values_list("string", "words", "links")
    )
    assert list(after) == before
    assert (body(world, world.contact), written()) == (shown, history)
    assert swept(world) == []


def test_a_lost_draft_comes_back(world: Towns) -> None:
    """It says what the working text says; the live page is not touched."""
    page = world.translated(world.page)
    lost = page.latest_revision_id
    Revision.objects.filter(pk=lost).delete()
    Page.objects.filter(pk=page.pk).update(
        has_unpublished_changes=False, latest_revision=page.live_revision_id
    )
    [drift] = swept(world)
    assert (drift.changes.live, drift.changes.draft) == ((), ("body",))
    swept(world, mend=True)
    mended = world.translated(world.page)
    assert mended.has_unpublished_changes
    assert str(mended.get_latest_revision_as_object().body[0].value) == "<p>Bättre ord.</p>"
    assert mended.live_revision_id == page.live_revision_id
    assert swept(world) == []


def test_words_typed_since_are_no_drift(world: Towns) -> None:
    """A draft that nobody wrote yet is late, and not wrong."""
    world.type("Less CO<sub>2</sub>.", "Mindre CO<sub>2</sub>.")
    assert swept(world) == []


def test_a_draft_that_somebody_saved_is_theirs(world: Towns, admin_user: Any) -> None:
    """The sweep neither reports nor rewrites it."""
    page = world.translated(world.page)
    page.title = "Half a thought"
    saved = page.save_revision(user=admin_user, log_action=True)
    assert swept(world, mend=True) == []
    assert world.translated(world.page).latest_revision_id == saved.pk


def test_the_number_of_queries_does_not_depend_on_the_number_of_pages(world: Towns) -> None:
    """Ten pages more are read by the same queries."""
    swept(world)
    with CaptureQueriesContext(
        connection,
    ) as few:
        swept(world)
    for number in range(10):
        world.add_page(f"Page-{number}", f"Words of page {number}.")
    world.work()
    world.publish()
    with CaptureQueriesContext(connection) as many:
        assert swept(world) == []
    assert len(many) <= len(few)


def test_the_command_fails_while_drift_is_there(world: Towns, capsys: pytest.CaptureFixture[str]) -> None:
    """So that a monitor may call it; mended drift is no failure."""
    call_command("verify_editions", "towns/sv")
    run("UPDATE wagtailcore_page SET title = 'Hacked' WHERE id = %s", world.translated(world.page).pk)
    with pytest.raises(CommandError, match="“Legal”"):
        call_command("verify_editions", "towns/sv")
    capsys.readouterr()
    call_command("verify_editions", "towns/sv", "--mend", "--json")
    [told] = json.loads(capsys.readouterr().out)
    assert (told["edition"], told["object"], told["live"]) == ("towns/sv", "Legal", ["title"])
    call_command("verify_editions", "--all")


def test_the_worker_mends_and_says_so(world: Towns, caplog: pytest.LogCaptureFixture) -> None:
    """Once a day; whoever reads the log learns what was wrong."""
    run("UPDATE wagtailcore_page SET title = 'Hacked' WHERE id = %s", world.translated(world.page).pk)
    with caplog.at_level(logging.WARNING):
        find_and_mend()
    assert InfoPage.objects.get(pk=world.translated(world.page).pk).title == "sv Legal"
    assert "towns/sv: “Legal”: title (live)" in caplog.text


def test_what_waits_to_be_followed_up_is_no_drift(world: Towns, caplog: pytest.LogCaptureFixture) -> None:
    """The worker will write it; the sweep leaves it alone, and looks at the other pages."""
    world.work()
    for page in (world.page, world.contact):
        run("UPDATE wagtailcore_page SET title = 'Hacked' WHERE id = %s", world.translated(page).pk)
    follow(world.page.translation_key, [world.edition])
    with caplog.at_level(logging.WARNING):
        find_and_mend()
    assert world.translated(world.page).title == "Hacked"
    assert "“Contact”: title (live)" in caplog.text
    assert "“Legal”" not in caplog.text
    world.work()
    assert world.translated(world.page).title == "sv Legal"


def test_the_first_sweep_of_a_worker_waits() -> None:
    """A worker that starts has other things to do, and one that is restarted often sweeps all the same."""
    [duty] = [duty for duty in duties(threading.Event()) if duty.act is find_and_mend]
    assert not duty.is_due(time.monotonic())
    assert duty.is_due(time.monotonic() + HOUR)
