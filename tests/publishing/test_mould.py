"""What is poured is what the engine would have written."""

from __future__ import annotations

import json
from io import StringIO
from typing import Any
from uuid import UUID

import pytest
from django.core.management import call_command
from django.core.serializers.json import DjangoJSONEncoder
from wagtail_localize.models import StringSegment, StringTranslation, TranslationSource

from pages.models import Programme
from translation_workflow.review.frames import Frame, frames_of
from translation_workflow.review.mould import MarkupDoesNotFit, Slot, mould_of
from translation_workflow.source.masters import master_pages, master_snippets
from translation_workflow.source.refresh import refresh


@pytest.fixture
def frames(db: None) -> dict[UUID, Frame]:
    call_command("load_starter", stdout=StringIO(), stderr=StringIO())
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


def test_a_link_that_leads_nowhere_is_refused() -> None:
    """No reader is sent to a wrong address, and no page is half-written."""
    with pytest.raises(MarkupDoesNotFit, match="a2"):
        slot("x", a1={"href": "https://example.org"}).render('<a id="a2">here</a>')


def test_a_place_that_is_empty_in_the_master_is_passed_over() -> None:
    """A piece of an older form of the block changes nothing."""
    raw = {"type": "step", "id": "one", "value": {"title": "T"}}
    mould = mould_of(raw, {"value.title": slot("T", is_html=False), "value.gone": slot("G")})
    assert mould.pour(lambda context, string: "W", {}) == raw | {"value": {"title": "W"}}
