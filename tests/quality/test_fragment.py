"""A translation may hold its source's marks and links, and nothing that the writer chokes on."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pages.markup import INLINE_TAGS, sanitise
from translation_workflow.catalogue.message import Catalogue, Message, Piece
from translation_workflow.catalogue.po import read_po, write_po
from translation_workflow.quality.pair import Pair
from translation_workflow.quality.run import blocking
from translation_workflow.source.address import Address
from translation_workflow.source.markup import is_blank, misfit

SOURCE = 'See <a id="a1">the <b>guide</b></a> on CO<sub>2</sub>.'


def fragment_faults(target: str, *, source: str) -> list[str]:
    """Why a translation may not stand for a source, wherever that is."""
    return [finding.sentence for finding in blocking(Pair(source, target, "sv"))]


@pytest.mark.parametrize(
    "target",
    [
        'Se <a id="a1">guiden</a> om CO<sub>2</sub>.',
        'Se <a id="a1">guiden</a> om <i>allt</i>.',
        '5 &lt; 6 &amp; 7 <a id="a1">guiden</a>',
        '<a id="a1">rad<br/>rad</a><br>rad',
        'می\u200cخواهم \u200d\u2060 <a id="a1">Straßen\xadbahn</a>',
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
        ("x<!-- y -->", "<!-- … --> is not allowed"),
        ("x<![CDATA[y]]>", "<![CDATA[ … ]]> is not allowed"),
        ("x<?php y ?>", "<? … ?> is not allowed"),
        ("Mindre <5 % och >3 ton", "Write a “<” that is text as &lt;."),
        ("x < y", "“< y” is no tag."),
        ("a <5", "“<5” is no tag."),
        ("<B>x</B>", "<B> must look as in the source"),
        ("<a id='a1'>x</a>", "<a> must look as in the source"),
        ("<b/>x", "<b> must look as in the source"),
        ("x</br>", "<br> must look as in the source"),
        ('<a id="a1">x <a id="a1">y</a></a>', "stands inside another link."),
        ("Se guiden.", 'the link <a id="a1"> is missing.'),
        ("x\u202ey", "the invisible character U+202E (right-to-left override) is not in the source"),
        ("x&rlm;y", "the invisible character U+200F"),
        ("x&#x200b;y", "the invisible character U+200B"),
        ("x\ufeffy", "the invisible character U+FEFF"),
        ("x\u2066y\u2069", "the invisible character U+2069"),
        ("<b\u2003>x</b\u2003>", "<b> must look as in the source"),
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
    [sentence] = fragment_faults(target, source=SOURCE)
    assert sentence.startswith("the translation is blank: a reader would see nothing.")


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
    source = SOURCE if 'id="a1"' in words else "Words."
    assert bool(fragment_faults(words, source=source)) == bool(misfit(words))


@pytest.mark.parametrize("sign", ["\u200b", "\u200e", "&rlm;", "&#8294;"])
def test_an_invisible_sign_of_the_source_may_stand_in_its_translation(sign: str) -> None:
    """An author who needs a mark for the direction of words needs it in every language."""
    assert fragment_faults(f"ord{sign}ord", source=f"word{sign}word") == []
    assert fragment_faults(f"ord{sign}ord", source="word") != []


class Seen(HTMLParser):
    """What a browser finds beside words, by a parser that is not ours."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, tuple[tuple[str, str | None], ...]]] = []
        self.others: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, tuple(attrs)))

    def handle_comment(self, data: str) -> None:
        self.others.append(data)

    handle_decl = handle_pi = unknown_decl = handle_comment


PARTS = st.one_of(
    st.text(max_size=4),
    st.text("<>/= \"'&;!?-ab\n\t\x0b\xa0", max_size=4),
    st.sampled_from(
        [
            *("<b>", "</b>", "<i>", "</i>", "<sub>", "</sub>", "<br/>", "<br>", "<br />", "</a>", "<b >"),
            *('<a id="a1">', "<a id='a1'>", '<a id="a2">', "<a id=a1>", '<a id="a1" href="javascript:x">'),
            *("<script>", "<img src=x onerror=y>", "<!--", "-->", "<![CDATA[", "]]>", "<?x", "<!x", "<b x>"),
            *("&lt;", "&#60;", "&amp", "<svg/onload=x>", "<B>", "<a>", "<a\nid='a1'>", "</b x>", "<b/>"),
        ]
    ),
)


@given(parts=st.lists(PARTS, min_size=1, max_size=8))
def test_whatever_is_taken_holds_allowed_markup_only(parts: list[str]) -> None:
    """No other parser finds a tag, an attribute or a comment in it that the source could not have."""
    words = "".join(parts)
    opened = f'<a id="a1">x</a>{words}'
    for target, source in ((words, "Words."), (opened, SOURCE)):
        if fragment_faults(target, source=source):
            continue
        seen = Seen()
        seen.feed(target)
        seen.close()
        assert not seen.others
        allowed = {(tag, ()) for tag in INLINE_TAGS - {"a"}} | {("a", (("id", "a1"),))}
        assert set(seen.tags) <= allowed
        assert ("a", (("id", "a1"),)) in seen.tags or source != SOURCE
        assert sanitise(target.replace('<a id="a1">', "<a>")).count("<") == len(re.findall("<", target))


@given(
    words=st.lists(st.sampled_from(["<b>", "</b>", '<a id="a1">', "</a>", "<br/>", "ord", " "]), max_size=7)
)
def test_what_is_taken_comes_back_from_a_file_as_it_was(words: list[str]) -> None:
    """The gate and the file agree on every sign."""
    target = "".join(words)
    if not fragment_faults(target, source=SOURCE):
        piece = Piece(Address(UUID(int=1), "lead"), SOURCE)
        catalogue = Catalogue(
            "towns", "sv", "", "Towns", "nplurals=2; plural=(n != 1);", (Message(piece, target),)
        )
        [entry] = read_po(write_po(catalogue), name="a.po").entries
        assert (entry.source, entry.target) == (SOURCE, target)
