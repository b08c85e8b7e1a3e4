"""What a browser's editable field sends becomes a fragment that a page can hold, and no word is lost."""

from __future__ import annotations

import sys
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translation_workflow.desk.shown import shown
from translation_workflow.desk.typed import LONGEST, lost_links, understood
from translation_workflow.source.hold import Hold
from translation_workflow.source.markup import misfit, plain_text

LINKS = ["a1", "a2"]
LINE, NOTE = Hold(20, is_plain=True, is_line=True), Hold(None, is_plain=True)


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("Träd &amp; hus", "Träd &amp; hus"),
        ("1 < 2", "1 &lt; 2"),
        ("&lt;b&gt;", "&lt;b&gt;"),
        ("<strong>Fett</strong> <em>kursivt</em>", "<b>Fett</b> <i>kursivt</i>"),
        ("CO<sub>2</sub> m<sup>2</sup>", "CO<sub>2</sub> m<sup>2</sup>"),
        ("<b>a<i>b</b>c</i>", "<b>a<i>b</i></b><i>c</i>"),
        ("<b><b>a</b></b>", "<b>a</b>"),
        ("<i><b>a</b></i>", "<b><i>a</i></b>"),
        ("x<b></b><i> </i>y", "x y"),
        ("<b> ord</b> till", "<b>ord</b> till"),
        ("ett<br>två", "ett<br/>två"),
        ("ett<br>", "ett"),
        ("<div>ett</div><div>två</div>", "ett<br/>två"),
        ("<div><br></div>ett", "ett"),
    ],
)
def test_marks_are_written_in_one_way(sent: str, kept: str) -> None:
    """However a browser writes them; what looks the same is the same."""
    assert understood(sent) == kept


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ('<a data-id="a1">guide</a>', '<a id="a1">guide</a>'),
        ('<a id="a1">guide</a>', '<a id="a1">guide</a>'),
        ('<a data-id="a1" href="javascript:alert(1)" onclick="x()">guide</a>', '<a id="a1">guide</a>'),
        ('<a href="javascript:alert(1)">guide</a>', "guide"),
        ('<a data-id="a9">guide</a>', "guide"),
        ('<a data-id="a1">en <a data-id="a2">två</a></a>', '<a id="a1">en </a><a id="a2">två</a>'),
        ('<a data-id="a1">en</a><a data-id="a1"> två</a>', '<a id="a1">en två</a>'),
        ('<a data-id="a1">en</a> x <a data-id="a1">två</a>', '<a id="a1">en</a> x <a id="a1">två</a>'),
        ('<b><a data-id="a1">en</a></b>', '<a id="a1"><b>en</b></a>'),
        ('<a data-id="a1"> </a>ord', "ord"),
        ('<a data-id="a1&quot;><script>">ord</a>', "ord"),
    ],
)
def test_links_are_those_of_the_source(sent: str, kept: str) -> None:
    """Others are left out and their words stay; none leads anywhere by what was sent."""
    assert understood(sent, links=LINKS) == kept


def test_a_lost_link_is_named() -> None:
    """In the order of the source, so that it can be offered back."""
    assert lost_links('<a id="a2">två</a>', ["a1", "a2", "a3"]) == ["a1", "a3"]


def test_text_from_a_word_processor_keeps_its_words() -> None:
    """Styles, comments and office tags go; a bold that is none is none; paragraphs become breaks."""
    sent = (
        "<!--[if gte mso 9]><xml><w:View>Normal</w:View></xml><![endif]-->"
        "<style>p.MsoNormal{margin:0}</style>"
        '<p class="MsoNormal"><b style="font-weight:normal"><span lang="SV" style="mso-fareast:x">Första '
        "stycket<o:p></o:p></span></b></p>\n<p class=MsoNormal>Andra <b>fetta</b></p>"
        "<table><tr><td>ruta</td><td>två</td></tr></table>"
    )
    assert understood(sent) == "Första stycket<br/>Andra <b>fetta</b><br/>ruta<br/>två"


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("<b style='mso-bidi-font-weight:normal'>Fet</b>", "<b>Fet</b>"),
        ("<i style='mso-bidi-font-style:normal'>Kursiv</i>", "<i>Kursiv</i>"),
        ('<b style="font-style: normal; font-weight: 700">Fet</b>', "<b>Fet</b>"),
        ('<em style="font-weight: 400; font-style: italic">Kursiv</em>', "<i>Kursiv</i>"),
        ('<b style="color: red; Font-Weight: 400 !important">Mager</b>', "Mager"),
        ('<i style="font-style:normal">Rak</i>', "Rak"),
        ('<b style="font-weight:normal"><i>Kursiv</i></b>', "<i>Kursiv</i>"),
    ],
)
def test_a_style_takes_back_its_own_mark_only(sent: str, kept: str) -> None:
    """A weight says nothing of italics, nor a slope of bold, nor what Word says to itself of either."""
    assert understood(sent) == kept


@pytest.mark.parametrize(
    "sent",
    [
        "<script>alert(1)</script>ord",
        "<img src=x onerror=alert(1)>ord",
        "<svg><style><img src=x onerror=alert(1)></style></svg>ord",
        "<iframe srcdoc='<script>1</script>'></iframe>ord",
        "<math><mtext><table><mglyph><style><img src=x onerror=1></style></table></mtext></math>ord",
        "ord<template><b>x</b></template>",
    ],
)
def test_nothing_that_runs_is_kept(sent: str) -> None:
    """Neither as a tag nor as a text of one."""
    assert understood(sent) == "ord"


def test_signs_that_no_database_takes_are_left_out() -> None:
    """Control characters, halves of a pair, and what editors put around a caret; joiners mean something."""
    assert understood("a\x00b\x07c\ud800d\u200be\ufefff") == "abcdef"
    assert understood("می\u200cخواهم") == "می\u200cخواهم"


def test_composed_letters_are_one_sign() -> None:
    """A Greek letter with its tonos is the same, typed by a dead key or put together from two signs."""
    assert understood("\u03b1\u0301\u03bb\u03bb\u03b1") == understood("\u03ac\u03bb\u03bb\u03b1") == "άλλα"


def test_spaces_of_the_browser_are_not_the_translators() -> None:
    """Browsers write some spaces as ones that do not break; one between two words that was typed so stays."""
    assert understood("ett&nbsp; två&nbsp;") == "ett två"
    assert understood("10&nbsp;000 kr") == "10\xa0000 kr"
    assert understood("Pourquoi\u202f?") == "Pourquoi\u202f?"


def test_a_line_has_no_marks_and_no_breaks() -> None:
    """A title is one line of plain text, whatever was pasted."""
    sent = '<div><b>Ett</b></div><div><a data-id="a1">två</a> &lt; tre</div>'
    assert understood(sent, links=LINKS, hold=LINE) == "Ett två &lt; tre"


def test_plain_text_of_several_lines_keeps_its_lines() -> None:
    """They are new lines there, not marks."""
    assert understood("<div><b>Ett</b></div><div>två\ntre</div>", hold=NOTE) == "Ett\ntvå\ntre"


@pytest.mark.parametrize(
    "sent", ["", " ", "<br>", "<div><br></div>", "&nbsp;", "\u200b", "<b></b>", "<a data-id='a1'></a>"]
)
def test_what_nobody_would_see_is_nothing(sent: str) -> None:
    """An emptied field of any browser."""
    assert understood(sent, links=LINKS) == ""


@pytest.mark.parametrize(
    "piece", ["<b>", "<div>", "<a data-id=a1>", "<", "&", "&nbsp; ", "<b><p>", "x<i>", "<!--", "</b>"]
)
def test_the_work_grows_with_the_length_of_a_text_only(piece: str) -> None:
    """Of anything: four times as long takes some four times as many steps, not sixteen."""
    short, long = (work(piece * (signs // len(piece))) for signs in (LONGEST // 40, LONGEST // 10))
    assert long <= 5 * short + 100


def work(sent: str) -> int:
    """Return how many functions were called to understand a text."""
    calls = 0

    def count(_frame: Any, event: str, _about: Any) -> None:
        nonlocal calls
        calls += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        understood(sent, links=LINKS)
    finally:
        sys.setprofile(before)
    return calls


SOUP = st.lists(
    st.sampled_from(
        ["<b>", "</b>", "<i>", "</i>", "<sub>", "</sup>", "<br>", "<div>", "</div>", "<p>", "</a>",
         '<a data-id="a1">', '<a data-id="a2">', "&amp;", "&lt;", "<", ">", '"', " ", "\n", "\xa0", "ord",
         "ä", "<script>", "2"]
    ),
    max_size=25,
).map("".join)  # fmt: skip


@given(SOUP | st.text(max_size=40))
def test_anything_becomes_a_fragment_that_fits(sent: str) -> None:
    """It has no wrong mark, is understood as itself, shown or stored, and the next time, too."""
    words = understood(sent, links=LINKS)
    assert misfit(words) == ""
    assert understood(words, links=LINKS) == words
    assert understood(shown(words), links=LINKS) == words
    assert misfit(understood(sent, hold=LINE)) == ""
    assert "<" not in understood(sent, hold=LINE)
    assert "\n" not in plain_text(understood(sent, hold=LINE))
