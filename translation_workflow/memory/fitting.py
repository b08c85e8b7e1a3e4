"""Links of remembered words, as the text that was looked up has them."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Mapping

from wagtail_localize.models import StringSegment

from translation_workflow.source.links import Links, carry_links

Place = tuple[int | None, int]

_LINK = re.compile(r'<a id="([^"]*)">')


def links_in(fragment: str) -> list[str]:
    """Return the names of a fragment's links, in reading order."""
    return _LINK.findall(fragment)


def links_at(places: Collection[Place]) -> dict[Place, Links]:
    """Return place (context, string) → where the links of its text lead, as far as it still stands there.

    One query, and none for no places.
    """
    if not places:
        return {}
    rows = StringSegment.objects.filter(
        context__in={context for context, _ in places if context is not None},
        string__in={string for _, string in places},
    )
    told = rows.order_by("pk").values_list("context_id", "string_id", "attrs")
    return {
        (context, string): json.loads(attrs or "null") or {}
        for context, string, attrs in told
        if (context, string) in places
    }


def fitted(words: str, *, source: str, text: str, old: Links | None, new: Links | None) -> str:
    """Return words for `source` with the links of `text`; one that `text` lacks is unwrapped, its words stay.

    `old` and `new` are where the links of the two texts lead, None where that is not known. Then links keep
    their names if both texts have the same ones, and are unwrapped if not.
    """
    if source == text:
        return words
    if old is not None and new is not None:
        return carry_links(words, old=old, new=new)
    same: Mapping[str, Mapping[str, str]] = {name: {} for name in links_in(text)}
    if links_in(source) != links_in(text):
        same = {}
    return carry_links(words, old=same, new=same, same_text=True)
