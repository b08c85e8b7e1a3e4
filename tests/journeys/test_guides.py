"""The guides say what the screens say: every name printed bold is on one, every picture and link is there."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
import wagtail
from django.utils import translation
from markdown_it import MarkdownIt
from playwright.sync_api import Page as Window
from playwright.sync_api import expect

from tests.browser import accessible, chromium, picture
from tests.desk.browsing import seated
from tests.people import client_of

from .covenant import Covenant

ROOT = Path(__file__).parents[2]
GUIDES = ["guide-authors.md", "guide-partners.md"]
ENGLISH = "guide-partners.md"
# The languages in which the interface is offered.
LANGUAGES = sorted(path.parents[1].name for path in (ROOT / "locale").glob("*/LC_MESSAGES/django.po"))
TRANSLATED = [f"guides/partners.{language}.md" for language in LANGUAGES]
OURS = ("translation_workflow", "cms", "pages")
LARGEST = 150_000
PICTURES_OF_TWO_PAGES = 3
PAPER = """
@page { size: A4; margin: 15mm }
body { font: 10pt/1.35 sans-serif; margin: 0 }
p, ul, ol { margin: 0 0 2mm } h1, h2 { margin: 3mm 0 1.5mm } h1 { font-size: 16pt } h2 { font-size: 12pt }
img { display: block; margin: 0 auto; max-width: 130mm }
"""


def text_of(guide: str) -> str:
    return (ROOT / "docs" / guide).read_text(encoding="utf-8")


@cache
def said() -> frozenset[str]:
    """Return the sentences of the interface, as the sources have them: ours, and Wagtail's."""
    folders = [*(ROOT / name for name in OURS), Path(wagtail.__file__).parent]
    found: set[str] = set()
    for folder in folders:
        for path in folder.rglob("*"):
            if path.suffix in (".py", ".html") and "tests" not in path.parts:
                found.update(_sentences(path.read_text(encoding="utf-8")))
    return frozenset(found)


def _sentences(text: str) -> list[str]:
    marked = re.findall(
        r"""(?:translate|\btrans|\b_\(|\bsaid\(|gettext(?:_lazy)?\()\s*["']([^"'\n]+)["']""", text
    )
    blocks = re.findall(r"{% blocktranslate[^%]*%}\s*(.+?)\s*{% (?:plural|endblock)", text)
    return [*marked, *blocks]


@pytest.mark.parametrize("guide", GUIDES)
def test_every_name_is_on_a_screen(guide: str) -> None:
    """Whatever a guide prints bold is a sentence of the interface: who changes one, changes the other."""
    names = _names(text_of(guide))
    assert len(names) > 15
    unknown = [name for name in names if name not in said() | {"bold"}]
    assert unknown == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_translated_guide_says_what_the_screens_say(language: str) -> None:
    """It has the shape of the English one, and its names as the interface has them in this language."""
    english, text = text_of(ENGLISH), text_of(f"guides/partners.{language}.md")
    with translation.override(language):
        wanted = Counter(translation.gettext(name) for name in _names(english) if name != "bold")
    assert wanted - Counter(_names(text)) == {}
    assert (Counter(_names(text)) - wanted).total() == 1, "The word “bold” itself, and nothing else."
    assert _shape(text) == _shape(english)
    assert set(_leads(text)) == {f"../{where}" for where in _leads(english)}


def _names(text: str) -> list[str]:
    return re.findall(r"\*\*(.+?)\*\*", text.replace("\n", " "))


def _shape(text: str) -> list[str]:
    return re.findall(r"^(#+|\d\.|!\[)", text, re.MULTILINE)


def _leads(text: str) -> list[str]:
    return re.findall(r"\]\(([^)]+)\)", text)


@pytest.mark.parametrize("guide", [*GUIDES, *TRANSLATED])
def test_pictures_and_links_lead_somewhere(guide: str) -> None:
    """Each picture has a text for those who do not see it, and is small; links lead to files."""
    text = text_of(guide)
    pictures = re.findall(r"!\[([^\]]*)\]\(([^)]+)\)", text)
    assert len(pictures) in (2, PICTURES_OF_TWO_PAGES)
    beside = (ROOT / "docs" / guide).parent
    for told, where in pictures:
        path = beside / where
        assert len(told.split()) > 3
        assert path.stat().st_size < LARGEST, f"{where} is too large: shrink it"
    for where in _leads(text):
        assert (beside / where).is_file(), where


@pytest.mark.parametrize("guide", GUIDES)
def test_the_readme_names_them(guide: str) -> None:
    """Whoever comes to the repository finds the guides."""
    assert f"docs/{guide}" in (ROOT / "README.md").read_text(encoding="utf-8")


@pytest.mark.needs("chromium")
def test_a_guide_has_two_pages() -> None:
    """A busy person reads two printed pages, with the pictures, in every language."""
    with TemporaryDirectory() as folder, chromium() as browser:
        # Beside the guide, so that its pictures are found.
        (Path(folder) / "pictures").symlink_to(ROOT / "docs" / "pictures")
        window = browser.new_page()
        pages = {guide: _printed(window, Path(folder, guide)) for guide in [*GUIDES, *TRANSLATED]}
    assert pages == dict.fromkeys(pages, 2)


def _printed(window: Window, place: Path) -> int:
    """Return how many pages a guide has that is drawn at a place."""
    guide = place.relative_to(place.parents[1] if place.parent.name == "guides" else place.parent)
    html = f"<style>{PAPER}</style>{MarkdownIt().render(text_of(str(guide)))}"
    place.parent.mkdir(exist_ok=True)
    place.with_suffix(".html").write_text(f"<!doctype html><meta charset=utf-8>{html}", encoding="utf-8")
    window.goto(place.with_suffix(".html").as_uri(), wait_until="networkidle")
    return window.pdf(format="A4").count(b"/Type /Page\n")


@pytest.mark.django_db
def test_a_partner_reads_the_own_language() -> None:
    """The guide for partners is in the language of the screens; what is not translated says so."""
    world = Covenant(language="sv")
    client = client_of(world.translator)
    partners = client.get("/admin/guides/partners/").content.decode()
    assert '<article class="overview-guide" lang="sv"' in partners
    assert "Översätt i översättningsvyn" in partners
    assert '<article class="overview-guide" lang="en"' in client.get("/admin/guides/roles/").content.decode()


@pytest.mark.django_db(transaction=True)
@pytest.mark.needs("chromium")
def test_guides_are_in_the_menu_of_help(live_server: Any) -> None:
    """A partner opens the guide from the menu, sees its pictures, and goes on to the table of roles."""
    world = Covenant()
    with chromium() as browser, seated(browser, live_server.url, world.translator) as window:
        window.goto(f"{live_server.url}/admin/")
        window.get_by_role("button", name="Help").click()
        window.get_by_role("link", name="Guide for partners").click()
        expect(window.get_by_role("heading", name="Translate at the desk")).to_be_visible()
        window.wait_for_load_state("networkidle")
        shown = "[...document.querySelectorAll('.overview-guide img')].map(one => one.naturalWidth > 0)"
        assert window.evaluate(shown) == [True] * PICTURES_OF_TWO_PAGES
        picture(window, "journey-guide", whole=True)
        accessible(window, within=".overview")
        window.get_by_role("link", name="table of roles").click()
        expect(window.get_by_role("columnheader", name="translator")).to_be_visible()
        assert window.goto(f"{live_server.url}/admin/guides/nothing/").status == 404  # type: ignore[union-attr]
        assert window.goto(f"{live_server.url}/admin/guides/pictures/nothing.png").status == 404  # type: ignore[union-attr]
