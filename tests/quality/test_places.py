"""Faults are found in what a reader sees, and shown and mended in what is stored."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translation_workflow.quality.places import Change, mended, short, stored_span
from translation_workflow.source.markup import plain_text

FRAGMENTS = st.lists(
    st.sampled_from(
        ["a", "é ", "<b>", "</b>", '<a id="a1">', "</a>", "<br/>", "&amp;", "&nbsp;", "1 ", "&", "<"]
    ),
    max_size=12,
).map("".join)


@pytest.mark.parametrize(
    ("fragment", "span", "stored"),
    [
        ("plain", (1, 3), "la"),
        ("<b>bold</b> text", (0, 4), "bold"),
        ("a &amp; b", (2, 3), "&amp;"),
        ('see <a id="a1">here</a>', (4, 8), "here"),
        ("two<br/>lines", (3, 4), "<br/>"),
    ],
)
def test_a_span_leads_back_to_the_stored_text(fragment: str, span: tuple[int, int], stored: str) -> None:
    """Tags and entities before it are counted, those around it are left out."""
    found = stored_span(fragment, span)
    assert found is not None
    assert fragment[slice(*found)] == stored


def test_a_change_keeps_the_tags_around_it() -> None:
    """Words inside a tag are changed inside it."""
    assert mended("<b>two</b>  words", [Change((3, 5), " ")]) == "<b>two</b> words"
    assert mended("<b>two</b>", [Change((3, 3), ".")]) == "<b>two.</b>"


def test_a_change_that_would_take_a_tag_away_is_not_made() -> None:
    """Where marks stand in the middle a person must look."""
    assert mended("a <b> b</b>", [Change((1, 3), " ")]) is None


@given(FRAGMENTS)
def test_every_sign_has_its_place(fragment: str) -> None:
    """The place of a sign lies in the fragment, and reads as that sign; no fragment makes it fail."""
    text = plain_text(fragment)
    for at in range(len(text)):
        span = stored_span(fragment, (at, at + 1))
        if span is not None:
            assert plain_text(fragment[slice(*span)]).replace("<br/>", "\n") in (
                text[at],
                fragment[slice(*span)],
            )


@given(FRAGMENTS, st.integers(0, 11))
def test_a_change_of_one_sign_changes_that_sign_only(fragment: str, at: int) -> None:
    """The reader's text is the same but for the change, and so are the tags."""
    text = plain_text(fragment)
    if at >= len(text):
        return
    new = mended(fragment, [Change((at, at + 1), "x")])
    if new is not None and "&" not in text and "<" not in text:
        assert plain_text(new) == f"{text[:at]}x{text[at + 1 :]}"


def test_long_words_are_quoted_in_part() -> None:
    """A sentence to people never carries a text of 100 kB."""
    assert short("a  b\nc") == "a b c"
    assert len(short("x" * 100_000)) == 40
