"""A partner who may touch one edition adapts a module, and settles what the author changes, in a browser."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Page as Window
from playwright.sync_api import expect

from cms.delivery.models import Document
from pages.models import FinanceInstrument, ModulePage
from tests.browser import accessible, chromium
from tests.catalogues.screening import partner_of, world_with_pages
from tests.programme.starter import block
from tests.publishing.builders import World, quiet
from translation_workflow.adaptation.models import Layer
from translation_workflow.review.publish import publish_edition

from .test_screens_in_browser import block_of, choose, log_in, pictures

STEPS = {
    "Count the buildings.": "Policz budynki.",
    "Write to the ministry.": "Napisz do ministerstwa.",
    "Ask the mayor for a decision.": "Poproś burmistrza o decyzję.",
    "Tell the citizens.": "Powiedz mieszkańcom.",
}
COUNT, MINISTRY, MAYOR, CITIZENS = STEPS

# Every press of the mouse and of Enter on a link or button is a click to a browser.
CLICKS = """addEventListener('click', (event) => {
  if (event.isTrusted) localStorage.clicks = Number(localStorage.clicks || 0) + 1
}, true)"""


class Module:
    """The module of `towns`, translated and published in Polish and Swedish."""

    def __init__(self) -> None:
        self.world: World = world_with_pages("sv", code="pl")
        self.page = ModulePage(
            title="Buildings",
            slug="buildings",
            recommended_steps=[self.step(text) for text in STEPS],
            processes_finance=[block("f", "text", "<p>Ask the bank.</p>")],
        )
        self.world.add_below(self.world.first, self.page)
        self.world.submit()
        self.world.work()
        for text, words in STEPS.items():
            self.world.type(text, words)
        self.world.type("Ask the bank.", "Zapytaj bank.")
        self.world.publish()
        self.swedish = self.world.programme.editions.get(code="sv")
        publish_edition(self.swedish, progress=quiet)
        self.world.work()
        FinanceInstrument.objects.create(
            programme=self.world.programme,
            locale=self.world.edition.locale,
            country="PL",
            name="Premia termomodernizacyjna",
        )

    def step(self, text: str, words: str = "") -> dict[str, Any]:
        return block(text, "step", {"title": text, "text": f"<p>{words or 'Do it.'}</p>"})

    def write(self, *steps: dict[str, Any]) -> None:
        self.page.refresh_from_db()
        self.page.recommended_steps = list(steps)
        self.page.save_revision(clean=False).publish()
        self.world.work()

    def document(self, edition: Any) -> Document:
        return Document.objects.select_related("content").get(edition=edition, key=self.page.translation_key)

    def steps(self, edition: Any) -> list[tuple[str, str]]:
        """Return title and origin of each step that readers of an edition get."""
        sections = json.loads(bytes(self.document(edition).content.body))["sections"]
        return [(one["value"]["title"], one["origin"]) for one in sections["recommended_steps"]]

    @property
    def money(self) -> bytes:
        return bytes(self.document(self.world.edition).content.body)


def clicks(window: Window) -> int:
    return int(window.evaluate("Number(localStorage.clicks || 0)"))


@pytest.mark.needs("chromium")
@pytest.mark.django_db(transaction=True)
def test_a_partner_adapts_and_the_master_moves_on(live_server: Any) -> None:
    """Hide, replace, national money, publish; the conflict shows three texts and is settled in two clicks."""
    module = Module()
    polish = module.world.edition
    partner_of(polish, role="reviewer")
    swedish = module.document(module.swedish).content_id
    with chromium() as browser:
        window = browser.new_page(viewport={"width": 1280, "height": 900})
        window.add_init_script(CLICKS)
        errors: list[str] = []
        window.on("pageerror", lambda error: errors.append(str(error)))
        log_in(window, f"{live_server.url}{reverse('adaptations:home')}")
        expect(window.get_by_role("heading", name="towns/pl")).to_be_visible()
        expect(window.get_by_text("towns/sv")).to_have_count(0)
        window.get_by_role("link", name="All pages").click()
        window.get_by_role("link", name="Buildings").click()

        choose(window, "Napisz do ministerstwa.", "Hide…")
        window.get_by_label("Reason").select_option("institution")
        window.get_by_role("button", name="Hide", exact=True).click()
        expect(window.get_by_text("Hidden from readers")).to_be_visible()

        choose(window, "Poproś burmistrza", "Replace…")
        window.locator("#open input[name=content-title]").fill("Poproś wójta o decyzję.")
        window.get_by_label("Reason").select_option("institution")
        window.get_by_role("button", name="Save ours").click()
        expect(window.get_by_text("Ours instead of the master's")).to_be_visible()

        choose(window, "Zapytaj bank.", "Insert after…")
        window.locator("#open").get_by_role("link", name="Finance instrument").click()
        window.get_by_role("button", name="Choose finance instrument", exact=False).click()
        window.get_by_role("link", name="Premia termomodernizacyjna (PL)").click()
        window.get_by_label("Reason").select_option("finance")
        window.get_by_role("button", name="Put in").click()
        expect(window.get_by_text("Put in “Premia termomodernizacyjna (PL)”.")).to_be_visible()
        window.get_by_role("button", name="Publish this page").click()
        expect(window.get_by_text("Published “Buildings” in towns/pl.")).to_be_visible()

        assert module.steps(polish) == [
            ("Policz budynki.", "partial"),
            ("Poproś wójta o decyzję.", "adapted"),
            ("Powiedz mieszkańcom.", "partial"),
        ]
        assert "Premia termomodernizacyjna" in module.money.decode()
        assert module.document(module.swedish).content_id == swedish

        module.write(
            module.step(MINISTRY),
            module.step(COUNT),
            module.step(MAYOR, "Bring two figures."),
            module.step(CITIZENS),
        )
        assert [title for title, _ in module.steps(polish)] == [
            "Policz budynki.",
            "Poproś wójta o decyzję.",
            "Powiedz mieszkańcom.",
        ]
        assert [title for title, _ in module.steps(module.swedish)] == [MINISTRY, COUNT, MAYOR, CITIZENS]

        window.goto(f"{live_server.url}{reverse('adaptations:home')}")
        before = clicks(window)
        window.get_by_role("link", name="1 conflict").click()
        conflict = window.get_by_role("region", name="The master changed", exact=False)
        expect(conflict).to_have_count(1)
        expect(conflict).to_contain_text("Do it.")
        expect(conflict.locator("ins").last).to_contain_text("two figures")
        expect(conflict).to_contain_text("Poproś wójta o decyzję.")
        accessible(window)
        pictures(window, "partner-conflict")
        window.get_by_role("button", name="Keep ours").click()
        expect(window.get_by_text("Kept our decision on", exact=False)).to_be_visible()
        expect(conflict).to_have_count(0)
        assert clicks(window) - before == 2
        expect(block_of(window, "Napisz do ministerstwa.")).to_contain_text("Hidden from readers")

        window.goto(f"{live_server.url}{reverse('adaptations:edition', args=[module.swedish.pk])}")
        expect(window.get_by_role("heading", name="Error 404")).to_be_visible()
    assert Layer.objects.get().edition == polish
    assert errors == []
