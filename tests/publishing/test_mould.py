"""What is poured is what the engine would have written."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest
from django.core.serializers.json import DjangoJSONEncoder
from wagtail_localize.models import StringSegment, StringTranslation, TranslationSource

from pages.models import Programme
from tests.programme.shipped import loaded
from translation_workflow.review.rendering.frames import Frame, frames_of
from translation_workflow.review.rendering.mould import MarkupDoesNotFit, Slot, mould_of
from translation_workflow.source.masters import master_pages, master_snippets
from translation_workflow.source.refresh import refresh


@pytest.fixture
def frames(db: None) -> dict[UUID, Frame]:
    loaded()
    programme = Programme.objects.get(slug="covenant-capacity")
    keys = [
        refresh(master).source.object_id for master in [*master_snippets(programme), *master_pages(programme)]
    ]
    return frames_of(programme, keys)


def raw(field: Any, value: Any) -> Any:
    """The value as the database keeps it."""
    return json.loads(json.dumps(field.get_prep_value(field.to_python(value)), cls=DjangoJSONEncoder))


def translated(text: str) -> str:
    """Words with the tags of their text, an ampersand, quotation marks and a letter beyond ASCII."""
    return f'“Å” &amp; "{text}"'


def test_every_page_is_poured_as_the_engine_writes_it(frames: dict[UUID, Frame]) -> None:
    """With words for every piece of every page and snippet of the shipped programme."""
    locale = TranslationSource.objects.get(object__in=[next(iter(frames))]).locale
    for frame in frames.values():
        for segment in StringSegment.objects.filter(source=frame.source).select_related("string"):
            StringTranslation.objects.update_or_create(
                translation_of=segment.string,
                locale=locale,
                context_id=segment.context_id,
                defaults={"data": translated(segment.string.data)},
            )
        # Into the master's own row, which is never saved: so no page of an edition is needed.
        engine = frame.source.get_ephemeral_translated_instance(locale)
        texts = {(slot.context, slot.string): translated(slot.text) for slot in frame.slots}
        poured = frame.pour(lambda context, string, texts=texts: texts[context, string], {})
        for name, value in poured.items():
            field = frame.model._meta.get_field(name)
            expected: Any = field.value_from_object(engine)
            assert raw(field, value) == raw(field, expected), (frame.name, name)


def test_without_words_the_masters_own_stand(frames: dict[UUID, Frame]) -> None:
    """Pouring nothing gives what the engine falls back to: the master's content."""
    for frame in frames.values():
        master = frame.source.get_ephemeral_translated_instance(frame.source.locale, fallback=True)
        for name, value in frame.pour(lambda context, string: "", {}).items():
            field = frame.model._meta.get_field(name)
            assert raw(field, value) == raw(field, field.value_from_object(master)), (frame.name, name)


def slot(text: str, *, is_html: bool = True, **links: dict[str, str]) -> Slot:
    return Slot("body.one", 1, 1, text, links, is_html)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("CO<sub>2</sub>", "CO<sub>2</sub>"),
        ("a&nbsp;b &quot;c&quot; &amp; d", 'a\xa0b "c" &amp; d'),
        ("one<br>two", "one<br/>two"),
        ('<a id="a1">here</a>', '<a href="https://example.org/?a=1&amp;b=2">here</a>'),
    ],
)
def test_rich_text_is_written_as_html(words: str, expected: str) -> None:
    """Entities are characters, links lead where they led, subscripts stay."""
    assert slot("x", a1={"href": "https://example.org/?a=1&b=2"}).render(words) == expected


def test_plain_text_has_no_markup() -> None:
    """A fragment in a plain place is its text; a break is a new line."""
    assert slot("x", is_html=False).render("1 &lt; 2<br/>and <b>bold</b>") == "1 < 2\nand bold"


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        *(
            (kept, kept)
            for kept in ("Mindre <5 % och >3 ton", "Mindre < 5 %", "a <5", "<", "x <y> z", "a <b c> d")
        ),
        *((kept, kept) for kept in ("<!-- x -->", "<p>x</p>", "<script>x", "a<b", "1 << 2 >> 3")),
        *((marked, "x") for marked in ("<B>x</B>", "<a id='a1'>x</a>", "<sub >x</sub>", '<a id="a1">x</a>')),
        ("&lt;b&gt;x", "<b>x"),
        ("one<BR>two", "one\ntwo"),
    ],
)
def test_no_word_of_a_plain_place_is_lost(words: str, expected: str) -> None:
    """Only inline tags go; what merely looks like a tag was typed to be read."""
    assert slot("x", is_html=False).render(words) == expected


@pytest.mark.parametrize("words", ["one<br/>two", "one\ntwo", "one\r\ntwo"])
def test_a_break_in_a_single_line_is_a_space(words: str) -> None:
    """No title is two lines."""
    assert replace(slot("x", is_html=False), is_line=True).render(words) == "one two"


def test_frames_know_which_places_are_single_lines(frames: dict[UUID, Frame]) -> None:
    """Titles are, paragraphs of plain text are not, rich text is never asked."""
    slots = [(frame.model, slot) for frame in frames.values() for slot in frame.slots]
    assert all(slot.is_line for _, slot in slots if slot.path == "title" or slot.path.endswith(".title"))
    assert not any(slot.is_line for _, slot in slots if slot.is_html or slot.path == "description")
    assert any(not slot.is_line for _, slot in slots if not slot.is_html)


@pytest.mark.parametrize("words", ["x < y", "a <5", "<B>x</B>", "<a id='a1'>x</a>"])
def test_rich_text_refuses_what_a_browser_would_guess(words: str) -> None:
    """As the import does."""
    with pytest.raises(MarkupDoesNotFit):
        slot("x", a1={"href": "https://example.org"}).render(words)


def test_a_link_inside_a_link_is_refused() -> None:
    """No browser keeps it as it is written."""
    with pytest.raises(MarkupDoesNotFit):
        slot("x", a1={"href": "/1"}, a2={"href": "/2"}).render('<a id="a1">x <a id="a2">y</a></a>')


def test_a_link_that_leads_nowhere_is_refused() -> None:
    """No reader is sent to a wrong address, and no page is half-written."""
    with pytest.raises(MarkupDoesNotFit, match="a2"):
        slot("x", a1={"href": "https://example.org"}).render('<a id="a2">here</a>')


def test_a_place_that_is_empty_in_the_master_is_passed_over() -> None:
    """A piece of an older form of the block changes nothing."""
    raw = {"type": "step", "id": "one", "value": {"title": "T"}}
    mould = mould_of(raw, {"value.title": slot("T", is_html=False), "value.gone": slot("G")})
    assert mould.pour(lambda context, string: "W", {}) == raw | {"value": {"title": "W"}}
