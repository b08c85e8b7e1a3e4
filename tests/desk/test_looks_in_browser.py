"""The desk as people see it: in three languages, on a large screen, a tablet and a telephone."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page as Window
from playwright.sync_api import expect
from wagtail.users.models import UserProfile

from tests.browser import accessible, is_looked_at, picture
from tests.people import partner_of
from tests.programme.starter import block
from tests.publishing.builders import World
from translation_workflow.termbase.models import Concept, Status, Term

from .browsing import PIECES, at_desk, field, prepared, saved, text_of, write

pytestmark = [pytest.mark.needs("chromium"), pytest.mark.django_db(transaction=True)]

ROOMS = "Measure the rooms before you plan."
GUIDE = "Read the guide of the EU."
SCHOOLS = "Talk to the caretakers of 12 schools."
SIZES = {1280: 900, 820: 1180, 390: 844}


def at_work() -> World:
    """A page with a bit of everything: done, approved, changed, with a term, with a finding."""
    world = prepared("sv", "fi")
    concept = Concept.objects.create(key="caretaker", note="Who looks after a building.")
    Term.objects.create(concept=concept, language="en", text="caretaker", status=Status.PREFERRED)
    Term.objects.create(concept=concept, language="sv", text="vaktmästare", status=Status.PREFERRED)
    world.type("Legal", "Juridik")
    world.type("One tree in <b>every</b> street.", "Ett träd på <b>varje</b> gata.")
    world.type(ROOMS, "Mät rummen innan ni planerar.")
    for text in ("Legal", "One tree in <b>every</b> street.", ROOMS):
        world.confirm(text)
    changed = [*PIECES]
    changed[2] = block("three", "text", "<p>Measure all the rooms before you plan.</p>")
    write(world, changed)
    return world


def speaking(language: str, user: Any) -> Any:
    profile = UserProfile.get_for_user(user)
    profile.preferred_language = language
    profile.save()
    return user


def looked_at(window: Window, name: str) -> None:
    if not is_looked_at():
        return
    for width, height in SIZES.items():
        window.set_viewport_size({"width": width, "height": height})
        # The menu slides away, and the tools find their place.
        window.wait_for_timeout(700)
        picture(window, f"desk-{name}-{width}")
        accessible(window, within=".desk")
        assert window.evaluate("document.documentElement.scrollWidth <= innerWidth"), (
            f"{name}: wider than {width}"
        )
    window.set_viewport_size({"width": 1280, "height": 900})


@pytest.mark.parametrize("language", ["en", "sv", "el"])
def test_the_desk_is_for_everybody(live_server: Any, language: str) -> None:
    """No barriers, nothing wider than its screen; what needs somebody stands out, what is done is calm."""
    world = at_work()
    user = speaking(language, partner_of(world.edition, role="reviewer"))
    with at_desk(live_server, world, user) as window:
        window.wait_for_timeout(500)
        looked_at(window, f"opened-{language}")
        words = field(window, "Measure all the rooms")
        words.click()
        expect(text_of(window, "Measure all the rooms").locator("ins")).to_contain_text("all")
        expect(window.locator("[data-desk-part=beside-inner] section").first).to_be_visible()
        looked_at(window, f"changed-{language}")
        field(window, SCHOOLS).click()
        expect(text_of(window, SCHOOLS).locator("mark")).to_have_text("caretakers")
        text_of(window, SCHOOLS).get_by_role("button", name="vaktmästare").click()
        expect(field(window, SCHOOLS)).to_have_text("vaktmästare")
        saved(window)
        expect(text_of(window, SCHOOLS).locator(".desk-finding").first).to_be_visible()
        looked_at(window, f"finding-{language}")
        window.keyboard.press("F1")
        looked_at(window, f"help-{language}")
        window.keyboard.press("Escape")


def test_the_page_is_seen_beside_the_words(live_server: Any) -> None:
    """The preview shows what was settled a moment ago, and stays where its reader was."""
    world = at_work()
    with at_desk(live_server, world) as window:
        window.get_by_role("button", name="Preview").click()
        frame = window.frame_locator("[data-desk-part=frame]")
        expect(frame.get_by_text("Ett träd på varje gata.")).to_be_visible()
        field(window, SCHOOLS).click()
        window.keyboard.type("Prata med vaktmästarna på 12 skolor.")
        window.keyboard.press("Control+Enter")
        saved(window)
        expect(frame.get_by_text("Prata med vaktmästarna på 12 skolor.")).to_be_visible()
        looked_at(window, "preview")


def test_a_tablet_has_targets_for_fingers(live_server: Any) -> None:
    """Every control of the desk is large enough to touch."""
    world = at_work()
    options = {"viewport": {"width": 820, "height": 1180}, "has_touch": True, "is_mobile": True}
    with at_desk(live_server, world, **options) as window:
        field(window, SCHOOLS).tap()
        window.wait_for_timeout(700)
        picture(window, "desk-touch-820")
        small = window.evaluate(
            """() => [...document.querySelectorAll('.desk :is(button, summary, [role=textbox], a.button)')]
                .filter(one => one.checkVisibility() && !one.closest('dialog'))
                .map(one => [one.textContent.trim() || one.ariaLabel, one.getBoundingClientRect()])
                .filter(([, box]) => box.height && box.height < 43.5)
                .map(([name, box]) => `${name} ${box.height}`)"""
        )
        assert small == []
