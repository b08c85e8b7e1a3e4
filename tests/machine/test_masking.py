"""What stands back while an engine reads, and comes back as it was or not at all."""

from __future__ import annotations

from collections.abc import Iterator
from html import unescape
from pathlib import Path

import polib
import pytest
from django.conf import settings
from hypothesis import given
from hypothesis import strategies as st

from translation_workflow.machine.mask import ForeignMark, MaskFault, mask, unmask

SENT = [
    pytest.param("Plain words.", "Plain words.", id="nothing"),
    pytest.param("Save <b>much</b> energy", "Save ⟦0⟧much⟦1⟧ energy", id="tags"),
    pytest.param('See <a id="a1">the plan</a>.', "See ⟦0⟧the plan⟦1⟧.", id="link"),
    pytest.param("Line<br>break", "Line⟦0⟧break", id="break"),
    pytest.param("Heat &amp; power &lt; 5 kW", "Heat & power < 5 kW", id="references"),
    pytest.param("%(count)s of {total}, %s", "⟦0⟧ of ⟦1⟧, ⟦2⟧", id="placeholders"),
    pytest.param("At https://a.eu/?a=1&amp;b=2, or me@a.eu.", "At ⟦0⟧, or ⟦1⟧.", id="addresses"),
    pytest.param("Signs ⟦0⟧ and ⟧", "Signs ⟦0⟧ and ⟦1⟧", id="our own signs"),
]


@pytest.mark.parametrize(("fragment", "sent"), SENT)
def test_an_engine_gets_words_and_marks(fragment: str, sent: str) -> None:
    """Nothing that must not change is there to be changed; the rest is plain text."""
    assert mask(fragment).text == sent


@pytest.mark.parametrize("fragment", [one.values[0] for one in SENT])
def test_what_comes_back_unchanged_is_what_it_was(fragment: str) -> None:
    """Masking and its reverse lose nothing."""
    masked = mask(fragment, first=40)
    assert unmask(masked.text, masked) == fragment


@given(st.text(alphabet='ab <>/&;{}%s()⟦⟧0 "=@.:\n', max_size=60))
def test_no_text_breaks_it(fragment: str) -> None:
    """Of any text at all what comes back reads the same, or is refused with a sentence."""
    masked = mask(fragment)
    try:
        back = unmask(masked.text, masked)
    except MaskFault:
        return
    assert unescape(back) == unescape(fragment)


def shipped() -> Iterator[str]:
    folder: Path = settings.SHIPPED_CATALOGUES / "sv" / "content"
    for path in folder.rglob("*.po"):
        for entry in polib.pofile(str(path)):
            yield from (entry.msgid, entry.msgstr)


def test_the_whole_programme_goes_there_and_back() -> None:
    """Every English and Swedish text that ships is put together again as it was."""
    texts = [text for text in shipped() if text]
    assert len(texts) > 500
    assert [unmask(mask(text).text, mask(text)) for text in texts] == texts


def test_white_space_around_stays() -> None:
    """Engines lose it; it is not theirs."""
    masked = mask(" \n Energy\t")
    assert masked.text == "Energy"
    assert unmask("Energi", masked) == " \n Energi\t"


MOVED = [
    ("ett ⟦0⟧ ord ⟦1⟧ till", "ett <b>ord</b> till"),
    ("ett⟦0⟧ ord ⟦1⟧till", "ett <b>ord</b> till"),
    ("⟦0⟧ ord ⟦1⟧.", "<b>ord</b>."),
    ("(⟦0⟧ ord ⟦1⟧)", "(<b>ord</b>)"),
    ("⟦ 0 ⟧ord⟦1 ⟧", "<b>ord</b>"),
]


@pytest.mark.parametrize(("answer", "words"), MOVED)
def test_spaces_that_engines_put_beside_marks_go_outside_of_tags(answer: str, words: str) -> None:
    """An engine takes a mark for a word; a tag is none."""
    assert unmask(answer, mask("one <b>word</b> more")) == words


def test_marks_may_change_places() -> None:
    """Languages put words in another order, and tags with them."""
    masked = mask("<b>a</b> and <i>b</i>")
    assert unmask("⟦2⟧b⟦3⟧ ja ⟦0⟧a⟦1⟧", masked) == "<i>b</i> ja <b>a</b>"


FAULTS = [
    ("<b>a</b> x <b>b</b>", "⟦0⟧a⟦3⟧ x ⟦2⟧b⟦1⟧", "close something else"),
    ("<b><i>a</i> c</b>", "⟦1⟧⟦0⟧a⟦3⟧ c⟦2⟧", "close something else"),
    ("<b>a</b> <i>b</i>", "⟦0⟧a ⟦2⟧b⟦3⟧⟦1⟧", "close something else"),
    ("<b>a</b>", "⟦1⟧a⟦0⟧", "close something else"),
    ("<b>a</b>", "a", "<b> got lost"),
    ("<b>a</b>", "⟦0⟧a⟦1⟧⟦1⟧", "</b> came back 2 times"),
    ("{a} b", "[0] b", "{a} got lost"),
    ("<b>a</b>", "⟦0⟧⟦1⟧a", "<b> came back around nothing"),
    ("<b>a</b>", "⟦0⟧a⟦1⟧ ⟦", "broken"),
]


@pytest.mark.parametrize(("fragment", "answer", "sentence"), FAULTS)
def test_marks_that_came_back_otherwise_are_told(fragment: str, answer: str, sentence: str) -> None:
    """The sentence names the mark as people know it."""
    with pytest.raises(MaskFault, match=sentence.replace("[", r"\[")):
        unmask(answer, mask(fragment))


def test_a_mark_of_another_text_is_seen() -> None:
    """Texts of one call have different numbers: an answer in a wrong place gives itself away."""
    first = mask("<b>a</b>")
    second = mask("<b>b</b>", first=first.numbers.stop)
    with pytest.raises(ForeignMark, match="⟦0⟧"):
        unmask("⟦0⟧a⟦1⟧", second)


def test_what_an_engine_writes_is_text() -> None:
    """A sign that would begin a tag or a reference is escaped."""
    assert unmask("a < b & c > d", mask("x")) == "a &lt; b &amp; c &gt; d"


@pytest.mark.parametrize("text", ["", "1 234", "<b>5</b> %", "https://eumayors.eu", "{count}", "–"])
def test_a_text_without_words_has_nothing_to_translate(text: str) -> None:
    """Figures, addresses and placeholders are not sent."""
    assert not mask(text).has_words


def test_a_text_of_a_hundred_thousand_signs_is_masked_in_one_go() -> None:
    """No expression explodes, whatever it is fed."""
    for unit in ("<", "%", "{", "⟦", "a@", "www.", "<b>", "&", "https://"):
        masked = mask(unit * 20_000)
        assert len(masked.text) + sum(map(len, masked.marks)) >= 20_000
