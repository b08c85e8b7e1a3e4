"""The guides say what the screens say: every name printed bold is on one, every picture and link is there."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
import wagtail
from markdown_it import MarkdownIt
from playwright.sync_api import expect

from tests.browser import accessible, chromium, picture
from tests.desk.browsing import seated

from .covenant import Covenant

ROOT = Path(__file__).parents[2]
GUIDES = ["guide-authors.md", "guide-partners.md"]
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
    names = re.findall(r"\*\*(.+?)\*\*", text_of(guide).replace("\n", " "))
    assert len(names) > 15
    unknown = [name for name in names if name not in said() | {"bold"}]
    assert unknown == []


@pytest.mark.parametrize("guide", GUIDES)
def test_pictures_and_links_lead_somewhere(guide: str) -> None:
    """Each picture has a text for those who do not see it, and is small; links lead to files."""
    text = text_of(guide)
    pictures = re.findall(r"!\[([^\]]*)\]\(([^)]+)\)", text)
    assert len(pictures) in (2, PICTURES_OF_TWO_PAGES)
    for told, where in pictures:
        path = ROOT / "docs" / where
        assert len(told.split()) > 3
        assert path.stat().st_size < LARGEST, f"{where} is too large: shrink it"
    for where in re.findall(r"\]\(([^)]+)\)", text):
        assert (ROOT / "docs" / where).is_file(), where


@pytest.mark.parametrize("guide", GUIDES)
def test_the_readme_names_them(guide: str) -> None:
    """Whoever comes to the repository finds the guides."""
    assert f"docs/{guide}" in (ROOT / "README.md").read_text(encoding="utf-8")


@pytest.mark.needs("chromium")
@pytest.mark.parametrize("guide", GUIDES)
def test_a_guide_has_two_pages(guide: str) -> None:
    """A busy person reads two printed pages, with the pictures."""
    html = f"<style>{PAPER}</style>{MarkdownIt().render(text_of(guide))}"
    # Beside the guide, so that its pictures are found.
    with TemporaryDirectory() as folder, chromium() as browser:
        place = Path(folder) / "guide.html"
        (Path(folder) / "pictures").symlink_to(ROOT / "docs" / "pictures")
        place.write_text(f"<!doctype html><meta charset=utf-8>{html}", encoding="utf-8")
        window = browser.new_page()
        window.goto(place.as_uri(), wait_until="networkidle")
        pages = window.pdf(format="A4").count(b"/Type /Page\n")
    assert pages == 2


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
