"""A partner's day in a real browser: download, translate, upload, read, confirm, decide."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.urls import reverse
from playwright.sync_api import Page as Window
from playwright.sync_api import expect

from tests.browser import chromium, is_looked_at, picture
from tests.catalogues.screening import PASSWORD, edited, packed, partner_of, world_with_pages
from tests.programme.starter import block
from tests.publishing.builders import World
from translation_workflow.catalogue.models import Import
from translation_workflow.source.states import send_back

# What the partner translates; the first two are changed here meanwhile, the third by an author.
SENTENCES = {
    "A city saves energy in its own buildings first.": "En stad sparar först energi i sina egna byggnader.",
    "Ask who pays the bill.": "Fråga vem som betalar räkningen.",
    "Measure the rooms before you plan.": "Mät rummen innan ni planerar.",
    "Talk to the caretakers.": "Prata med vaktmästarna.",
    "Look at the roof.": "Titta på taket.",
    "Replace old boilers.": "Byt ut gamla pannor.",
    "Insulate the walls.": "Isolera väggarna.",
    "Lower the temperature at night.": "Sänk temperaturen på natten.",
    "Show what was saved.": "Visa vad som har sparats.",
    "Tell others.": "Berätta för andra.",
}
HERE = {
    "A city saves energy in its own buildings first.": "En stad börjar med att spara energi i sina egna hus.",
    "Ask who pays the bill.": "Fråga vem som står för räkningen.",
}


def prepared() -> World:
    """The edition `towns/sv` with a page of ten sentences, some of them translated before."""
    world = world_with_pages("fi")
    write(world, list(SENTENCES))
    return world


def write(world: World, sentences: list[str]) -> None:
    body = [block(f"b{number}", "text", f"<p>{text}</p>") for number, text in enumerate(sentences)]
    world.page.refresh_from_db()
    world.page.body = body
    world.page.save_revision().publish()
    world.submit()
    world.work()


def meanwhile(world: World) -> None:
    """While the file is out, a colleague translates two sentences, and an author changes a third."""
    for text, words in HERE.items():
        world.type(text, words)
    sentences = list(SENTENCES)
    sentences[2] = "Measure all rooms before you plan."
    write(world, sentences)
    world.type(sentences[2], "Mät alla rum innan planeringen.")


def log_in(window: Window, url: str) -> None:
    window.goto(url)
    window.get_by_label("Username").fill("siv")
    window.get_by_label("Password").fill(PASSWORD)
    window.get_by_role("button", name="Sign in").click()


def fetched(window: Window, folder: Path) -> dict[str, bytes]:
    with window.expect_download() as coming:
        window.get_by_role("link", name="Download towns/sv").click()
    assert coming.value.suggested_filename == "towns-sv.zip"
    path = folder / "towns-sv.zip"
    coming.value.save_as(path)
    with zipfile.ZipFile(io.BytesIO(path.read_bytes())) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def send(window: Window, path: Path) -> None:
    window.get_by_role("link", name="Upload towns/sv").click()
    window.get_by_label("Catalogue", exact=False).set_input_files(path)
    window.get_by_role("button", name="See what would change").click()


def fits(window: Window) -> bool:
    return bool(window.evaluate("document.documentElement.scrollWidth <= innerWidth"))


def pictures(window: Window, name: str) -> None:
    """At a desk and on a telephone; what is too wide for one is a defect."""
    if not is_looked_at():
        return
    window.set_viewport_size({"width": 1280, "height": 1400})
    picture(window, f"catalogues-{name}")
    window.set_viewport_size({"width": 390, "height": 1400})
    # The menu slides away.
    window.wait_for_timeout(600)
    picture(window, f"catalogues-{name}-narrow")
    assert fits(window), f"{name} is wider than a telephone"
    window.set_viewport_size({"width": 1280, "height": 900})


@pytest.mark.needs("chromium")
@pytest.mark.django_db(transaction=True)
def test_a_partners_day(live_server: Any, tmp_path: Path) -> None:
    """Nothing is lost, conflicts are shown with both texts, and the same file again brings nothing new."""
    world = prepared()
    partner_of(world.edition)
    with chromium() as browser:
        window = browser.new_page(viewport={"width": 1280, "height": 900})
        errors: list[str] = []
        window.on("pageerror", lambda error: errors.append(str(error)))
        log_in(window, f"{live_server.url}{reverse('wagtailadmin_home')}")
        window.get_by_role("button", name="Translation").click()
        window.get_by_role("link", name="Catalogues").click()
        expect(window.get_by_role("heading", name="Towns: svenska")).to_be_visible()
        expect(window.get_by_text("towns/fi")).to_have_count(0)

        files = fetched(window, tmp_path)
        path = tmp_path / "legal.po"
        path.write_bytes(edited(next(c for n, c in files.items() if n.endswith("legal.po")), SENTENCES))
        meanwhile(world)

        send(window, path)
        report = window.get_by_role("heading", name="What an import into towns/sv would do")
        expect(report).to_be_focused()
        expect(window.get_by_text("7 with new words")).to_be_visible()
        expect(window.get_by_text("2 changed here too")).to_be_visible()
        expect(window.get_by_text("1 made for an older English text")).to_be_visible()
        pictures(window, "report")
        assert world.segment("Tell others.").words == ""

        window.get_by_role("button", name="Import", exact=True).first.click()
        expect(window.get_by_text("7 texts came in. 3 need you: see below.")).to_be_visible()
        assert world.segment("Tell others.").words == "Berätta för andra."
        pictures(window, "imported")

        expect(window.get_by_role("link", name="Settle 3 texts")).to_be_visible()
        window.get_by_role("link", name="Back to the catalogues").click()
        expect(window.get_by_role("heading", name="Last imports")).to_be_visible()
        pictures(window, "home")
        window.get_by_role("link", name="3 texts to settle").click()
        for text, words in HERE.items():
            card = window.get_by_role("listitem").filter(has_text=words)
            expect(card).to_contain_text(text)
            expect(card.locator("ins").first).to_be_visible()
        pictures(window, "to-settle")
        card = window.get_by_role("listitem").filter(has_text=HERE["Ask who pays the bill."])
        card.get_by_role("button", name="Use these words").focus()
        window.keyboard.press("Enter")
        expect(window.get_by_text("The words of the file are here now.")).to_be_visible()
        assert world.segment("Ask who pays the bill.").words == SENTENCES["Ask who pays the bill."]
        for number in (1, 0):
            window.get_by_role("button", name="Keep what is here").first.click()
            expect(window.get_by_role("button", name="Keep what is here")).to_have_count(number)
        expect(window.get_by_text("There is nothing to settle.")).to_be_visible()
        window.get_by_role("link", name="Settled texts").click()
        expect(window.get_by_role("button", name="Bring back")).to_have_count(2)
        pictures(window, "settled")

        window.get_by_role("link", name="Back to the catalogues").click()
        expect(window.get_by_text("No texts to settle")).to_be_visible()
        send(window, path)
        expect(window.get_by_role("heading", name="Nothing new")).to_be_focused()
        pictures(window, "nothing-new")
        assert Import.objects.count() == 1

        broken = tmp_path / "broken.po"
        broken.write_bytes(path.read_bytes() + b'\nmsgid "cut off\n')
        window.goto(f"{live_server.url}{reverse('catalogues:home')}")
        send(window, broken)
        expect(window.get_by_role("alert").filter(has_text="Nothing was changed.")).to_be_focused()
        pictures(window, "refused")

        large = tmp_path / "large.po"
        large.write_bytes(b"#" * (5 * 1024 * 1024 + 1))
        window.get_by_label("Catalogue", exact=False).set_input_files(large)
        window.get_by_role("button", name="See what would change").click()
        expect(window.get_by_text("This file is too large to be sent at once.")).to_be_visible()

        window.goto(f"{live_server.url}{reverse('catalogues:journal')}")
        pictures(window, "journal")
        window.get_by_role("link", name="legal.po").click()
        expect(window.get_by_role("heading", name="What the import into towns/sv did")).to_be_focused()
        window.get_by_role("link", name="Take back…").click()
        expect(window.get_by_text("7 texts of towns/sv get the words")).to_be_visible()
        pictures(window, "take-back")
        window.get_by_role("button", name="Take back", exact=True).click()
        expect(window.get_by_text("Taken back by siv")).to_be_visible()
        assert world.segment("Tell others.").words == ""
        assert world.segment("Ask who pays the bill.").words == SENTENCES["Ask who pays the bill."]
    assert errors == []


@pytest.mark.needs("chromium")
@pytest.mark.django_db(transaction=True)
def test_a_coordinator_looks_over_thirteen_editions(live_server: Any, tmp_path: Path) -> None:
    """All editions fit a screen and a telephone, and so does the report of a zip with long names."""
    world = world_with_pages("fi", "et", "fr", "it", "pl", "ro", "sl", "hr", "bg", "el", "nl", "en-GB")
    world.type("More trees.", "Fler träd.")
    world.type("Towns", "Städer")
    piece = world.segment("Towns")
    send_back({(piece.context, piece.string)}, world.edition, user=None)
    get_user_model().objects.create_superuser("siv", "siv@example.org", PASSWORD)
    with chromium() as browser:
        window = browser.new_page(viewport={"width": 1280, "height": 900})
        log_in(window, f"{live_server.url}{reverse('catalogues:home')}")
        expect(window.get_by_role("link", name="Download", exact=False)).to_have_count(13)
        expect(window.get_by_text("5 as in the master")).to_be_visible()
        expect(window.get_by_text("1 needing work")).to_be_visible()
        pictures(window, "thirteen")
        files = fetched(window, tmp_path)
        path = tmp_path / f"{'everything-that-we-translated-in-november-' * 3}.zip"
        words = {"More": "<b>Ännu fler träd", "About": "Om webbplatsen."}
        path.write_bytes(packed({name: edited(content, words) for name, content in files.items()}))
        send(window, path)
        expect(window.get_by_role("table", name="Files of this upload")).to_be_visible()
        expect(window.get_by_text("<b> is never closed", exact=False)).to_be_visible()
        expect(window.get_by_role("rowheader", name="sv/content/towns/legal.po", exact=True)).to_be_visible()
        pictures(window, "zip")
