"""What is written in bulk is read as it was, whatever signs are in it."""

from __future__ import annotations

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import DataError, connection
from django.utils import timezone
from psycopg.adapt import PyFormat
from wagtail.models import Revision

from cms.delivery.arrays import FlatListDumper

pytestmark = pytest.mark.django_db

AWKWARD = (
    "",
    "NULL",
    "null",
    '"',
    "\\",
    '\\"\\\\"',
    "a,b;c",
    "{}",
    '{"a","b"}',
    "it's",
    " both ends ",
    "a\nb\tc\r\n",
    "漢 – \u2003é 🙂",
    "%s $1 $$ E'\\x41'",
)


def test_texts_and_json_come_back_as_they_were() -> None:
    """Texts, what is nothing, numbers and nested JSON are the same after one statement."""
    kind, now = ContentType.objects.get_for_model(ContentType), timezone.now()
    contents = [{"text": text, text: [text, None, {"deep": [1.5, True]}]} for text in AWKWARD]
    made = Revision.objects.bulk_create(
        Revision(
            content_type=kind,
            base_content_type=kind,
            object_id=str(number),
            object_str=text,
            content=content,
            created_at=now,
            approved_go_live_at=now if number % 2 else None,
        )
        for number, (text, content) in enumerate(zip(AWKWARD, contents, strict=True))
    )
    read = Revision.objects.in_bulk([row.pk for row in made])
    assert [read[row.pk].object_str for row in made] == list(AWKWARD)
    assert [read[row.pk].content for row in made] == contents
    assert [read[row.pk].approved_go_live_at for row in made] == [row.approved_go_live_at for row in made]


@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="SQLite has no lists")
@pytest.mark.parametrize(
    "items", [[], [None], list(AWKWARD), [None, *AWKWARD], [["a", '"'], [None, "\\"]]], ids=str
)
def test_postgresql_reads_our_lists_as_those_of_psycopg(items: list[object]) -> None:
    """Lists that are empty, flat or of lists arrive whole, written by ourselves."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT %s::text[]", [items])
        assert cursor.fetchone() == (items,)
    assert connection.connection.adapters.get_dumper(list, PyFormat.AUTO) is FlatListDumper


@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="SQLite takes it")
def test_a_text_that_postgresql_does_not_take_is_refused() -> None:
    """A NUL is an error in a list as it is outside of one."""
    with connection.cursor() as cursor, pytest.raises((DataError, ValueError)):
        cursor.execute("SELECT %s::text[]", [["a", "b\0"]])
