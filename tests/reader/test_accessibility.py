"""Every kind of page, in three alphabets, on a desk and on a phone: no barrier, and little to load."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

import cms.reader
from cms.delivery.search.index import catch_up
from cms.reader.addresses import SEARCH
from tests.browser import accessible, chromium, picture

from .conftest import Reading
from .documents import a_coaching, a_module, a_programme, a_role, a_theme, text
from .shelf import Shelf, block, key

pytestmark = [pytest.mark.django_db(transaction=True)]

EDITIONS = {"sv": "SE", "el": "GR", "bg": "BG"}
PAGES = {
    "programme": "",
    "theme": "buildings/",
    "module": "buildings/start-up/",
    "untranslated": "buildings/advanced/",
    "role": "samordnare/",
    "coaching": "klimatcoachning/",
    "found": f"{SEARCH}/?q=register",
    "some": f"{SEARCH}/?q=register+zebra",
    "nothing": f"{SEARCH}/?q=zebra",
    "search": f"{SEARCH}/",
    "missing": "nix/",
}
LINK = f'Vi, <a href="/buildings/" data-key="{key("buildings")}">byggnader</a>.'
SMALL, LARGE = 390, 1280
KILOBYTES = 60
STATIC = Path(cms.reader.__file__).parent / "static" / "reader"


@pytest.fixture
def stocked(shelf: Shelf) -> Shelf:
    """Three editions with a page of every kind, notes and words that are not translated among them."""
    for code, country in EDITIONS.items():
        shelf.programme.editions.filter(code=code).update(country=country)
        shelf.put(code, a_programme(funding=[text("One.", language="en"), text("Two.", language="en")]))
        shelf.put(code, a_theme(), below="start")
        shelf.put(code, a_module(1, **noted()), below="buildings")
        shelf.put(code, a_module(2) | {"title_language": "en"}, below="buildings", position=2)
        shelf.put(code, a_role(), below="start")
        coaching = a_coaching() | {"provenance": {"national": 7}}
        shelf.put(code, coaching, below="start")
    for edition in shelf.programme.editions.all():
        catch_up(edition)
    return shelf


def noted() -> dict[str, Any]:
    """Sections with a link within the edition; national, adapted and untranslated blocks in them, too."""
    steps = [
        block("step", {"title": "Gör ett register", "text": "<p>En rad var.</p>"}),
        block("step", {"title": "Räkna", "text": "<p>Allt.</p>"}, origin="national"),
        block("step", {"title": "Read", "text": "<p>Monthly.</p>"}, language="en"),
    ]
    return {"recommended_steps": steps, "key_questions": [text(LINK, origin="adapted")]}


@pytest.fixture
def site(live_server: Any, stocked: Shelf) -> str:
    return str(live_server.url)


@pytest.fixture
def browser(site: str) -> Iterator[Browser]:
    """A browser, opened when the rows are written: beside its event loop Django has another connection."""
    with chromium() as browser:
        yield browser


@pytest.mark.needs("chromium")
@pytest.mark.parametrize("edition", EDITIONS)
def test_no_page_has_a_barrier(site: str, browser: Browser, edition: str) -> None:
    """axe finds nothing against WCAG 2.2 AA on any kind of page, by day, by night, with the switcher open."""
    for width, scheme in ((LARGE, "light"), (SMALL, "light"), (LARGE, "dark")):
        page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)  # type: ignore[arg-type]
        for path in PAGES.values():
            page.goto(f"{site}/covenant-capacity/{edition}/{path}")
            accessible(page, within="html")
        page.locator("summary").click()
        accessible(page, within="html")
        page.close()


@pytest.mark.needs("chromium")
@pytest.mark.parametrize("language", EDITIONS)
def test_no_page_before_an_edition_has_a_barrier(site: str, browser: Browser, language: str) -> None:
    """The start, a programme's editions and an address of nothing, in the visitor's language."""
    for width in (LARGE, SMALL):
        page = browser.new_page(viewport={"width": width, "height": 900}, locale=language)
        for address in ("/", "/covenant-capacity/", "/nix/", "/covenant-capacity/xx/"):
            page.goto(site + address)
            assert page.locator("html").get_attribute("lang") == language
            accessible(page, within="html")
        page.close()


@pytest.mark.needs("chromium")
def test_a_barrier_would_be_found(site: str, browser: Browser) -> None:
    """The tests above would fail over words that hardly stand out."""
    page = browser.new_page()
    page.goto(f"{site}/covenant-capacity/sv/")
    page.locator(".teaser").first.evaluate("one => one.style.color = '#ddd'")
    with pytest.raises(AssertionError, match="color-contrast"):
        accessible(page, within="html")


@pytest.mark.needs("chromium")
def test_nothing_needs_a_script(site: str, browser: Browser) -> None:
    """With scripts switched off one searches, opens what was found, and changes the edition."""
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto(f"{site}/covenant-capacity/sv/")
    page.get_by_role("searchbox").fill("räkna")
    page.get_by_role("searchbox").press("Enter")
    page.locator(".found a").first.click()
    expect(page.locator("h1")).to_have_text("Byggnader 1")
    page.locator("summary").click()
    page.locator('.switcher a[hreflang="el"]').click()
    expect(page).to_have_url(f"{site}/covenant-capacity/el/buildings/start-up/")


@pytest.mark.needs("chromium")
def test_the_keyboard_searches(site: str, browser: Browser) -> None:
    """From the top of a page: skip link, name, field, button; the focus is seen, and the answer comes."""
    page = browser.new_page()
    page.goto(f"{site}/covenant-capacity/sv/buildings/")
    for _ in range(3):
        page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.name") == "q"
    assert page.evaluate("getComputedStyle(document.activeElement).outlineWidth") == "3px"
    page.keyboard.type("räkna")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{site}/covenant-capacity/sv/{SEARCH}/?q=r%C3%A4kna")
    expect(page.locator(".found h2")).to_have_count(1)


@pytest.mark.needs("chromium")
def test_paper_has_the_words_and_the_addresses(site: str, browser: Browser) -> None:
    """In print links to others say where they lead, the page where it is from, notes stay, no step is cut;
    a link within the edition prints no address that lacks its host.
    """
    page = browser.new_page()
    page.goto(f"{site}/covenant-capacity/sv/buildings/start-up/")
    page.emulate_media(media="print")
    for name in (".search", ".switcher", ".breadcrumb", ".contents", ".siblings", ".bottom nav"):
        expect(page.locator(name).first).to_be_hidden()
    expect(page.locator(".note-name").first).to_be_visible()
    expect(page.locator(".on-paper")).to_contain_text("/covenant-capacity/sv/buildings/start-up/")
    assert page.locator(".steps > li").first.evaluate("one => getComputedStyle(one).breakInside") == "avoid"
    inner = page.locator(".prose a[href='/covenant-capacity/sv/buildings/']")
    assert inner.evaluate("one => getComputedStyle(one, '::after').content") == "none"
    page.goto(f"{site}/covenant-capacity/sv/samordnare/")
    page.emulate_media(media="print")
    after = page.locator(".social a").evaluate("one => getComputedStyle(one, '::after').content")
    assert "attr(href)" in after or "https://example.org/x" in after


@pytest.mark.needs("chromium")
@pytest.mark.parametrize("width", [SMALL, LARGE])
def test_pages_fit_their_width(site: str, browser: Browser, width: int) -> None:
    """No kind of page scrolls to the side, and its picture is kept to be looked at."""
    page = browser.new_page(viewport={"width": width, "height": 900})
    for edition in EDITIONS:
        for name, path in PAGES.items():
            page.goto(f"{site}/covenant-capacity/{edition}/{path}")
            assert page.evaluate("document.documentElement.scrollWidth") <= width, path
            picture(page, f"reader-{name}-{edition}-{width}", whole=True)


def test_a_page_is_light(stocked: Shelf, read: Reading) -> None:
    """HTML, style and every sign that the style may draw: 60 kB at most, before compression."""
    style = (STATIC / "reader.css").read_bytes()
    signs = {STATIC / name for name in re.findall(rb'url\("([^"]+)"\)', style) for name in [name.decode()]}
    besides = len(style) + sum(sign.stat().st_size for sign in signs | {STATIC / "icon.svg"})
    for edition in EDITIONS:
        for path in PAGES.values():
            answer = read(f"/covenant-capacity/{edition}/{path}")
            assert len(answer.content) + besides <= KILOBYTES * 1000, path
