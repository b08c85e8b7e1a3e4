"""A translation may hold its source's marks and links, and nothing that the writer chokes on."""

from __future__ import annotations

import pytest

from translation_workflow.catalogue.fragment import fragment_faults
from translation_workflow.source.markup import is_blank, misfit

SOURCE = 'See <a id="a1">the <b>guide</b></a> on CO<sub>2</sub>.'


@pytest.mark.parametrize(
    "target",
    [
        'Se <a id="a1">guiden</a> om CO<sub>2</sub>.',
        "Se guiden om <i>allt</i>.",
        "5 &lt; 6 &amp; 7",
        "rad<br/>rad<br>rad",
    ],
)
def test_the_sources_marks_may_be_used_moved_or_left_out(target: str) -> None:
    """Words decide where a mark stands."""
    assert fragment_faults(target, source=SOURCE) == []


@pytest.mark.parametrize(
    ("target", "sentence"),
    [
        ('<a id="a2">x</a>', 'the link <a id="a2"> is not in the source text.'),
        ('<a id="a1">x</a><a id="a1">y</a>', 'the link <a id="a1"> stands 2 times.'),
        ('<a href="https://evil.example">x</a>', "<a> must look as in the source"),
        ("<b>x", "<b> is never closed."),
        ("<b><i>x</b></i>", "</b> closes nothing that is open."),
        ("<script>x</script>", "<script> is not allowed"),
        ("<p>x</p>", "<p> is not allowed"),
        ('<b onclick="x">x</b>', "<b> must look as in the source"),
        ("x<!-- y -->", "a comment"),
        ("x<![CDATA[y]]>", "a comment"),
        ("x<?php y ?>", "a comment"),
        ("Mindre <5 % och >3 ton", "Write a “<” that is text as &lt;."),
        ("x < y", "“< y” is no tag."),
        ("a <5", "“<5” is no tag."),
        ("<B>x</B>", "<B> must look as in the source"),
        ("<a id='a1'>x</a>", "<a> must look as in the source"),
        ("<b/>x", "<b> must look as in the source"),
        ("x</br>", "<br> must look as in the source"),
        ('<a id="a1">x <a id="a1">y</a></a>', "stands inside another link."),
        ("x\x00y", "the control character U+0000"),
        ("x\x0by", "the control character U+000B"),
    ],
)
def test_what_the_writer_could_not_place_is_named(target: str, sentence: str) -> None:
    """The translator is told which mark is wrong."""
    assert any(sentence in fault for fault in fragment_faults(target, source=SOURCE))


@pytest.mark.parametrize(
    "target", [" ", "<b></b>", "&nbsp;", "<br/>", "\u200b", "\x0b\x1f", "\n\t", "<i>&#8203;</i>", "\u3164"]
)
def test_what_shows_nothing_is_no_translation(target: str) -> None:
    """A gate that counts words must not count what no reader sees."""
    assert fragment_faults(target, source=SOURCE) == ["the translation is blank: a reader would see nothing."]


@pytest.mark.parametrize("target", ["–", "5", "…", " x", "<b>–</b>", "🌳", "&lt;", "<5", "𐍈", "ก็"])
def test_a_single_sign_that_shows_is_not_blank(target: str) -> None:
    """A dash is a translation of a dash."""
    assert not is_blank(target)


@pytest.mark.parametrize(
    "words",
    [
        *("Mindre <5 %", "a <5", "x < y", "<B>x</B>", "<a id='a1'>x</a>", "<b/>x", "x</br>", "<b>x", "x</b>"),
        *('<a id="a1">x <a id="a1">y</a></a>', '<br id="a1"/>', "<b ", "<!-- > x", "a<b>c"),
        *("5 &lt; 6", "x > y", '<a id="a1">x</a >', "<b >x</b>", "rad<br>rad", "CO<sub>2</sub>"),
    ],
)
def test_import_takes_exactly_what_publishing_writes(words: str) -> None:
    """Nobody is told at the gate what the import could have said."""
    assert bool(fragment_faults(words, source=SOURCE)) == bool(misfit(words))
