"""The overview in a real browser: a partner's way from the first page, and thirteen editions in one look."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone, translation
from playwright.sync_api import Page as Window
from playwright.sync_api import expect
from wagtail.users.models import UserProfile
from wagtail_localize.models import TranslationSource

from tests.browser import at_both_widths, chromium, picture
from tests.overview.town import Town, address
from tests.people import PASSWORD, give, person
from tests.programme.starter import block
from translation_workflow.adaptation.edit import layer_of, leave_out
from translation_workflow.editions.models import Edition
from translation_workflow.editions.roles import Role
from translation_workflow.overview.models import Progress, Visit

pytestmark = [pytest.mark.needs("chromium"), pytest.mark.django_db(transaction=True)]
CODES = ("en-GB", "bg", "hr", "et", "fr", "el", "it", "pl", "ro", "sl", "da")
TEXTS = ("Towns", "More trees.", "Less CO<sub>2</sub>.", "Legal", "About this site.")
THEMES = ("Buildings", "Mobility", "Energy supply", "Land use planning")


def log_in(window: Window, url: str, name: str) -> None:
    window.goto(url)
    window.get_by_label("Username").fill(name)
    window.get_by_label("Password").fill(PASSWORD)
    window.get_by_role("button", name="Sign in").click()


def pictures(window: Window, name: str, *, within: str = ".overview") -> None:
    at_both_widths(window, f"overview-{name}", within=within)


def watched(browser: Any, errors: list[str]) -> Window:
    window: Window = browser.new_page(viewport={"width": 1280, "height": 900})
    window.on("pageerror", lambda error: errors.append(str(error)))
    return window


def begun() -> Town:
    """`towns/sv` a month after Siv's last visit: half translated, one page changed since."""
    town = Town()
    world = town.world
    for text in ("Towns", "More trees.", "Legal", "About this site."):
        world.type(text, f"{text} (sv)")
    world.publish()
    month = timezone.now() - timedelta(days=30)
    TranslationSource.objects.update(created_at=month - timedelta(days=30), last_updated_at=month)
    world.page.refresh_from_db()
    world.page.body = [block("Legal", "text", "<p>About this site and its people.</p>")]
    world.page.save_revision().publish()
    town.theme()
    town.world.work()
    Visit.objects.create(user=town.siv, edition=town.edition, looked_at=month)
    for day, (done, needs) in enumerate([(0, 0), (0, 0), (1, 1), (2, 1), (3, 0)]):
        Progress.objects.create(
            edition=town.edition,
            day=(month + timedelta(days=6 * day)).date(),
            untranslated=5 - done - needs,
            needs_work=needs,
            translated=done,
            approved=0,
            copies=0,
        )
    return town


def test_a_partner_comes_back_after_a_month(live_server: Any) -> None:
    """From the card on the first page to the home: what is new, what waits, the picture, the next step."""
    town = begun()
    errors: list[str] = []
    with chromium() as browser:
        window = watched(browser, errors)
        log_in(window, f"{live_server.url}{reverse('wagtailadmin_home')}", "siv")
        panel = window.locator(".overview--panel")
        expect(panel.get_by_role("link", name="svenska")).to_be_visible()
        pictures(window, "cards", within=".overview--panel")
        panel.get_by_role("link", name="svenska").click()
        expect(
            window.get_by_role("heading", name="New since your last visit on", exact=False)
        ).to_be_visible()
        expect(window.get_by_text("The master changed texts of 1 page")).to_be_visible()
        expect(window.get_by_text("1 page is new in the master")).to_be_visible()
        expect(window.get_by_role("img", name="Texts by state from", exact=False)).to_be_visible()
        pictures(window, "home")
        details = window.get_by_text("The same in numbers")
        details.focus()
        window.keyboard.press("Enter")
        expect(window.get_by_role("rowheader").first).to_be_visible()
        pictures(window, "home-numbers")
        step = window.locator(".overview-step .button")
        expect(step).to_have_count(1)
        expect(step).to_contain_text("Go on with what needs work")
        assert str(town.world.page.translation_key) in (step.get_attribute("href") or "")
    assert errors == []


@pytest.mark.parametrize("language", ["en", "sv", "el"])
def test_a_button_is_as_high_as_its_words_are_long(live_server: Any, language: str) -> None:
    """In each language the button of a card is whole, and inside of its card."""
    town = Town()
    for text in ("Legal", "About this site."):
        town.world.type(text, f"{text} (sv)")
    Edition.objects.filter(pk=town.edition.pk).update(maximum_missing=None)
    for text in ("Towns", "More trees.", "Less CO<sub>2</sub>."):
        town.world.type(text, f"{text} (sv)")
    give(town.siv, "translator", town.other)
    UserProfile.objects.create(user=town.siv, preferred_language=language)
    errors: list[str] = []
    with chromium() as browser:
        window = watched(browser, errors)
        log_in(window, f"{live_server.url}{reverse('wagtailadmin_home')}", "siv")
        button = window.locator(".overview-card .button").first
        expect(button).to_be_visible()
        with translation.override(language):
            expect(button).to_contain_text(translation.gettext("Send what is translated to review"))
        for width in (1280, 390):
            window.set_viewport_size({"width": width, "height": 900})
            cut = button.evaluate(
                """one => {
                    const card = one.closest(".overview-card").getBoundingClientRect();
                    const isWide = one.scrollWidth > one.clientWidth || one.scrollHeight > one.clientHeight;
                    return isWide || one.getBoundingClientRect().right > card.right;
                }"""
            )
            assert not cut, f"the button is cut off at {width} pixels"
        pictures(window, f"cards-{language}", within=".overview--panel")
    assert errors == []


def test_a_coordinator_sees_thirteen_editions_in_one_look(live_server: Any) -> None:
    """The heat map, narrowed to a theme, and its keyboard; nothing of it is said by colour alone."""
    town = Town(*CODES)
    world = town.world
    for title in THEMES:
        theme = town.theme(title, title.split(" ")[0].lower())
        for level in (1, 2):
            town.module(theme, level=level)
    town.follow()
    editions = list(Edition.objects.exclude(code="en"))
    assert len(editions) == 13
    for number, edition in enumerate(editions):
        world.edition = edition
        for text in ["Towns", "More trees.", "Less CO<sub>2</sub>.", "Legal", "About this site."][
            : number % 6
        ]:
            world.type(text, f"{text} ({edition.code})")
        for title in THEMES[: number % 5]:
            for text in (title, f"About {title}.", f"{title} 1", f"Money for {title} 1."):
                world.type(text, f"{text} ({edition.code})")
        if number % 2:
            world.publish()
    world.page.refresh_from_db()
    world.page.body = [block("Legal", "text", "<p>About this site of ours.</p>")]
    world.page.save_revision().publish()
    town.world.work()
    layer = layer_of(editions[3], world.page.translation_key)
    leave_out(layer, is_left_out=True, version=layer.version)
    person(Role.COORDINATOR, name="cora")
    errors: list[str] = []
    with chromium() as browser:
        window = watched(browser, errors)
        log_in(window, f"{live_server.url}{reverse('wagtailadmin_home')}", "cora")
        expect(window.locator(".overview-card")).to_have_count(13)
        pictures(window, "cards-of-all", within=".overview--panel")
        window.get_by_role("button", name="Translation").click()
        window.wait_for_timeout(400)
        picture(window, "overview-menu")
        window.get_by_role("link", name="Editions and pages").first.click()
        expect(window.get_by_role("columnheader")).to_have_count(14)
        fits = window.evaluate(
            "(one => one.scrollWidth <= one.clientWidth)(document.querySelector('.overview-scroll'))"
        )
        assert fits, "thirteen editions do not fit a desk"
        pictures(window, "matrix")
        window.get_by_label("Theme").select_option("mobility")
        window.get_by_label("Level").select_option("2")
        window.get_by_role("button", name="Show").click()
        expect(window.get_by_role("rowheader", name="Mobility 2", exact=False)).to_be_visible()
        expect(window.get_by_role("rowheader", name="Buildings", exact=False)).to_have_count(0)
        pictures(window, "matrix-narrowed")
        window.goto(f"{live_server.url}{address('matrix')}?theme=nowhere&level=1")
        expect(window.get_by_text("There is no “nowhere” to show")).to_be_visible()
        with window.expect_download() as download:
            window.get_by_role("link", name="Download as CSV").click()
        assert download.value.suggested_filename == "editions-and-pages.csv"
        window.goto(f"{live_server.url}{address('matrix')}?what=shared")
        expect(window.get_by_text("no texts that several pages share")).to_be_visible()
        pictures(window, "matrix-empty")
    assert errors == []
