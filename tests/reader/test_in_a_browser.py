"""The reader as people use it: by keyboard, on a phone, in the dark, with other letters."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser import chromium, picture
from tests.programme.shipped import published

from .conftest import SWEDISH
from .documents import a_coaching, a_module, a_programme, a_role, a_theme, an_info_page, text
from .shelf import Shelf, block

pytestmark = [pytest.mark.needs("chromium"), pytest.mark.django_db(transaction=True)]

LONG = "Energieffektiviseringsfinansieringsmöjlighetsinventering" * 2
MODULE = SWEDISH + "buildings/start-up/"
PATHS = ["", "buildings/", "buildings/start-up/", "samordnare/", "klimatcoachning/", "legal/", "nix/"]

# Every element that shows words of its own: its colour against the nearest background behind it.
WEAK_CONTRASTS = """() => {
  const light = (colour) => {
    const [r, g, b] = colour.match(/[\\d.]+/g).slice(0, 3).map(Number).map((part) => {
      const share = part / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const behind = (element) => {
    for (let one = element; one; one = one.parentElement) {
      const colour = getComputedStyle(one).backgroundColor;
      if (!/, 0\\)$/.test(colour)) return colour;
    }
    return "rgb(255, 255, 255)";
  };
  const weak = [];
  for (const element of document.querySelectorAll("body *")) {
    const words = [...element.childNodes].filter((node) => node.nodeType === 3 && node.data.trim());
    if (!words.length || !element.checkVisibility()) continue;
    const [a, b] = [light(getComputedStyle(element).color), light(behind(element))].sort((x, y) => y - x);
    if ((a + 0.05) / (b + 0.05) < 4.5) weak.push(element.className + ": " + words[0].data.trim());
  }
  return weak;
}"""


@pytest.fixture
def site(live_server: Any, shelf: Shelf) -> str:
    """The address of a server whose Swedish edition has a page of every type, with words that are long."""
    shelf.put("sv", a_programme(funding=[text("Co-funded.", language="en")]))
    shelf.put("sv", a_theme(), below="start")
    shelf.put("sv", a_module(1, main_issues=[block("issue", LONG)]), below="buildings")
    shelf.put("sv", a_module(2), below="buildings", position=2)
    shelf.put("sv", a_role(), below="start")
    shelf.put("sv", a_coaching(), below="start")
    shelf.put("sv", an_info_page(text(LONG)), below="start")
    shelf.put("fi", a_programme())
    return str(live_server.url)


@pytest.fixture
def browser(site: str) -> Iterator[Browser]:
    """A browser, opened when the rows are written: beside its event loop Django has another connection."""
    with chromium() as browser:
        yield browser


def focused(page: Page) -> str:
    return str(page.evaluate("document.activeElement.textContent.trim()"))


def test_the_keyboard_leads_past_the_header(site: str, browser: Browser) -> None:
    """The first stop is the skip link, visible once it has the focus; it leads to the content."""
    page = browser.new_page()
    page.goto(site + MODULE)
    page.keyboard.press("Tab")
    assert focused(page) == "Hoppa till innehållet"
    expect(page.locator(".skip")).to_be_in_viewport(ratio=1)
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert focused(page) == "Introduktion av Covenant CapaCITY", "the first link of the content"


def test_the_keyboard_changes_the_edition(site: str, browser: Browser) -> None:
    """The switcher opens by key, its links are reached in order, and the focus is seen on each."""
    page = browser.new_page()
    page.goto(site + MODULE)
    # Past the skip link, the programme, the search and its button.
    for _ in range(5):
        page.keyboard.press("Tab")
    assert focused(page).split() == ["Utgåva:", "svenska"]
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert focused(page).startswith("English")
    outline = page.evaluate("getComputedStyle(document.activeElement).outlineWidth")
    assert outline == "3px"
    for _ in range(5):
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{site}/covenant-capacity/fi/")
    assert page.locator("html").get_attribute("lang") == "fi"


def test_a_screen_reader_finds_its_way(site: str, browser: Browser) -> None:
    """There is one header, one main part, one footer, and each navigation has a name of its own."""
    page = browser.new_page()
    page.goto(site + MODULE)
    for role in ("banner", "main", "contentinfo"):
        expect(page.get_by_role(role)).to_have_count(1)
    page.locator("summary").click()
    names = page.locator("nav").evaluate_all(
        "all => all.map(one => one.ariaLabel || one.ariaLabelledByElements[0].textContent)"
    )
    assert len(names) == len(set(names)) == 5


@pytest.mark.parametrize("width", [320, 375, 768, 1280])
def test_no_page_scrolls_sideways(site: str, browser: Browser, width: int) -> None:
    """At no width, with no word however long, and with the switcher open."""
    page = browser.new_page(viewport={"width": width, "height": 800})
    for path in PATHS:
        page.goto(site + SWEDISH + path)
        if page.locator("summary").count():
            page.locator("summary").click()
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path


def test_text_twice_as_large_still_fits(site: str, browser: Browser) -> None:
    """Letters at 200 % on a small laptop need no scrolling to the side."""
    page = browser.new_page(viewport={"width": 640, "height": 400})
    page.goto(site + MODULE)
    page.evaluate("document.documentElement.style.setProperty('font-size', '200%')")
    assert page.evaluate("document.documentElement.scrollWidth") <= 640


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_words_stand_out_from_their_background(site: str, browser: Browser, scheme: Any) -> None:
    """Every word has a contrast of at least 4.5 to 1, by day and by night."""
    page = browser.new_page(color_scheme=scheme)
    for path in PATHS:
        page.goto(site + SWEDISH + path)
        if page.locator("summary").count():
            page.locator("summary").click()
        assert page.evaluate(WEAK_CONTRASTS) == [], path


def test_pages_ask_no_other_host_and_break_no_rule(site: str, browser: Browser) -> None:
    """Everything comes from this server, and the browser has nothing to complain about."""
    page = browser.new_page()
    asked: list[str] = []
    said: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.goto(site + SWEDISH)
    page.goto(site + MODULE)
    assert all(url.startswith(site) for url in asked)
    assert said == []


def test_pages_print_without_the_way_around(site: str, browser: Browser) -> None:
    """On paper the words stay, and what only leads elsewhere goes."""
    page = browser.new_page()
    page.goto(site + MODULE)
    page.emulate_media(media="print")
    expect(page.locator("h1")).to_be_visible()
    for name in (".switcher", ".contents", ".siblings", ".bottom nav"):
        expect(page.locator(name)).to_be_hidden()


def test_motion_is_for_those_who_want_it(site: str, browser: Browser) -> None:
    """Nothing glides for people who asked for stillness."""
    page = browser.new_page(reduced_motion="reduce")
    page.goto(site + MODULE)
    assert page.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == "auto"


def test_pictures_of_the_real_programme(live_server: Any) -> None:
    """The shipped programme in Swedish: on a desk, on a phone, by night."""
    published("sv")
    views: list[tuple[str, str, int, Any]] = [
        ("reader-programme-desk", SWEDISH, 1280, "light"),
        ("reader-programme-phone", SWEDISH, 375, "light"),
        ("reader-module-desk", MODULE, 1280, "light"),
        ("reader-module-phone", MODULE, 375, "light"),
        ("reader-module-night", MODULE, 1280, "dark"),
    ]
    with chromium() as browser:
        for name, address, width, scheme in views:
            page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
            page.goto(live_server.url + address)
            expect(page.locator("h1")).to_be_visible()
            picture(page, name, whole=True)
            page.close()
