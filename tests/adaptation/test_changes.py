"""Two texts compared: words, lines, formats and where links lead, each marked and said."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from wagtail.blocks import CharBlock, ListBlock, RichTextBlock, StreamBlock, StructBlock
from wagtail.models import Page

from translation_workflow.adaptation.compare import differs
from translation_workflow.adaptation.screens.changes import MOST_TOKENS, Changes, changes, shown
from translation_workflow.adaptation.screens.direction import straight
from translation_workflow.adaptation.screens.tokens import tokens_of

PROSE = RichTextBlock()
STEP = StructBlock(
    [
        ("title", CharBlock()),
        ("points", ListBlock(CharBlock())),
        ("content", StreamBlock([("text", RichTextBlock()), ("note", RichTextBlock())])),
    ]
)
NAMES = {(Page, 3): "Goals", (Page, 4): "Aims", (Page, 5): "Goals"}


def between(before: Any, after: Any, definition: Any = PROSE) -> Changes:
    return changes(tokens_of(definition, before, NAMES), tokens_of(definition, after, NAMES))


def heard(html: str) -> str:
    """What a screen reader says of it, lines apart."""
    lines = re.sub(r"<div[^>]*>", "\n", html)
    return "\n".join(
        " ".join(unescape(re.sub(r"<[^>]*>", "", line)).split()) for line in lines.split("\n")
    ).strip()


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("<p>We plan.</p>", "<p>We act.</p>", "We [left out: plan] [added: act] ."),
        ("<p>We plan.</p>", "<p>We <b>plan</b>.</p>", "We [left out: plan] [added: plan (bold)] ."),
        ("<p>CO2</p>", "<p>CO<sub>2</sub></p>", "[left out: CO2] [added: CO2 (lowered)]"),
        ("<p>m<sub>2</sub></p>", "<p>m<sup>2</sup></p>", "m[left out: 2 (lowered)] [added: 2 (raised)]"),
        (
            '<p>See <a linktype="page" id="3">there</a></p>',
            '<p>See <a linktype="page" id="4">there</a></p>',
            "See [left out: there (link to Goals)] [added: there (link to Aims)]",
        ),
        (
            '<p>See <a href="https://a.example/">there</a></p>',
            "<p>See there</p>",
            "See [left out: there (link to https://a.example/)] [added: there]",
        ),
        (
            "<p>One. Two.</p>",
            "<p>One.</p><p>Two.</p>",
            "One.[left out: space]\n[added: ¶ new paragraph ] Two.",
        ),
        (
            "<ul><li>a</li><li>c</li></ul>",
            "<ul><li>a</li><li>b</li><li>c</li></ul>",
            "a\n[added: ¶ new item b]\nc",
        ),
        (
            "<ul><li>a.</li><li>c.</li></ul>",
            "<ul><li>a.</li><li>b.</li><li>c.</li></ul>",
            "a.\n[added: ¶ new item b.]\nc.",
        ),
        (
            "<ul><li>a.</li><li>b.</li><li>c.</li></ul>",
            "<ul><li>a.</li><li>c.</li></ul>",
            "a.\n[left out: ¶ new item b.]\nc.",
        ),
        (
            "<ul><li>a</li></ul>",
            "<ol><li>a</li></ol>",
            "[left out: ¶ new item ]\n[added: ¶ new numbered item ] a",
        ),
        ("<p>We</p>", "<p>We<b></b></p>", "We[added: (bold)]"),
    ],
)
def test_what_changed_is_marked_and_said(before: str, after: str, said: str) -> None:
    """In words also where only the look of a word or the end of a paragraph is another."""
    found = between(before, after)
    assert heard(found.html) == said
    assert found.is_different


def test_formats_are_shown_as_they_are() -> None:
    """Lowered and raised signs, bold and italic, and lines."""
    html = shown(tokens_of(PROSE, "<p>CO<sub>2</sub></p><p><b>so</b> <i>it</i></p>", NAMES))
    assert "<sub><bdi>2</bdi></sub>" in html
    assert "<b><bdi>so</bdi></b>" in html
    assert html.count('dir="auto"') == 2


def test_fields_items_and_blocks_stand_apart() -> None:
    """A title, list items and paragraphs are not glued together."""
    step = {
        "title": "Plan",
        "points": [{"type": "item", "value": "a", "id": "1"}, {"type": "item", "value": "b", "id": "2"}],
        "content": [{"type": "text", "value": "<p>One.</p><p>Two.</p>", "id": "3"}],
    }
    lines = heard(shown(tokens_of(STEP, step, NAMES))).split("\n")
    assert [line for line in lines if line] == [
        "Title",
        "Plan",
        "Points",
        "a",
        "b",
        "Content",
        "One.",
        "Two.",
    ]


def test_what_reads_the_same_and_is_another_is_marked() -> None:
    """A page of the same name, a block of another kind, an item that was made anew."""
    same = ('<p><a linktype="page" id="3">x</a></p>', '<p><a linktype="page" id="5">x</a></p>')
    assert between(*same).is_different
    points = [[{"type": "item", "value": "a", "id": number}] for number in ("1", "2")]
    assert "new item" in heard(between(*points, definition=STEP.child_blocks["points"]).html)


def test_texts_are_escaped_and_turn_nothing_round() -> None:
    """Whatever somebody wrote: it is text, in a direction of its own."""
    html = between("<p>a</p>", "<p>&lt;script&gt; \u202eevil <i>b</i></p>").html
    assert "<script>" not in html
    assert "&lt;" in html
    assert html.count("<bdi>") >= 2
    assert straight("a\u202eb\u2067c") == "abc"


def test_a_very_long_text_is_marked_too() -> None:
    """Comparing word by word would take too long: then the part that differs is, as a whole."""
    long = " ".join(f"w{number}" for number in range(MOST_TOKENS))
    found = between(f"<p>Start. {long}</p>", f"<p>Start. {long[::-1]}</p>")
    assert heard(found.html).startswith("Start. [left out:")
    assert "[added:" in heard(found.html)


WORDS = st.lists(st.sampled_from(["plan", "act", "2", "the", "–"]), min_size=1, max_size=4).map(" ".join)
INLINE = st.one_of(
    WORDS,
    *(WORDS.map(lambda words, tag=tag: f"<{tag}>{words}</{tag}>") for tag in ("b", "i", "sub", "sup")),
    *(WORDS.map(lambda words, n=n: f'<a linktype="page" id="{n}">{words}</a>') for n in (3, 4, 5)),
)
# Neighbours of one format read as one.
LINE = st.lists(INLINE, min_size=1, max_size=3).map(" and ".join)
HTML = st.lists(
    st.one_of(
        LINE.map(lambda line: f"<p>{line}</p>"),
        st.lists(LINE, min_size=1, max_size=3).map(
            lambda items: f"<ul>{''.join(f'<li>{one}</li>' for one in items)}</ul>"
        ),
        LINE.map(lambda line: f"<blockquote>{line}</blockquote>"),
    ),
    min_size=1,
    max_size=3,
).map("".join)


def row(kinds: list[str], values: Any) -> Any:
    one = st.tuples(st.sampled_from(["1", "2", "3"]), st.sampled_from(kinds), values)
    rows = st.lists(one, max_size=3, unique_by=lambda it: it[0])
    return rows.map(
        lambda found: [{"id": n, "type": kind, "value": value} for n, kind, value in sorted(found)]
    )


STEPS = st.fixed_dictionaries(
    {"title": WORDS, "points": row(["item"], WORDS), "content": row(["text", "note"], HTML)}
)


@given(STEPS, STEPS)
def test_what_differs_is_marked_and_what_is_equal_is_not(before: Any, after: Any) -> None:
    """Of any two values of a block: no conflict shows two texts that look the same."""
    html = between(before, after, STEP).html
    if before == after:
        assert "<ins>" not in html
        assert "<del>" not in html
    if differs(before, after):
        assert "<ins>" in html or "<del>" in html


@given(STEPS, HTML)
def test_nothing_is_lost_of_the_later_text(before: Any, html: str) -> None:
    """What is not left out is the text of now, word for word."""
    after = {"title": "Now", "points": [], "content": [{"id": "1", "type": "text", "value": html}]}
    marked = between(before, after, STEP).html
    kept = re.sub(r'<span class="(w-sr-only|adaptations-format)">.*?</span>', "", marked)
    kept = re.sub(r"<del>.*?</del>", "", kept)
    plain = re.sub(r'<span class="w-sr-only">.*?</span>', "", shown(tokens_of(STEP, after, NAMES)))
    plain, kept = (re.sub(r'<div class="adaptations-label">.*?</div>', "", one) for one in (plain, kept))
    assert "".join(heard(kept).split()) == "".join(heard(plain).split())
