"""Questions, and the authors' panel, in a real browser: the page that is being edited is kept."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Page as Window
from playwright.sync_api import expect

from tests.browser import at_both_widths, chromium
from tests.people import PASSWORD
from tests.programme.starter import block
from translation_workflow.talk.models import Remark, Thread
from translation_workflow.talk.speaking import answer, ask

from .test_effects import CHANGED, translated
from .town import ODD, TYPO, TalkTown

pytestmark = [pytest.mark.needs("chromium"), pytest.mark.django_db(transaction=True)]


def log_in(window: Window, url: str, *, name: str) -> None:
    window.goto(url)
    window.get_by_label("Username").fill(name)
    window.get_by_label("Password").fill(PASSWORD)
    window.get_by_role("button", name="Sign in").click()


def pictures(window: Window, name: str, *, within: str) -> None:
    at_both_widths(window, f"talk-{name}", within=within)


def test_an_author_answers_beside_the_page_without_losing_it(live_server: Any) -> None:
    """The panel says what publishing causes and what translators ask; an answer goes out while the form
    keeps what was typed; markup that somebody typed does nothing.
    """
    town = TalkTown()
    translated(town)
    thread = town.asked(ODD)
    ask(town.fi, town.whole, text="Mikä kaupunki?", user=town.fia)
    town.draft(
        block("one", "text", f"<p>{CHANGED}</p><p>{TYPO}.</p>"), block("three", "text", "<p>Three.</p>")
    )
    errors: list[str] = []
    alerts: list[str] = []
    with chromium() as browser:
        window = browser.new_page(viewport={"width": 1280, "height": 900})
        window.on("pageerror", lambda error: errors.append(str(error)))
        window.on("dialog", lambda dialog: (alerts.append(dialog.message), dialog.accept()))
        edit = f"{live_server.url}{reverse('wagtailadmin_pages:edit', args=[town.world.page.pk])}"
        log_in(window, edit, name="ann")
        window.get_by_role("button", name="Toggle translations").click()
        panel = window.locator(".talk-panel")
        expect(panel.get_by_text("1 finished translation will need work.")).to_be_visible()
        expect(panel.get_by_text("Typo only")).to_be_visible()
        expect(panel.get_by_text('<script>alert("x")</script>', exact=False)).to_be_visible()
        # Wagtail needs a moment before it notices that something is typed.
        window.wait_for_timeout(3000)
        window.locator("#id_title").press_sequentially("Typed: ")
        # Wagtail saves the draft while somebody types, and the panel says what is new by it.
        expect(panel.get_by_text("2 texts change", exact=True)).to_be_visible(timeout=10_000)
        pictures(window, "panel", within=".talk-panel")
        question = panel.locator(f"#thread-{thread.pk}")
        question.get_by_label("Your answer").fill("Lime trees.")
        question.get_by_role("button", name="Answer").click()
        expect(question.get_by_text("Lime trees.")).to_be_visible()
        expect(question.get_by_text("Answered")).to_be_visible()
        expect(question).to_be_focused()
        assert window.url.split("#")[0] == edit
        expect(window.locator("#id_title")).to_have_value("Typed: Legal")
    assert Remark.objects.get(is_answer=True).text == "Lime trees."
    assert (errors, alerts) == ([], [])


def test_a_lost_connection_keeps_the_words(live_server: Any) -> None:
    """Without a connection, and signed out, a sentence says so and the words stay in their field."""
    town = TalkTown()
    thread = town.asked()
    with chromium() as browser:
        context = browser.new_context(viewport={"width": 1280, "height": 900})
        window = context.new_page()
        log_in(window, f"{live_server.url}{town.url('questions')}", name="ann")
        card = window.locator(f"#thread-{thread.pk}")
        card.get_by_label("Your answer").fill("Lime trees.")
        context.set_offline(True)
        card.get_by_role("button", name="Answer").click()
        expect(card.get_by_role("alert")).to_contain_text("Your words are still here")
        expect(card.get_by_label("Your answer")).to_have_value("Lime trees.")
        context.set_offline(False)
        context.clear_cookies()
        card.get_by_role("button", name="Answer").click()
        expect(card.get_by_role("alert")).to_contain_text("signed out")
        expect(card.get_by_label("Your answer")).to_have_value("Lime trees.")
        assert not Remark.objects.filter(is_answer=True).exists()


def test_questions_by_keyboard(live_server: Any) -> None:
    """A translator reads the answer, asks on and closes, with the keyboard alone."""
    town = TalkTown()
    thread = town.asked("Which trees do you mean, those of the park or those of the streets?")
    answer(thread.pk, text="Lime trees.\nIn the streets.", user=town.ann)
    ask(town.sv, town.whole, text="Is this page for schools, too?", user=town.siv)
    errors: list[str] = []
    with chromium() as browser:
        window = browser.new_page(viewport={"width": 1280, "height": 900})
        window.on("pageerror", lambda error: errors.append(str(error)))
        log_in(window, f"{live_server.url}{town.url('questions')}", name="siv")
        pictures(window, "questions", within=".talk")
        card = window.locator(f"#thread-{thread.pk}")
        card.get_by_label("Ask on").focus()
        window.keyboard.type("And how old?")
        window.keyboard.press("Tab")
        window.keyboard.press("Enter")
        expect(card.get_by_text("And how old?")).to_be_visible()
        expect(card.get_by_text("Waits for an author")).to_be_visible()
        window.keyboard.press("Tab")
        window.keyboard.press("Tab")
        window.keyboard.press("Tab")
        window.keyboard.press("Enter")
        expect(card.get_by_text("Closed", exact=True)).to_be_visible()
        window.goto(f"{live_server.url}{town.url('questions')}?show=closed")
        expect(window.get_by_text("And how old?")).to_be_visible()
        pictures(window, "closed", within=".talk")
    assert Thread.objects.get(pk=thread.pk).closed_by == town.siv
    assert errors == []


def test_a_conversation_at_the_desk(live_server: Any) -> None:
    """Beside a text its questions stand, and a translator asks on there."""
    town = TalkTown()
    thread = town.asked("Which trees?")
    answer(thread.pk, text="Lime trees.", user=town.ann)
    with chromium() as browser:
        window = browser.new_page(viewport={"width": 1280, "height": 900})
        url = reverse("desk:page", args=[town.sv.pk, town.whole.key])
        log_in(window, f"{live_server.url}{url}", name="siv")
        window.locator("[contenteditable=true]").nth(1).click()
        card = window.locator(f"#thread-{thread.pk}")
        expect(card.get_by_text("Lime trees.")).to_be_visible()
        card.get_by_label("Ask on").fill("And where?")
        card.get_by_role("button", name="Send").click()
        expect(card.get_by_text("And where?")).to_be_visible()
    assert thread.remarks.count() == 3


def test_a_half_written_answer_waits_for_its_writer(live_server: Any) -> None:
    """Whoever goes elsewhere finds it again in the same window; once it was sent, it is gone."""
    town = TalkTown()
    town.asked()
    with chromium() as browser, browser.new_context() as context:
        window = context.new_page()
        edit = f"{live_server.url}{reverse('wagtailadmin_pages:edit', args=[town.world.page.pk])}"
        log_in(window, edit, name="ann")
        window.get_by_role("button", name="Toggle translations").click()
        window.get_by_label("Your answer").fill("Lime trees, be")
        window.goto(f"{live_server.url}{reverse('talk:questions')}")
        answer_field = window.get_by_label("Your answer")
        expect(answer_field).to_have_value("Lime trees, be")
        answer_field.fill("Lime trees, because they live long.")
        window.get_by_role("button", name="Answer").click()
        expect(window.get_by_text("Lime trees, because they live long.")).to_be_visible()
        window.reload()
        expect(window.get_by_text("Waits for an author")).to_have_count(0)
        kept = window.evaluate("() => Object.keys(sessionStorage).filter(name => name.startsWith('talk/'))")
        assert kept == []
