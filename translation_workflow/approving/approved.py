"""What was approved last: words that a reviewer approved, until a publication says what is live.

Whoever publishes stands behind what goes live. So the last approval of a piece is its row of approved text,
and where it has none, what is live of it.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef
from wagtail_localize.models import StringTranslation

from translation_workflow.editions.models import Edition
from translation_workflow.review.models import PublishedText
from translation_workflow.review.rendering.choose import Live, Place, Predecessor

from .models import ApprovedText


@dataclass(frozen=True)
class Approval:
    """Words that somebody stood behind, and the text of the master that they were made from (its id)."""

    words: str
    string: int


def remember(edition: Edition, translations: Collection[int], *, user: Any) -> None:
    """Keep the words of these rows of working text as approved; two queries."""
    rows = StringTranslation.objects.filter(pk__in=translations)
    ApprovedText.objects.bulk_create(
        [
            ApprovedText(edition=edition, context_id=context, string_id=string, words=words, approved_by=user)
            for context, string, words in rows.values_list("context", "translation_of", "data")
        ],
        update_conflicts=True,
        unique_fields=["edition", "context", "string"],
        update_fields=["words", "approved_by", "approved_at"],
    )


def forget_live(edition: Edition, keys: Collection[UUID]) -> None:
    """Forget approvals of words that are live now, of objects that were just published; one query."""
    working = StringTranslation.objects.filter(
        locale=edition.locale_id, context=OuterRef("context"), translation_of=OuterRef("string")
    )
    live = PublishedText.objects.filter(
        edition=edition,
        context=OuterRef("context"),
        string=OuterRef("string"),
        made_from=None,
        is_retired=False,
    ).filter(Exists(working.filter(context=OuterRef("context"), data=OuterRef("words"))))
    ApprovedText.objects.filter(edition=edition, context__object__in=keys).filter(Exists(live)).delete()


def approvals_of(edition: Edition, key: UUID) -> dict[Place, str]:
    """Return place → words, of what was approved of an object and is not live; one query."""
    rows = ApprovedText.objects.filter(edition=edition, context__object=key)
    return {
        (context, string): words for context, string, words in rows.values_list("context", "string", "words")
    }


def last_approval(
    place: Place,
    *,
    approved: Mapping[Place, str],
    published: Mapping[Place, Live],
    predecessors: Mapping[Place, Predecessor],
) -> Approval | None:
    """Return what was approved last of a piece, be it for an older text of the master; None for nothing.

    What is live followed the master to its text of today; an approval stays where it was given.
    """
    context, string = place
    seen = set[int]()
    while string not in seen:
        seen.add(string)
        if (words := approved.get((context, string))) is not None:
            return Approval(words, string)
        before = predecessors.get((context, string))
        if before is None:
            break
        string = before.string
    live = published.get(place)
    if live is None or live.is_retired or not live.words:
        return None
    return Approval(live.words, live.made_from or place[1])
