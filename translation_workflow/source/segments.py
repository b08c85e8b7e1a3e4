"""The pieces of master objects with their working text in one edition, read in one query each."""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import dataclass, field
from uuid import UUID

from wagtail_localize.models import StringSegment, StringTranslation

from translation_workflow.editions.models import Edition, Kind

from .address import Address
from .links import Links
from .markup import is_blank
from .models import Origin, State


@dataclass(frozen=True)
class Segment:
    """One piece: where it stands, the master's text, the edition's working text ("" for none).

    `string` and `context` are the ids of the engine's rows. Texts are HTML fragments: plain text is
    escaped, and a link is `<a id="a1">` whose attributes are in `links`. `made_from` is the text that
    words in need of work were made from, where that is another one. A piece without words has no origin,
    but for a copy: it is the master's, in an edition of its language.
    """

    address: Address
    text: str
    words: str
    string: int
    context: int
    links: Links = field(default_factory=dict)
    made_from: str = ""
    state: State = State.UNTRANSLATED
    origin: Origin | None = None

    def meets(self, minimum: str) -> bool:
        """Whether the piece may go live where the gate asks for `minimum`: translated or approved."""
        return self.state in (minimum, State.APPROVED, State.COPY)


@dataclass(frozen=True)
class _Working:
    """The working text of one piece. The defaults are those of a piece without any."""

    words: str = ""
    state: State = State.UNTRANSLATED
    origin: Origin | None = None
    made_from: str = ""


def segments_of(keys: Collection[UUID] | None, edition: Edition) -> dict[UUID, list[Segment]]:
    """Return the segments of master objects by key, in reading order; None means all objects.

    A text that stands twice at one address is one segment.
    """
    rows = StringSegment.objects.filter(source__locale=edition.programme.master_locale_id)
    if keys is not None:
        rows = rows.filter(source__object__in=keys)
    translated = _working_text(keys, edition)
    is_copy = edition.kind is Kind.SAME_LANGUAGE
    without = _Working(state=State.COPY, origin=Origin.COPY) if is_copy else _Working()
    found: dict[UUID, dict[tuple[int, int], Segment]] = {}
    columns = ("source__object_id", "context__path", "string__data", "string_id", "context_id", "attrs")
    for key, path, text, string, context, attrs in rows.order_by("source", "order").values_list(*columns):
        own = translated.get((string, context), without)
        links = json.loads(attrs or "null") or {}
        segment = Segment(
            Address(key, path), text, own.words, string, context, links, own.made_from, own.state, own.origin
        )
        found.setdefault(key, {}).setdefault((string, context), segment)
    return {key: list(segments.values()) for key, segments in found.items()}


def _working_text(keys: Collection[UUID] | None, edition: Edition) -> dict[tuple[int, int], _Working]:
    """Return (string, context) → working text. Words that nobody would see are none."""
    rows = StringTranslation.objects.filter(locale=edition.locale_id, has_error=False)
    if keys is not None:
        rows = rows.filter(context__object__in=keys)
    columns = (
        "translation_of_id",
        "context_id",
        "data",
        "working_state__state",
        "working_state__origin",
        "working_state__made_from__data",
    )
    return {
        (string, context): _Working(
            words, State(state or State.TRANSLATED), Origin(origin or Origin.PERSON), made_from or ""
        )
        for string, context, words, state, origin, made_from in rows.values_list(*columns)
        if not is_blank(words)
    }
