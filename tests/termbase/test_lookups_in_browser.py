"""Terms, memory and the report of quality in a real browser, with a keyboard and on a telephone."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Page as Window
from playwright.sync_api import expect

from tests.browser import at_both_widths, chromium
from tests.people import PASSWORD, person
from tests.termbase.desks import Words, address
from translation_workflow.editions.roles import Role
from translation_workflow.termbase.models import Concept, Term

pytestmark = [pytest.mark.needs("chromium"), pytest.mark.django_db(transaction=True)]

WIDE = ".lookups :is(input, select, .button, p, li, td, mark)"


def come_in(browser: Any, url: str, name: str) -> Window:
    window: Window = browser.new_page(viewport={"width": 1280, "height": 900})
    window.goto(f"{url}{reverse('wagtailadmin_home')}")
    window.get_by_label("Username").fill(name)
    window.get_by_label("Password").fill(PASSWORD)
    window.get_by_role("button", name="Sign in").click()
    window.get_by_role("link", name="Translation").or_(
        window.get_by_role("button", name="Translation")
    ).first.wait_for()
    return window


def pictures(window: Window, name: str) -> None:
    at_both_widths(window, f"lookups-{name}", within=".lookups", fitting=WIDE)


def test_a_translator_looks_up_and_proposes_a_term(live_server: Any) -> None:
    """From the list to the concept and its form, and back with what was saved."""
    words = Words()
    words.term("åtgärdsplan", "sv", status="deprecated", note="gammalt ord")
    for key, english, swedish in (
        ("pump", "heat pump", "värmepump"),
        ("grid", "district heating network", "fjärrvärmenät"),
        ("seap", "sustainable energy action plan", "handlingsplan för hållbar energi"),
    ):
        concept = Concept.objects.create(key=key, note="What it means, in a line.")
        Term.objects.create(concept=concept, language="en", text=english)
        Term.objects.create(concept=concept, language="sv", text=swedish)
    Concept.objects.create(key="free-one", is_free=True)
    with chromium() as browser:
        window = come_in(browser, live_server.url, "siv")
        window.goto(live_server.url + address("list"))
        expect(window.get_by_text("5 concepts")).to_be_visible()
        pictures(window, "terms")
        window.get_by_role("searchbox", name="Search").fill("handling")
        window.keyboard.press("Enter")
        expect(window.get_by_text("2 concepts")).to_be_visible()
        window.get_by_role("link", name="action plan", exact=True).click()
        expect(window.get_by_role("heading", name="In the texts of Towns")).to_be_visible()
        pictures(window, "concept")
        window.get_by_role("link", name="Add a term – svenska").click()
        window.get_by_label("Term", exact=True).fill("123")
        window.get_by_role("button", name="Save").click()
        expect(window.get_by_role("alert")).to_contain_text("there is no letter in it")
        pictures(window, "term-form")
        window.get_by_label("Term", exact=True).fill("planen")
        window.get_by_role("button", name="Save").click()
        expect(window.get_by_text("“planen” was saved.")).to_be_visible()
        window.get_by_role("link", name="Change handlingsplan").click()
        Term.objects.filter(pk=words.swedish.pk).update(text="deras plan")
        window.get_by_label("Note").fill("min anmärkning")
        window.get_by_role("button", name="Save").click()
        expect(window.get_by_role("alert")).to_contain_text("deras plan")
        expect(window.get_by_label("Note")).to_have_value("min anmärkning")
        pictures(window, "term-overtaken")
        window.get_by_role("link", name="Delete", exact=True).click()
        expect(window.get_by_text("Delete the term “deras plan”")).to_be_visible()
        pictures(window, "term-delete")
        window.get_by_role("button", name="Delete", exact=True).click()
        expect(window.get_by_text("“deras plan” was deleted.")).to_be_visible()


def test_a_translator_looks_up_what_was_said_before(live_server: Any) -> None:
    """Both answers stand side by side, and each leads to its piece on the desk."""
    words = Words()
    words.world.type("An action plan helps.", "En handlingsplan hjälper.")
    words.world.type("Action plans are plans.", "Handlingsplaner är planer.")
    with chromium() as browser:
        window = come_in(browser, live_server.url, "siv")
        window.goto(live_server.url + reverse("memory:search"))
        window.get_by_label("Text or words").fill("An action plan really helps.")
        window.keyboard.press("Enter")
        expect(window.get_by_role("heading", name="Texts like this one")).to_be_visible()
        pictures(window, "memory")
        window.get_by_label("Text or words").fill("handlingsplan")
        window.keyboard.press("Enter")
        expect(window.locator("mark").first).to_be_visible()
        pictures(window, "memory-words")
        window.get_by_role("link", name="Open on the desk").first.click()
        window.wait_for_url("**#segment-*")
        place = window.url.partition("#")[2]
        expect(window.locator(f"#{place}")).to_be_visible()


def test_a_reviewer_looks_through_the_report(live_server: Any) -> None:
    """Puts findings aside with a reason, by the keyboard, and takes them back."""
    words = Words()
    words.world.type("An action plan helps.", "En plan hjälper")
    words.world.type("More trees.", "Fler fler 20 träd.")
    words.world.type("Less CO<sub>2</sub>.", "Mindre <b>CO2</b>.")
    person(Role.REVIEWER, words.world.edition, name="rita")
    with chromium() as browser:
        window = come_in(browser, live_server.url, "rita")
        window.goto(live_server.url + reverse("quality:report"))
        expect(window.get_by_text("By rule")).to_be_visible()
        pictures(window, "quality")
        boxes = window.get_by_role("checkbox")
        boxes.first.focus()
        window.keyboard.press("Space")
        window.get_by_role("button", name="Put the chosen ones aside").click()
        expect(window.get_by_role("alert").first).to_contain_text("Say why these words are right")
        expect(boxes.first).to_be_checked()
        pictures(window, "quality-refused")
        window.get_by_label("Why the words are right all the same").fill("So it is written here.")
        window.keyboard.press("Enter")
        expect(window.get_by_text("2 findings were put aside.")).to_be_visible()
        window.get_by_label("Which").select_option("aside")
        window.get_by_role("button", name="Show", exact=True).click()
        expect(window.get_by_text("So it is written here.").first).to_be_visible()
        pictures(window, "quality-aside")
        boxes.first.check()
        window.get_by_role("button", name="Let the chosen ones count again").click()
        expect(window.get_by_text("2 findings count again.")).to_be_visible()
