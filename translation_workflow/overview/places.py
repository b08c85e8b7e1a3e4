"""The one piece that a link leads to, where a task or a remark is about one."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any
from uuid import UUID

from django.db.models import F, OuterRef, Subquery
from django.db.models.functions import Coalesce
from wagtail_localize.models import StringSegment

from translation_workflow.editions.models import Edition
from translation_workflow.source.models import State
from translation_workflow.source.standing import texts_of_today, words_for
from translation_workflow.source.working import Place

from .counting import Key


def only(places: Iterable[Place | None]) -> Place | None:
    """Return the place that all these are; None where they are several, or one is no place at all. Pure."""
    found = set(places)
    return found.pop() if len(found) == 1 else None


def text_of_today(thread: str = "") -> Any:
    """Return what a query says of the text beside which the desk shows a thread (`thread`: the way to it).

    A thread keeps the text that it was about: where that is another by now, the first of its place.
    """
    rows = StringSegment.objects.filter(
        source__locale=OuterRef(f"{thread}edition__programme__master_locale"),
        context=OuterRef(f"{thread}context"),
    )
    own = rows.filter(string=OuterRef(f"{thread}string"))
    return Coalesce(*(Subquery(one.order_by("order", "pk").values("string")[:1]) for one in (own, rows)))


def place_of(context: int | None, string: int | None) -> Place | None:
    return (context, string) if context and string else None


def in_need_of_work(asked: Mapping[Edition, Collection[UUID]]) -> dict[Key, Place]:
    """Return (edition's id, object) → its piece that needs work, for those of the objects that have one.

    One query; none where nothing is asked.
    """
    masters: dict[int, set[UUID]] = {}
    for edition, keys in asked.items():
        masters.setdefault(edition.programme_id, set()).update(keys)
    if not any(masters.values()):
        return {}
    rows = words_for(texts_of_today(asked, masters), {edition.locale_id for edition in asked})
    rows = rows.filter(working_state__state=State.NEEDS_WORK)
    found: dict[tuple[int, UUID], set[Place]] = {}
    for locale, key, *place in rows.values_list("locale", F("context__object"), "context", "translation_of"):
        found.setdefault((locale, key), set()).add((place[0], place[1]))
    of_each = {
        (edition.pk, key): only(found.get((edition.locale_id, key), ()))
        for edition, keys in asked.items()
        for key in keys
    }
    return {pair: place for pair, place in of_each.items() if place}
