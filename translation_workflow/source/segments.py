"""The pieces of master objects with their working text in one edition, read in one query each."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from wagtail_localize.models import StringSegment, StringTranslation

from translation_workflow.editions.models import Edition

from .address import Address


@dataclass(frozen=True)
class Segment:
    """One piece: where it stands, the master's text, the edition's working text ("" for none).

    `string` and `context` are the ids of the engine's rows. Texts are HTML fragments: plain text is
    escaped, and a link is `<a id="a1">` with its address kept aside.
    """

    address: Address
    text: str
    words: str
    string: int
    context: int


def segments_of(keys: Collection[UUID] | None, edition: Edition) -> dict[UUID, list[Segment]]:
    """Return the segments of master objects by key, in reading order; None means all objects.

    A text that stands twice at one address is one segment.
    """
    master = edition.programme.master_locale_id
    rows = StringSegment.objects.filter(source__locale=master)
    words = StringTranslation.objects.filter(locale=edition.locale_id, has_error=False)
    if keys is not None:
        rows = rows.filter(source__object__in=keys)
        words = words.filter(context__object__in=keys)
    translated = {
        (string, context): data
        for string, context, data in words.values_list("translation_of_id", "context_id", "data")
    }
    found: dict[UUID, dict[tuple[int, int], Segment]] = {}
    columns = ("source__object_id", "context__path", "string__data", "string_id", "context_id")
    for key, path, text, string, context in rows.order_by("source", "order").values_list(*columns):
        segment = Segment(Address(key, path), text, translated.get((string, context), ""), string, context)
        found.setdefault(key, {}).setdefault((string, context), segment)
    return {key: list(segments.values()) for key, segments in found.items()}
