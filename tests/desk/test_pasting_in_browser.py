"""Words that come by the clipboard: marks that somebody sees stay, and nothing else comes along."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page as Window
from playwright.sync_api import expect

from .browsing import at_desk, field, prepared, saved

pytestmark = [pytest.mark.needs("chromium"), pytest.mark.django_db(transaction=True)]

GUIDE = "Read the guide of the EU."
STORED = 'Read <a id="a1">the guide</a> of the EU.'
CARBON, ROOMS = "Less CO2.", "Measure the rooms before you plan."
MARKED = 'Läs <a data-id="a1">guiden</a> <b>från <i>EU</i></b> om CO<sub>2</sub>, m<sup>2</sup>.'
LOOK = "font-size:11pt;font-family:Arial,sans-serif;text-decoration:none;white-space:pre-wrap;"
# As the programs write it; of their heads only what matters here.
WORD = """<html xmlns:o="urn:schemas-microsoft-com:office:office" xmlns="http://www.w3.org/TR/REC-html40">
<head><meta name=Generator content="Microsoft Word 15"><style><!-- p {margin:0cm;} --></style></head>
<body lang=SV style='tab-interval:65.2pt;word-wrap:break-word'><!--StartFragment-->

<p class=MsoNormal><b style='mso-bidi-font-weight:normal'><span lang=SV>Fet</span></b><span lang=SV> och
<i style='mso-bidi-font-style:normal'>kursiv</i>, CO<sub>2</sub> och m<sup>2</sup><o:p></o:p></span></p>

<!--EndFragment--></body></html>"""
LIBREOFFICE = """<!DOCTYPE html><html><head><meta name="generator" content="LibreOffice 24.2 (Linux)"/>
<style type="text/css">p { line-height: 115%; background: transparent }</style></head>
<body lang="sv-SE" link="#000080" dir="ltr"><p style="line-height: 100%; margin-bottom: 0cm">
<font face="Arial, sans-serif"><span style="font-style: normal"><b>Fet</b></span></font>
<span style="font-weight: normal">och <i>kursiv</i></span>, CO<sub>2</sub> och m<sup>2</sup></p></body>"""
GOOGLE_DOCS = "".join([
    "<meta charset='utf-8'><b style=\"font-weight:normal;\" id=\"docs-internal-guid-5f0c\">",
    '<p dir="ltr" style="line-height:1.38;margin-top:0pt;margin-bottom:0pt;">',
    f'<span style="{LOOK}font-weight:700;font-style:normal;vertical-align:baseline;">Fet</span>',
    f'<span style="{LOOK}font-weight:400;font-style:normal;vertical-align:baseline;"> och </span>',
    f'<span style="{LOOK}font-weight:400;font-style:italic;vertical-align:baseline;">kursiv</span>',
    f'<span style="{LOOK}font-weight:400;font-style:normal;vertical-align:baseline;">, CO</span>',
    f'<span style="{LOOK}font-weight:400;font-style:normal;vertical-align:sub;">2</span>',
    f'<span style="{LOOK}font-weight:400;font-style:normal;vertical-align:baseline;"> och m</span>',
    f'<span style="{LOOK}font-weight:400;font-style:normal;vertical-align:super;">2</span></p></b>',
])  # fmt: skip
CHROME = """<b style="font-style: normal; font-weight: 700;">Fet</b><span style="font-weight: 400;"> och
</span><em style="font-style: italic; font-weight: 400;">kursiv</em><span style="font-weight: 400;">, CO</span
><sub style="font-weight: 400; vertical-align: initial;">2</sub><span style="font-weight: 400;"> och m</span
><sup style="font-style: normal; font-weight: 400;">2</sup>"""
PROGRAMS = {"Word": WORD, "LibreOffice": LIBREOFFICE, "Google Docs": GOOGLE_DOCS, "Chrome": CHROME}


def put_on_clipboard(window: Window, html: str) -> None:
    """Let another program's words lie on the real clipboard."""
    window.evaluate(
        """html => window.addEventListener("copy", (event) => {
            event.clipboardData.setData("text/html", html);
            event.preventDefault();
            event.stopImmediatePropagation();
        }, { capture: true, once: true })""",
        html,
    )
    window.keyboard.press("Control+c")


def brought(window: Window) -> str:
    """Return the HTML that the last paste brought."""
    html: str = window.evaluate("window.brought")
    return html


def listen_to_pastes(window: Window) -> None:
    window.evaluate(
        """window.addEventListener("paste", (event) => {
            window.brought = event.clipboardData.getData("text/html");
        }, { capture: true })"""
    )


def press(window: Window, *keys: str) -> None:
    for key in keys:
        window.keyboard.press(key)


def test_marks_of_other_programs_stay(live_server: Any) -> None:
    """Bold, italics and lowered or raised signs, however it writes them; what it wraps all in is no mark."""
    world = prepared()
    pasted = {}
    with at_desk(live_server, world) as window:
        words = field(window, GUIDE)
        words.click()
        for program, html in PROGRAMS.items():
            press(window, "Control+a", "Delete")
            put_on_clipboard(window, html)
            press(window, "Control+v")
            pasted[program] = words.inner_html()
        kept = "<b>Fet</b> och <i>kursiv</i>, CO<sub>2</sub> och m<sup>2</sup>"
        assert pasted == dict.fromkeys(PROGRAMS, kept)
        press(window, "Alt+ArrowDown")
        saved(window)
        assert world.segment(STORED).words == kept


@pytest.mark.parametrize("key", ["Control+c", "Control+x"])
def test_what_is_copied_or_cut_here_is_the_same_pasted(live_server: Any, key: str) -> None:
    """With its links and marks; the looks of the page do not go to the clipboard."""
    world = prepared()
    world.type(STORED, MARKED.replace("data-id", "id"))
    with at_desk(live_server, world) as window:
        listen_to_pastes(window)
        words = field(window, GUIDE)
        words.click()
        press(window, "Control+a", key)
        expect(words).to_have_text("" if key == "Control+x" else "Läs guiden från EU om CO2, m2.")
        press(window, "Control+v")
        assert words.inner_html() == MARKED
        assert MARKED in brought(window)
        assert "style" not in brought(window)
        press(window, *(["Control+z"] * (2 if key == "Control+x" else 1)))
        assert words.inner_html() == MARKED


def test_words_within_a_mark_keep_it(live_server: Any) -> None:
    """Part of bold words is bold elsewhere, too; a link comes along with all its words only."""
    world = prepared()
    world.type(STORED, MARKED.replace("data-id", "id"))
    with at_desk(live_server, world) as window:
        words = field(window, GUIDE)
        words.click()
        pasted = []
        for mark, start, end in [("b", 0, 3), ("i", 0, 2), ("a", 0, 3), ("a", 0, 6)]:
            words.evaluate(
                """(field, [mark, start, end]) => {
                    const node = field.querySelector(mark).firstChild;
                    getSelection().setBaseAndExtent(node, start, node, end);
                }""",
                [mark, start, end],
            )
            press(window, "Control+c", "End", "Control+v")
            pasted.append(words.inner_html().removeprefix(MARKED))
            press(window, "Control+z")
        assert pasted == ["<b>frå</b>", "<b><i>EU</i></b>", "gui", '<a data-id="a1">guiden</a>']


def test_words_copied_from_a_source_keep_their_marks(live_server: Any) -> None:
    """A formula selected with the mouse in the source is the same in the translation."""
    world = prepared()
    with at_desk(live_server, world) as window:
        window.locator(".desk-source").filter(has_text=CARBON).evaluate(
            "source => getSelection().selectAllChildren(source)"
        )
        press(window, "Control+c")
        field(window, ROOMS).click()
        press(window, "Control+v")
        assert field(window, ROOMS).inner_html() == "Less CO<sub>2</sub>."
