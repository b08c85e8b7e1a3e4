"""The pieces of master objects with their working text in one edition, read in one query each."""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import dataclass, field
from uuid import UUID

from wagtail_localize.models import StringSegment, StringTranslation

from translation_workflow.editions.models import Edition

from .address import Address
from .links import Links


@dataclass(frozen=True)
class Segment:
    """One piece: where it stands, the master's text, the edition's working text ("" for none).

    `string` and `context` are the ids of the engine's rows. Texts are HTML fragments: plain text is
    escaped, and a link is `<a id="a1">` whose attributes are in `links`. `made_from` is the text that
    the words were made from, where that is another one: then they need work.
    """

    address: Address
    text: str
    words: str
    string: int
    context: int
    links: Links = field(default_factory=dict)
    made_from: str = ""


def segments_of(keys: Collection[UUID] | None, edition: Edition) -> dict[UUID, list[Segment]]:
    """Return the segments of master objects by key, in reading order; None means all objects.

    A text that stands twice at one address is one segment.
    """
    rows = StringSegment.objects.filter(source__locale=edition.programme.master_locale_id)
    if keys is not None:
        rows = rows.filter(source__object__in=keys)
    translated = _working_text(keys, edition)
    found: dict[UUID, dict[tuple[int, int], Segment]] = {}
    columns = ("source__object_id", "context__path", "string__data", "string_id", "context_id", "attrs")
    for key, path, text, string, context, attrs in rows.order_by("source", "order").values_list(*columns):
        words, made_from = translated.get((string, context), ("", ""))
        links = json.loads(attrs or "null") or {}
        segment = Segment(Address(key, path), text, words, string, context, links, made_from)
        found.setdefault(key, {}).setdefault((string, context), segment)
    return {key: list(segments.values()) for key, segments in found.items()}


def _working_text(keys: Collection[UUID] | None, edition: Edition) -> dict[tuple[int, int], tuple[str, str]]:
    """Return (string, context) → words and, where they need work, the text they were made from."""
    rows = StringTranslation.objects.filter(locale=edition.locale_id, has_error=False)
    if keys is not None:
        rows = rows.filter(context__object__in=keys)
    columns = ("translation_of_id", "context_id", "data", "needs_work__made_from__data")
    return {
        (string, context): (words, made_from or "")
        for string, context, words, made_from in rows.values_list(*columns)
    }
