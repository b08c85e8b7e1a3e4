"""Nothing typed is lost: not by a lost connection, a closed window, an ended session or a busy server."""

from __future__ import annotations

from typing import Any

import pytest
from django.conf import settings
from django.urls import reverse
from playwright.sync_api import Page as Window
from playwright.sync_api import expect

from tests.browser import accessible, chromium, picture
from tests.people import client_of, partner_of
from tests.programme.starter import block
from translation_workflow.desk.models import TypedDraft

from .browsing import PIECES, address, at_desk, field, prepared, saved, seated, sign_in, text_of, write
from .screening import post

pytestmark = [
    pytest.mark.needs("chromium"),
    pytest.mark.django_db(transaction=True),
    pytest.mark.everywhere,
]

ROOMS = "Measure the rooms before you plan."
WORDS = "Mät rummen innan ni planerar."


def told(window: Window) -> Any:
    return window.locator("[data-desk-part=away]")


def unplug(window: Window) -> None:
    """Take the connection from this page until it is loaded again: also from its last words."""
    window.evaluate("() => { window.fetch = () => Promise.reject(new TypeError('unplugged')); }")


def test_what_is_typed_is_kept_at_once_and_settled_when_left(live_server: Any) -> None:
    """A draft of one's own first, which nobody else sees; working text when somebody goes on."""
    world = prepared()
    with at_desk(live_server, world) as window:
        field(window, ROOMS).click()
        window.keyboard.type(WORDS)
        expect(text_of(window, ROOMS).get_by_text("Kept", exact=True)).to_be_visible()
        assert TypedDraft.objects.get().words == WORDS
        assert world.segment(ROOMS).words == ""
        window.keyboard.press("Alt+ArrowDown")
        expect(text_of(window, ROOMS).get_by_text("Saved", exact=True)).to_be_visible()
        assert world.segment(ROOMS).words == WORDS
        assert not TypedDraft.objects.exists()


def test_a_draft_waits_for_its_writer(live_server: Any) -> None:
    """Whoever comes back finds what was typed, told apart from the page's words, and may go back to those."""
    world = prepared()
    world.type(ROOMS, "Mät rummen.")
    siv = partner_of(world.edition)
    piece = world.segment(ROOMS)
    keep = reverse("desk:keep", args=[world.edition.pk, world.page.translation_key])
    sent = {"context": piece.context, "string": piece.string, "version": "", "words": "Mät rummen. Nu."}
    assert post(client_of(siv), keep, sent).status_code == 200
    with at_desk(live_server, world, siv) as window:
        words = field(window, ROOMS)
        expect(words).to_have_text("Mät rummen. Nu.")
        expect(text_of(window, ROOMS).get_by_text("Typed before, not in the page yet.")).to_be_visible()
        text_of(window, ROOMS).get_by_role("button", name="Back to the words in the page").click()
        expect(words).to_have_text("Mät rummen.")
        saved(window)
        window.reload()
        expect(field(window, ROOMS)).to_have_text("Mät rummen.")
        assert not TypedDraft.objects.exists()


def test_typing_goes_on_without_a_connection(live_server: Any) -> None:
    """It is told, nothing is lost, and all is saved by itself when the connection is back."""
    world = prepared()
    with at_desk(live_server, world) as window:
        words = field(window, ROOMS)
        words.click()
        window.context.set_offline(True)
        window.keyboard.type(WORDS)
        expect(told(window)).to_contain_text("There is no connection.")
        expect(text_of(window, ROOMS).get_by_text("Not saved yet", exact=True)).to_be_visible()
        window.keyboard.press("Alt+ArrowDown")
        window.keyboard.type("Prata med vaktmästarna på 12 skolor.")
        expect(window.get_by_text("Not saved yet: 2")).to_be_visible()
        picture(window, "desk-offline")
        assert not TypedDraft.objects.exists()
        window.context.set_offline(False)
        saved(window)
        expect(told(window)).to_be_hidden()
        expect(window.get_by_text("The connection is back. All is saved.")).to_be_attached()
        assert world.segment(ROOMS).words == WORDS
        assert TypedDraft.objects.get().words.startswith("Prata")


def test_words_that_the_server_never_got_survive_the_window(live_server: Any) -> None:
    """They are in the browser, and are sent when the page is opened again; who lost nothing is not asked."""
    world = prepared()
    with at_desk(live_server, world) as window:
        asked: list[str] = []
        window.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
        field(window, ROOMS).click()
        window.reload()
        assert asked == []
        field(window, ROOMS).click()
        unplug(window)
        window.keyboard.type(WORDS)
        expect(told(window)).to_be_visible()
        window.reload()
        assert asked == ["beforeunload"]
        expect(field(window, ROOMS)).to_have_text(WORDS)
        saved(window)
        assert TypedDraft.objects.get().words == WORDS


def test_who_is_signed_out_is_told_and_loses_nothing(live_server: Any) -> None:
    """Signing in in another tab is enough; the page goes on with what was typed."""
    world = prepared()
    siv = partner_of(world.edition)
    with at_desk(live_server, world, siv) as window:
        field(window, ROOMS).click()
        window.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
        window.keyboard.type(WORDS)
        expect(told(window)).to_contain_text("You are signed out.")
        expect(told(window).get_by_role("link", name="Sign in in a new tab")).to_be_visible()
        assert window.url == address(live_server, world)
        picture(window, "desk-signed-out")
        sign_in(window.context, live_server.url, siv)
        window.evaluate("window.dispatchEvent(new Event('focus'))")
        saved(window)
        expect(told(window)).to_be_hidden()
        assert TypedDraft.objects.get().words == WORDS


def test_leaving_by_a_link_takes_the_last_words_along(live_server: Any) -> None:
    """Nobody is asked: the words go on their way while the page goes away."""
    world = prepared()
    with at_desk(live_server, world) as window:
        asked: list[str] = []
        window.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
        field(window, ROOMS).click()
        window.keyboard.type(WORDS)
        window.goto(f"{live_server.url}/admin/account/")
        window.goto(address(live_server, world))
        expect(field(window, ROOMS)).to_have_text(WORDS)
        saved(window)
        assert asked == []
        assert world.segment(ROOMS).words == WORDS


def test_another_person_in_the_same_browser_gets_nothing_of_it(live_server: Any) -> None:
    """Words that wait in a browser are their writer's."""
    world = prepared()
    siv, per = partner_of(world.edition), partner_of(world.edition, name="per")
    with chromium() as browser, seated(browser, live_server.url, siv) as window:
        window.goto(address(live_server, world))
        field(window, ROOMS).click()
        unplug(window)
        window.keyboard.type(WORDS)
        expect(told(window)).to_be_visible()
        window.on("dialog", lambda dialog: dialog.accept())
        sign_in(window.context, live_server.url, per)
        window.reload()
        expect(field(window, ROOMS)).to_have_text("")


def test_words_for_a_text_that_the_authors_changed_are_put_away_by_their_writer(live_server: Any) -> None:
    """They stand open above the texts, lead to the new text, and go when somebody says so."""
    world = prepared()
    with at_desk(live_server, world) as window:
        field(window, ROOMS).click()
        window.keyboard.type(WORDS)
        expect(text_of(window, ROOMS).get_by_text("Kept", exact=True)).to_be_visible()
        write(world, [*PIECES[:2], block("three", "text", "<p>Measure all rooms before you plan.</p>")])
        window.reload()
        notice = window.locator("details.desk-notice")
        expect(notice.get_by_text(WORDS)).to_be_visible()
        accessible(window, within=".desk")
        picture(window, "desk-left-behind")
        notice.get_by_role("link", name="To the text that stands there now").click()
        expect(field(window, "Measure all")).to_be_focused()
        notice.get_by_role("button", name="Delete what I typed").click()
        expect(notice).to_have_count(0)
        assert not TypedDraft.objects.exists()


def test_words_that_nobody_got_for_a_text_that_is_gone_are_handed_in(live_server: Any) -> None:
    """The authors changed the text while its translator was offline: the words stand above the others."""
    world = prepared()
    with at_desk(live_server, world) as window:
        window.on("dialog", lambda dialog: dialog.accept())
        field(window, ROOMS).click()
        unplug(window)
        window.keyboard.type(WORDS)
        expect(told(window)).to_be_visible()
        write(world, [*PIECES[:2], block("three", "text", "<p>Measure all rooms before you plan.</p>")])
        window.reload()
        expect(window.locator("details.desk-notice").get_by_text(WORDS)).to_be_visible()
        assert TypedDraft.objects.get().words == WORDS
        assert window.evaluate("() => Object.keys(localStorage).filter(key => key.startsWith('desk/'))") == []


def test_a_question_that_was_not_sent_is_not_left_behind_unasked(live_server: Any) -> None:
    """Whoever goes while a question is typed, at this text or another, is asked first."""
    world = prepared()
    with at_desk(live_server, world) as window:
        asked: list[str] = []
        window.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
        field(window, ROOMS).click()
        beside = window.locator("#desk-beside")
        beside.get_by_text("Ask or comment").click()
        beside.get_by_label("Your words").fill("Which rooms?")
        field(window, "Talk to").click()
        expect(beside.get_by_label("Your words")).to_have_value("")
        window.get_by_role("link", name="Images").click()
        window.wait_for_timeout(500)
        assert asked == ["beforeunload"]
        field(window, ROOMS).click()
        expect(beside.get_by_label("Your words")).to_have_value("Which rooms?")
