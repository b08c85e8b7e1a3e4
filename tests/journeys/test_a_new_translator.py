"""A new translator's first half hour, from the mail to “sent to review”, and what becomes of it.

Nobody here knows an address: they go by what is on the screen, in the language of the interface.
"""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser import chromium
from tests.desk.browsing import field, saved, text_of
from tests.desk.test_links_in_browser import select
from tests.digest.postbox import postbox
from translation_workflow.digest.sending import send_digests

from .covenant import CHANGED, LINKED, ODD, PLAIN, TERMED, TITLE, TRANSLATED_TITLE, WORDS, Covenant
from .walking import Walker, walking

pytestmark = [pytest.mark.needs("chromium"), pytest.mark.django_db(transaction=True)]

QUESTION, ANSWER = "Which winter do you mean?", "The first one after the decision."


@pytest.mark.parametrize("language", [pytest.param("en", marks=pytest.mark.everywhere), "sv", "el"])
def test_from_the_mail_to_the_reader(live_server: Any, settings: Any, language: str) -> None:
    """A new translator finds what is new, translates, asks and sends; an author answers; a reviewer
    publishes; readers read it.
    """
    settings.WAGTAILADMIN_BASE_URL = live_server.url
    world = Covenant(language=language)
    mail = mail_of(world, settings)
    with chromium() as browser:
        with walking(browser, "siv", language=language) as siv:
            translator_finds_what_is_new(siv, mail)
            translator_translates(siv)
            translator_asks(siv)
            translator_sends(siv)
        world.author_drafts()
        with walking(browser, "ann", language=language) as ann:
            author_answers(ann, live_server.url)
        with walking(browser, "rut", language=language) as rut:
            reviewer_publishes(rut, live_server.url)
        world.work()
        with walking(browser, "nobody", language=language) as reader:
            reader_reads(reader, live_server.url)
    assert world.translated(world.page).live


def mail_of(world: Covenant, settings: Any) -> str:
    """Return the HTML of the mail that the new translator gets."""
    with postbox(settings) as box:
        send_digests(people=["siv"])
        [mail] = box.mails
    body = mail.get_body(("html",))
    assert body
    assert mail["To"] == "siv@example.org"
    return str(body.get_content())


def translator_finds_what_is_new(siv: Walker, mail: str) -> None:
    """Read the mail, follow its link, sign in, see the news, and press the one next step."""
    window = siv.window
    window.set_content(mail)
    expect(window.get_by_text(TITLE)).to_be_visible()
    siv.keeps("mail")
    siv.link("See it all").click()
    siv.keeps("sign-in")
    siv.signs_in()
    expect(
        window.get_by_text(
            siv.counted(
                "The master changed texts of %(n)s page", "The master changed texts of %(n)s pages", 1
            )
        )
    ).to_be_visible()
    siv.keeps("home", within=".overview", guide=(70, 560))
    siv.link("Go on with what needs work").click()
    expect(window.locator(".desk-segment").first).to_be_visible()


def translator_translates(siv: Walker) -> None:
    """Five texts: one changed, one with a link, one with an agreed term, two as they are."""
    window = siv.window
    siv.keeps("desk", within=".desk")
    changed = field(window, CHANGED)
    changed.click()
    expect(text_of(window, CHANGED).locator("ins").first).to_contain_text("all")
    siv.keeps("desk-changed", within=".desk", guide=(70, 660))
    _write(siv, CHANGED, WORDS[CHANGED])
    siv.button("Confirm", within=text_of(window, CHANGED), exact=False).click()
    saved(window)

    _write(siv, LINKED, WORDS[LINKED])
    siv.reads("Links that are missing:")
    siv.keeps("desk-link", within=".desk")
    # The word stands third; with the mouse, somebody presses it twice.
    select(window, "guide")
    siv.button("Put in the link “%(words)s”", words="the guide").click()
    expect(field(window, LINKED).locator("a")).to_have_text("guide")
    siv.button("Confirm", within=text_of(window, LINKED), exact=False).click()
    saved(window)

    field(window, TERMED).click()
    expect(text_of(window, TERMED).locator("mark")).to_have_text("energy audit")
    window.keyboard.type("En ")
    text_of(window, TERMED).get_by_role("button", name="energikartläggning").click()
    window.keyboard.type(WORDS[TERMED].removeprefix("En energikartläggning"))
    siv.keeps("desk-term", within=".desk")
    siv.button("Confirm", within=text_of(window, TERMED), exact=False).click()
    for text in (PLAIN, ODD):
        _write(siv, text, WORDS[text])
        siv.button("Confirm", within=text_of(window, text), exact=False).click()
        saved(window)


def _write(siv: Walker, text: str, words: str) -> None:
    field(siv.window, text).click()
    siv.window.keyboard.press("Control+A")
    siv.window.keyboard.type(words)


def translator_asks(siv: Walker) -> None:
    """A question to the authors, beside the text that is not clear."""
    window = siv.window
    field(window, ODD).click()
    beside = window.locator("#desk-beside")
    beside.get_by_text(siv.said("Ask or comment")).click()
    beside.get_by_label(siv.said("Your words")).fill(QUESTION)
    siv.keeps("desk-asking", within=".desk", guide=(100, 620))
    siv.button("Send", within=beside).click()
    expect(beside.get_by_text(QUESTION)).to_be_visible()
    siv.reads("Waits for an author", within=beside)
    siv.keeps("desk-asked", within=".desk")


def translator_sends(siv: Walker) -> None:
    siv.button("Send to review").click()
    siv.reads(
        "“%(title)s” was sent to the reviewers of %(edition)s.",
        title=TITLE,
        edition="covenant-capacity/sv",
    )
    siv.keeps("sent", within=".desk")


def author_answers(ann: Walker, url: str) -> None:
    """An author reads the question beside the page that is being written, and answers there."""
    window = ann.window
    window.goto(f"{url}/admin/")
    ann.signs_in()
    ann.keeps("author-home", within=".overview--panel", guide=(30, 430))
    ann.link("Answer the first question").click()
    expect(window.get_by_text(QUESTION)).to_be_visible()
    ann.keeps("questions", within=".talk")
    window.get_by_role("link", name=TITLE).first.click()
    ann.button("Toggle translations").click()
    panel = window.locator(".talk-panel")
    expect(panel.get_by_text(QUESTION)).to_be_visible()
    ann.keeps("author-panel", within=".talk-panel", guide=(0, 700))
    panel.get_by_label(ann.said("Your answer")).fill(ANSWER)
    ann.button("Answer", within=panel).click()
    expect(panel.get_by_text(ANSWER)).to_be_visible()
    ann.keeps("author-answered", within=".talk-panel")


def reviewer_publishes(rut: Walker, url: str) -> None:
    """A reviewer's ten minutes."""
    window = rut.window
    window.goto(f"{url}/admin/")
    rut.signs_in()
    rut.keeps("reviewer-home")
    rut.link("Review the first page").click()
    expect(window.locator(".approving-piece")).to_have_count(5)
    rut.keeps("review", within=".approving")
    rut.button("Approve all and publish").click()
    rut.reads("Published “%(title)s” in %(edition)s.", title=TRANSLATED_TITLE, edition="covenant-capacity/sv")
    rut.keeps("published", within=".approving")


def reader_reads(reader: Walker, url: str) -> None:
    window = reader.window
    window.goto(f"{url}/covenant-capacity/sv/")
    window.get_by_role("link", name=TRANSLATED_TITLE).first.click()
    for words in WORDS.values():
        expect(window.get_by_text(words)).to_be_visible()
    expect(window.get_by_role("link", name="guide")).to_have_attribute(
        "href", "https://energy.example.eu/guide"
    )
    reader.keeps("reader")
