"""A translation may hold its source's marks and links, and nothing that the writer chokes on."""

from __future__ import annotations

import pytest

from translation_workflow.catalogue.fragment import fragment_faults

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
    ],
)
def test_what_the_writer_could_not_place_is_named(target: str, sentence: str) -> None:
    """The translator is told which mark is wrong."""
    assert any(sentence in fault for fault in fragment_faults(target, source=SOURCE))
