"""What our pages' content security policy refuses, and that no page of ours wants it."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from cms.security.policies import directives
from tests.adaptation.screening import Desk
from tests.browser import chromium
from tests.desk.browsing import field, prepared, saved, text_of
from tests.guard.addresses import Address, addresses
from tests.guard.stage import OWN, Stage
from tests.people import client_of, partner_of
from translation_workflow.editions.roles import Role
from translation_workflow.guard.table import rule_for

from .watching import keeper, watched

pytestmark = [
    pytest.mark.needs("chromium"),
    pytest.mark.django_db(transaction=True),
]

GUIDE = "Read the guide of the EU."
STOCK = ("wagtail", "password_reset")
ENDS = {"wagtailadmin_logout", "wagtailadmin_error_test"}


def is_stock(address: Address) -> bool:
    return address.name.startswith(STOCK)


def pages_of(stage: Stage, user: Any, *, stock: bool) -> list[str]:
    """Return the addresses of our rooms, or of Wagtail's and the engine's, that answer with a whole page."""
    client, found = client_of(user, raise_request_exception=False), []
    for address in addresses():
        url = stage.url(address, OWN) if address.name and address.name not in ENDS else ""
        if not url or is_stock(address) is not stock or url in found:
            continue
        answer = client.get(url)
        # Fragments are looked at where they are put into a page.
        if answer.status_code == 200 and not answer.streaming and b"<html" in answer.content:
            found.append(url)
    return found


@pytest.mark.parametrize("stock", [False, True], ids=["ours", "stock"])
def test_no_page_wants_what_is_refused(live_server: Any, *, stock: bool) -> None:
    """Every page of the admin opens as it is meant, in a browser that keeps to the policy."""
    stage, user = Stage(), keeper()
    urls = pages_of(stage, user, stock=stock)
    assert len(urls) > 20
    with chromium() as browser, watched(browser, live_server.url, user) as told:
        for url in urls:
            told.window.goto(f"{live_server.url}{url}", wait_until="load")
        assert "\n".join(told.violations) == ""
        assert told.dialogs == []


def test_the_desk_needs_no_inline_script(live_server: Any) -> None:
    """Typing, marks from buttons and keys, a link that is put back, its undoing, and the preview beside."""
    world = prepared()
    with chromium() as browser, watched(browser, live_server.url, partner_of(world.edition)) as told:
        window = told.window
        window.goto(
            f"{live_server.url}{reverse('desk:page', args=[world.edition.pk, world.page.translation_key])}"
        )
        words = field(window, GUIDE)
        words.click()
        window.keyboard.type("Läs ")
        window.keyboard.press("Alt+l")
        window.keyboard.press("Control+z")
        window.keyboard.press("Control+b")
        window.keyboard.type("fet")
        for mark in ("Bold", "Italic"):
            text_of(window, GUIDE).get_by_role("button", name=mark, exact=False).first.click()
            window.keyboard.type(" ord")
        window.keyboard.press("Alt+ArrowDown")
        saved(window)
        assert (told.violations, told.errors, told.dialogs) == ([], [], [])


def test_a_block_that_is_open_at_adaptations_is_drawn(live_server: Any) -> None:
    """Its editor of rich text draws with `style` in elements, which this page and no other of ours may."""
    desk = Desk()
    with chromium() as browser, watched(browser, live_server.url, desk.user) as told:
        window = told.window
        window.goto(f"{live_server.url}{desk.url()}")
        window.locator(".adaptations-block", has_text="One.").first.locator("summary").first.click()
        window.get_by_role("link", name="Replace…").locator("visible=true").click()
        editor = window.locator("#open [contenteditable=true]").first
        expect(editor).to_be_visible()
        editor.click()
        window.keyboard.type("Vårt ")
        expect(editor).to_contain_text("Vårt")
        assert (told.violations, told.errors, told.dialogs) == ([], [], [])


def test_wagtails_editor_works_under_the_policy(live_server: Any) -> None:
    """Rich text is typed, and its field for dates opens the calendar without a script in the page."""
    world = prepared()
    with chromium() as browser, watched(browser, live_server.url, keeper()) as told:
        window = told.window
        window.goto(f"{live_server.url}{reverse('wagtailadmin_pages:edit', args=[world.page.pk])}")
        editor = window.locator("[contenteditable=true]").first
        editor.click()
        window.keyboard.type("More ")
        expect(editor).to_contain_text("More")
        window.goto(f"{live_server.url}{reverse('wagtailadmin_reports:site_history')}")
        started = (
            "jQuery('input[name^=timestamp]').filter((_, one) => jQuery(one).data('xdsoft_datetimepicker'))"
        )
        window.wait_for_function(f"{started}.length == 2")
        assert told.violations == []
        assert told.errors == []


def test_a_chooser_opens(live_server: Any) -> None:
    """Wagtail's choosers start without a script in the page."""
    world = prepared()
    with chromium() as browser, watched(browser, live_server.url, keeper()) as told:
        window = told.window
        window.goto(f"{live_server.url}{reverse('wagtailadmin_pages:move', args=[world.page.pk])}")
        window.locator("[data-controller=chooser-field]").wait_for(state="attached")
        window.locator(".chooser button").locator("visible=true").first.click()
        window.locator("[data-chooser-action-choose]").locator("visible=true").first.click()
        expect(window.locator(".modal-content").get_by_text("Towns").first).to_be_visible()
        assert (told.violations, told.errors) == ([], [])


@pytest.mark.parametrize("name", ["desk:page", "overview:matrix", "wagtailadmin_pages:edit"])
def test_a_script_that_gets_into_a_page_does_not_run(live_server: Any, name: str) -> None:
    """Whatever hole it came through: as an element, as an attribute, or as an address of a link."""
    world, user = prepared(), keeper()
    filled = {
        "desk:page": [world.edition.pk, world.page.translation_key],
        "wagtailadmin_pages:edit": [world.page.pk],
    }
    with chromium() as browser, watched(browser, live_server.url, user) as told:
        window = told.window
        window.goto(f"{live_server.url}{reverse(name, args=filled.get(name, []))}")
        window.evaluate(
            """() => {
                const script = document.createElement("script");
                script.textContent = "window.hacked = 1";
                document.body.append(script);
                const other = document.createElement("div");
                other.innerHTML = '<img src="x:" onerror="window.hacked = 2">' +
                    '<a id="run" href="javascript:window.hacked=3">x</a>';
                document.body.append(other);
                document.getElementById("run").click();
            }"""
        )
        window.wait_for_timeout(500)
        assert window.evaluate("window.hacked ?? null") is None
        assert any("script-src" in line for line in told.violations)


def test_scripts_in_pages_are_for_two_rooms_of_superusers() -> None:
    """Wagtail's editor of workflows and the engine's own pages: no partner comes to either."""
    for address in addresses():
        if "'unsafe-inline'" in directives(address.name)["script-src"]:
            rule = rule_for(address.name)
            assert rule is None or not (rule.look | rule.change) - {Role.AUTHOR}, address.name
            assert is_stock(address)
