"""Inline markup goes through extraction and translation whole."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from wagtail_localize.strings import StringValue, extract_strings, restore_strings

from pages.markup import INLINE_TAGS, sanitise

BARE_TAGS = sorted(INLINE_TAGS - {"a", "br"})


def there_and_back(html: str) -> tuple[str, list[str]]:
    template, strings = extract_strings(html)
    return restore_strings(template, strings), [string.data for string, _ in strings]


@pytest.mark.parametrize("tag", BARE_TAGS)
def test_every_inline_tag_that_authors_may_use_stays_inside_its_sentence(tag: str) -> None:
    """One sentence is one piece, whatever is marked in it, and comes back as it was."""
    html = f"<p>Less CO<{tag}>2</{tag}> a year.</p>"
    restored, pieces = there_and_back(html)
    assert pieces == [f"Less CO<{tag}>2</{tag}> a year."]
    assert restored == html


@pytest.mark.parametrize(
    "html",
    [
        "<p><b>CO<sub>2</sub> falls</b> by half.</p>",
        "<p>One line<br/>and another.</p>",
        "<ul><li>kWh/m<sup>2</sup> a year</li><li>t CO<sub>2</sub></li></ul>",
        "<ol><li>first</li><li>second</li></ol>",
        "<blockquote>CO<sub>2</sub> is a gas.</blockquote>",
        '<p>See <a href="https://example.org/?a=1&amp;b=2">the <i>guide</i></a>.</p>',
    ],
)
def test_prose_comes_back_as_it_was(html: str) -> None:
    """Lists, quotations, links and nested marks survive extraction without a translation."""
    assert there_and_back(html)[0] == html


def test_a_link_keeps_its_address_out_of_the_translators_hands() -> None:
    """A translator sees a link by its number and cannot change where it leads."""
    template, [(string, attributes)] = extract_strings('<p>See <a linktype="page" id="7">this</a>.</p>')
    assert string.data == 'See <a id="a1">this</a>.'
    restored = restore_strings(template, [(StringValue('Se <a id="a1">detta</a>.'), attributes)])
    assert "detta</a>" in restored
    assert 'linktype="page"' in restored
    assert 'id="7"' in restored


@given(
    words=st.lists(st.tuples(st.sampled_from(["", *BARE_TAGS]), st.text("abcåäö€–", min_size=1)), min_size=1)
)
def test_any_mix_of_marks_comes_back(words: list[tuple[str, str]]) -> None:
    """No order or nesting depth of one of allowed marks loses a word."""
    inner = "x" + "".join(f"<{tag}>{text}</{tag}>" if tag else text for tag, text in words) + "x"
    html = f"<p>{inner}</p>"
    assert there_and_back(html)[0] == html


@pytest.mark.parametrize(
    ("hostile", "left"),
    [
        ("<p>a<script>alert(1)</script>b</p>", "<p>ab</p>"),
        ("<p onclick='x()'>a</p>", "<p>a</p>"),
        ('<p><a href="javascript:x()">a</a></p>', "<p><a>a</a></p>"),
        ("<p>a<!-- b --><![CDATA[c]]></p>", "<p>a</p>"),
        ("<p>a<img src=x onerror=y></p>", "<p>a</p>"),
        ("<h1>a</h1>", "a"),
    ],
)
def test_sanitising_leaves_the_allow_list_and_nothing_else(hostile: str, left: str) -> None:
    """What is not listed goes; words that a reader saw stay."""
    assert sanitise(hostile) == left
