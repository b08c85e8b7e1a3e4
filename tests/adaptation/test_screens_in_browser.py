"""A partner's day in a real browser: hide, replace, put in, move; then the author changes the text."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Page as Window
from playwright.sync_api import expect

from pages.models import FinanceInstrument, ModulePage
from tests.browser import at_both_widths, chromium
from tests.catalogues.screening import PASSWORD, partner_of, world_with_pages
from tests.programme.starter import block
from tests.publishing.builders import World
from translation_workflow.adaptation.models import Layer

SENTENCES = {
    "Ask the county who pays for the audit of a town hall.": "Fråga länsstyrelsen vem som betalar.",
    "Measure the rooms before you plan.": "Mät rummen innan ni planerar.",
    "Talk to the caretakers of every school.": "Prata med vaktmästarna på varje skola.",
    "Replace old boilers with heat pumps.": "Byt ut gamla pannor mot värmepumpar.",
}
ROOF = "Look at the roof, and at the walls below it."


def body(**changed: str) -> list[dict[str, Any]]:
    """Four paragraphs, a list and a part; `changed` names other words of a block."""
    texts = [
        block(f"b{number}", "text", f"<p>{changed.get(f'b{number}', text)}</p>")
        for number, text in enumerate(SENTENCES)
    ]
    items = [block(f"i{number}", "item", {"text": f"Point {number}.", "items": []}) for number in (1, 2)]
    inside = [
        block("inner", "text", f"<p>{ROOF}</p>"),
        block("list", "bullets", {"marker": "bullet", "items": items}),
    ]
    return [*texts, block("part", "section", {"heading": "The house itself", "content": inside})]


def write(world: World, **changed: str) -> None:
    world.page.refresh_from_db()
    world.page.body = body(**changed)
    world.page.save_revision().publish()
    world.work()


def prepared() -> World:
    """The edition `towns/sv` with a page that is translated but for its last part."""
    world = world_with_pages("fi")
    write(world)
    for text, words in SENTENCES.items():
        world.type(text, words)
    world.publish()
    return world


def log_in(window: Window, url: str) -> None:
    window.goto(url)
    window.get_by_label("Username").fill("siv")
    window.get_by_label("Password").fill(PASSWORD)
    window.get_by_role("button", name="Sign in").click()


def pictures(window: Window, name: str) -> None:
    at_both_widths(window, f"adaptations-{name}", within=".adaptations")


def block_of(window: Window, words: str) -> Any:
    return window.locator(".adaptations-block").filter(has_text=words).last


def choose(window: Window, words: str, what: str) -> None:
    """Open the menu of the block with these words, and press one of its lines; with the keyboard."""
    menu = block_of(window, words).locator(".adaptations-menu").first
    menu.locator("summary").focus()
    window.keyboard.press("Enter")
    line = menu.get_by_text(what, exact=True)
    expect(line).to_be_visible()
    line.focus()
    window.keyboard.press("Enter")


def write_in_editor(window: Window, words: str) -> None:
    editor = window.locator("#open [contenteditable=true]").first
    expect(window.locator("#open [role=alert], #open-heading")).to_be_focused()
    editor.click()
    window.keyboard.press("Control+A")
    window.keyboard.type(words)


@pytest.mark.needs("chromium")
@pytest.mark.django_db(transaction=True)
def test_a_partners_day(live_server: Any) -> None:
    """Every operation, by keyboard where it is a menu; a conflict is settled with two clicks."""
    world = prepared()
    partner_of(world.edition)
    with chromium() as browser:
        window = browser.new_page(viewport={"width": 1280, "height": 900})
        errors: list[str] = []
        window.on("pageerror", lambda error: errors.append(str(error)))
        window.on("console", lambda said: errors.append(said.text) if said.type == "error" else None)
        log_in(window, f"{live_server.url}{reverse('wagtailadmin_home')}")
        window.get_by_role("button", name="Translation").click()
        window.get_by_role("link", name="Adaptations").click()
        window.get_by_role("link", name="All pages").click()
        window.get_by_role("link", name="Legal").click()
        expect(window.get_by_role("heading", name="Body")).to_be_visible()
        pictures(window, "page")

        block_of(window, "Prata med vaktmästarna").locator(".adaptations-menu summary").first.click()
        pictures(window, "menu")
        window.keyboard.press("Escape")
        expect(window.get_by_text("Insert before…").locator("visible=true")).to_have_count(0)
        choose(window, "Prata med vaktmästarna", "Hide…")
        expect(window.get_by_role("heading", name="Hide this block")).to_be_focused()
        window.get_by_label("Reason").select_option("institution")
        window.get_by_label("Note").fill("Our schools have none.")
        pictures(window, "hide")
        window.get_by_role("button", name="Hide", exact=True).click()
        expect(window.get_by_role("status").filter(has_text="Hid “")).to_be_focused()
        expect(window.get_by_text("Hidden from readers")).to_be_visible()
        window.get_by_role("button", name="Undo").click()
        expect(window.get_by_text("Hidden from readers")).to_have_count(0)
        choose(window, "Prata med vaktmästarna", "Hide…")
        window.get_by_role("button", name="Hide", exact=True).click()
        expect(window.get_by_text("Hidden from readers")).to_be_visible()

        choose(window, "Fråga länsstyrelsen", "Replace…")
        expect(window.locator("#open [contenteditable=true]")).to_contain_text("Fråga länsstyrelsen")
        pictures(window, "replace")
        write_in_editor(window, "Energimyndigheten betalar.")
        window.get_by_role("button", name="Save ours").click()
        expect(window.get_by_text("Ours instead of the master's")).to_be_visible()

        choose(window, "Mät rummen", "Insert after…")
        pictures(window, "kinds")
        window.locator("#open").get_by_role("link", name="Text").click()
        write_in_editor(window, "Klimatklivet ger stöd.")
        window.get_by_label("Reason").select_option("finance")
        window.get_by_role("button", name="Put in").click()
        expect(window.get_by_text("Put in “Klimatklivet ger stöd”.")).to_be_visible()

        choose(window, "Byt ut gamla pannor", "Move up")
        expect(window.get_by_text("Moved by us")).to_be_visible()
        choose(window, "Byt ut gamla pannor", "Move to…")
        pictures(window, "move")
        window.get_by_label("New place").select_option(label=f"After “{ROOF[:-1]}”")
        window.get_by_role("button", name="Move", exact=True).click()
        part = block_of(window, "Byt ut gamla pannor").locator("xpath=ancestor::li[1]")
        expect(part).to_contain_text("The house itself")
        pictures(window, "adapted")

        write(world, b0="Ask the county and the state who pays for the audit of a town hall.")
        window.goto(f"{live_server.url}{reverse('adaptations:home')}")
        pictures(window, "home")
        window.get_by_role("link", name="1 conflict").click()
        conflict = window.get_by_role("region", name="The master changed", exact=False)
        expect(conflict).to_contain_text("Ask the county who pays for the audit")
        expect(conflict.locator("ins")).to_contain_text("and the state")
        expect(conflict).to_contain_text("Energimyndigheten betalar.")
        pictures(window, "conflict")
        window.get_by_role("button", name="Keep ours").click()
        expect(window.get_by_text("Kept our decision on", exact=False)).to_be_visible()
        expect(conflict).to_have_count(0)

        window.locator(".adaptations-actions").get_by_role("link", name="History").click()
        expect(window.get_by_role("button", name="Go back to this state").first).to_be_visible()
        pictures(window, "history")
    assert Layer.objects.get().edition == world.edition
    assert errors == []


@pytest.mark.needs("chromium")
@pytest.mark.django_db(transaction=True)
def test_a_national_fund_is_chosen_in_the_form(live_server: Any) -> None:
    """Wagtail's chooser opens from the form under the block, and gives back what was chosen."""
    world = world_with_pages()
    page = ModulePage(
        title="Buildings",
        slug="buildings",
        live=False,
        processes_finance=[block("f", "text", "<p>Ask the bank.</p>")],
        guidance_tips_and_tools=[block("t", "tip", "<p>Ask the neighbours.</p>")],
    )
    world.add_below(world.first, page)
    FinanceInstrument.objects.create(
        programme=world.programme, locale=world.edition.locale, country="SE", name="Klimatklivet"
    )
    world.submit()
    world.work()
    partner_of(world.edition)
    with chromium() as browser:
        window = browser.new_page(viewport={"width": 1280, "height": 900})
        errors: list[str] = []
        window.on("pageerror", lambda error: errors.append(str(error)))
        url = reverse("adaptations:page", args=[world.edition.pk, page.translation_key])
        log_in(window, f"{live_server.url}{url}")
        choose(window, "Ask the bank.", "Insert after…")
        window.locator("#open").get_by_role("link", name="Finance instrument").click()
        window.get_by_role("button", name="Choose finance instrument", exact=False).click()
        pictures(window, "chooser")
        window.get_by_role("link", name="Klimatklivet (SE)").click()
        expect(window.locator("#open")).to_contain_text("Klimatklivet (SE)")
        window.get_by_role("button", name="Put in").click()
        expect(window.get_by_text("Put in “Klimatklivet (SE)”.")).to_be_visible()
        pictures(window, "fund")
    assert errors == []
