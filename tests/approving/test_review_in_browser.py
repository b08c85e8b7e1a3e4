"""A reviewer's ten minutes in a real browser, from the list to “published”, by mouse and by keyboard."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Page as Window
from playwright.sync_api import expect

from tests.approving.reviewing import Reviewed
from tests.browser import at_both_widths, chromium
from tests.people import PASSWORD
from tests.programme.starter import block
from translation_workflow.approving import decide
from translation_workflow.talk.models import Remark

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.needs("chromium")]

SENTENCES = {
    "Ask the county who pays for the audit of a town hall.": "Fråga länsstyrelsen vem som betalar.",
    "Measure the rooms before you plan.": "Mät rummen innan ni planerar.",
    "Talk to the caretakers of every school.": "Prata med vaktmästarna på varje skola.",
    "Replace 12 old boilers with heat pumps.": "Byt ut 12 gamla pannor mot värmepumpar.",
}
CHANGED = "Measure all the rooms before you plan."


def write(world: Reviewed, texts: list[str]) -> None:
    world.page.refresh_from_db()
    world.page.body = [block(f"b{number}", "text", f"<p>{text}</p>") for number, text in enumerate(texts)]
    world.page.save_revision().publish()
    world.work()


def prepared() -> Reviewed:
    """A page that was published; then the master changed a sentence, and a translator two, and sent it."""
    world = Reviewed(maximum_missing=None)
    world.translate()
    world.type("Legal", "Juridik")
    write(world, list(SENTENCES))
    for text, words in SENTENCES.items():
        world.type(text, words)
    world.publish()
    key = world.page.translation_key
    write(world, [CHANGED if text.startswith("Measure") else text for text in SENTENCES])
    world.type(CHANGED, "Mät alla rummen innan ni planerar.")
    world.type(
        "Talk to the caretakers of every school.", "Prata med vaktmästarna och städarna på varje skola."
    )
    world.type("Replace 12 old boilers with heat pumps.", "Byt ut 21 gamla pannor mot värmepumpar.")
    world.send(key)
    # One page more waits, which nobody sent, and one was sent back.
    world.type("More trees.", "Flera träd.")
    return world


def log_in(window: Window, url: str, name: str) -> None:
    window.goto(url)
    window.get_by_label("Username").fill(name)
    window.get_by_label("Password").fill(PASSWORD)
    window.get_by_role("button", name="Sign in").click()


def pictures(window: Window, name: str) -> None:
    at_both_widths(window, f"review-{name}", within=".approving", fitting="html, #main, .approving *")


def test_a_reviewers_ten_minutes(live_server: Any) -> None:
    """The list, the page, a piece sent back, the rest approved and published; every screen is looked at."""
    world = prepared()
    with chromium() as browser:
        window = browser.new_page(viewport={"width": 1280, "height": 900})
        log_in(window, f"{live_server.url}{reverse('approving:queue')}", "reviewer-sv")
        expect(window.get_by_text("Sent for review (1)")).to_be_visible()
        pictures(window, "queue")
        window.get_by_role("link", name="Review Juridik").click()
        expect(window.get_by_text("translator-sv sent this for review")).to_be_visible()
        expect(window.locator(".approving-piece")).to_have_count(3)
        expect(window.locator("ins", has_text="all").first).to_be_visible()
        pictures(window, "page")
        wrong = window.locator(".approving-piece", has_text="21 gamla pannor")
        wrong.get_by_text("Send back…").click()
        wrong.get_by_label("What is to be done?").fill("It is twelve.")
        pictures(window, "sending-back")
        wrong.get_by_role("button", name="Send back", exact=False).click()
        expect(window.get_by_text("1 piece was sent back.")).to_be_visible()
        assert world.segment("Replace 12 old boilers with heat pumps.").state == "needs_work"
        pictures(window, "sent-back")
        expect(window.get_by_text("translator-sv sent this for review")).to_be_visible()
        # The translator mends it while the others wait.
        world.type("Replace 12 old boilers with heat pumps.", "Byt ut 12 äldre pannor mot värmepumpar.")
        window.reload()
        window.get_by_role("button", name="Approve all and publish").click()
        expect(window.get_by_text("Published “Juridik”")).to_be_visible()
        expect(window.get_by_text("Nothing waits here")).to_be_visible()
        pictures(window, "published")
    assert "städarna" in str(world.translated(world.page).body)


def test_what_changed_meanwhile_is_shown(live_server: Any) -> None:
    """Words that a translator changes while the reviewer reads are marked, and not published."""
    world = prepared()
    with chromium() as browser:
        window = browser.new_page(viewport={"width": 1280, "height": 900})
        url = f"{live_server.url}{world.url(key=world.page.translation_key)}"
        log_in(window, url, "reviewer-sv")
        world.type("Replace 12 old boilers with heat pumps.", "Byt ut 12 pannor mot värmepumpar.")
        window.get_by_role("button", name="Approve all and publish").click()
        expect(window.get_by_text("changed since you looked", exact=True)).to_be_visible()
        pictures(window, "overtaken")
        window.get_by_role("button", name="Approve all and publish").click()
        expect(window.get_by_text("Published “Juridik”")).to_be_visible()


def test_the_gate_says_what_is_missing(live_server: Any) -> None:
    """A page with pieces missing says which, and offers to approve, not to publish."""
    world = Reviewed()
    world.type("More trees.", "Fler träd.")
    world.send()
    with chromium() as browser:
        window = browser.new_page(viewport={"width": 1280, "height": 900})
        log_in(window, f"{live_server.url}{world.url()}", "reviewer-sv")
        expect(window.get_by_text("It cannot be published yet:")).to_be_visible()
        assert window.get_by_role("button", name="publish", exact=False).count() == 0
        pictures(window, "gate")


def test_with_the_keyboard_only(live_server: Any) -> None:
    """From the list to “published” without a mouse: every control is reached and pressed by keys."""
    prepared()
    with chromium() as browser:
        window = browser.new_page(viewport={"width": 1280, "height": 900})
        log_in(window, f"{live_server.url}{reverse('approving:queue')}", "reviewer-sv")
        _press(window, "Review Juridik", role="link")
        expect(window.get_by_text("translator-sv sent this for review")).to_be_visible()
        _reach(window, window.get_by_label("Choose all that wait for you"))
        window.keyboard.press("Space")
        expect(window.get_by_text("Chosen: 3")).to_be_visible()
        _press(window, "Approve the chosen", role="button")
        expect(window.get_by_text("3 pieces were approved.")).to_be_visible()
        _press(window, "Publish", role="button")
        expect(window.get_by_text("Published “Juridik”")).to_be_visible()


def test_a_translator_reads_why_a_page_came_back(live_server: Any) -> None:
    """The translator's own look at the same page: the note, no button to decide, and one to send it again."""
    world = prepared()
    key = world.page.translation_key
    decide.send_page_back(
        world.edition, key, note="Please use “kommun”.\nSee the glossary.", user=world.reviewer
    )
    with chromium() as browser:
        window = browser.new_page(viewport={"width": 1280, "height": 900})
        log_in(window, f"{live_server.url}{world.url(key=key)}", "translator-sv")
        expect(window.get_by_text("Please use “kommun”.")).to_be_visible()
        pictures(window, "translator")
        window.get_by_role("button", name="Send for review").click()
        expect(window.get_by_text("The page was sent for review.")).to_be_visible()
        window.get_by_role("button", name="Take it back from review").click()
        expect(window.get_by_text("The page was taken back", exact=False)).to_be_visible()


def _reach(window: Window, target: Any) -> None:
    """Walk with the tabulator to a control."""
    for _ in range(80):
        window.keyboard.press("Tab")
        if target.evaluate("one => one === document.activeElement"):
            return
    raise AssertionError(f"{target} is not reached by keys")


def _press(window: Window, name: str, *, role: Any) -> None:
    _reach(window, window.get_by_role(role, name=name).first)
    window.keyboard.press("Enter")


def test_notes_stay_until_they_are_sent(live_server: Any) -> None:
    """Other buttons load the page anew: what stands in other fields is there again, what was sent is not."""
    world = prepared()
    with chromium() as browser, browser.new_context() as context:
        window = context.new_page()
        log_in(window, live_server.url + world.url(key=world.page.translation_key), "reviewer-sv")
        pieces = window.locator(".approving-piece")
        boilers = pieces.filter(has_text="pannor")
        boilers.get_by_text("Send back…").click()
        boilers.get_by_label("What is to be done?").fill("Twelve, not 21.")
        window.get_by_label("A note to the translator").fill("Nearly there.")
        pieces.filter(has_text="caretakers").get_by_role("button", name="Approve").click()
        expect(window.get_by_text("1 piece was approved.")).to_be_visible()
        expect(boilers.get_by_label("What is to be done?")).to_have_value("Twelve, not 21.")
        expect(window.get_by_label("A note to the translator")).to_have_value("Nearly there.")
        boilers.get_by_role("button", name="Send back", exact=False).last.click()
        expect(window.get_by_text("1 piece was sent back.")).to_be_visible()
        assert Remark.objects.get().text == "Twelve, not 21."
        expect(window.get_by_label("A note to the translator")).to_have_value("Nearly there.")
        window.reload()
        assert "Twelve" not in "".join(
            window.locator("textarea").evaluate_all("all => all.map(one => one.value)")
        )
