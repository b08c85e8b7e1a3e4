"""What somebody types is kept at once, in a draft of their own."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.db.models import OuterRef, Subquery
from django.utils import timezone

from translation_workflow.source.models import Succession
from translation_workflow.source.working import Place
from translation_workflow.trees.update import write_rows

from .models import TypedDraft
from .subject import Piece, Subject

_COLUMNS = ("person", "edition", "context", "string", "words", "version", "kept_at")
_PLACE = ("person", "edition", "context", "string")


def keep(piece: Piece, *, words: str, version: str, person: Any) -> datetime:
    """Keep words as this person's draft of a piece, in place of an older one; return when. One statement."""
    now = timezone.now()
    row = (person.pk, piece.edition.pk, *piece.place, words, version[:16], now)
    write_rows(TypedDraft, _COLUMNS, [row], unique=_PLACE)
    return now


def drop(places: Collection[Place], *, subject: Subject, person: Any) -> None:
    """Forget what this person typed in some places, because it is working text now, or was thrown away."""
    for context, string in places:
        TypedDraft.objects.filter(
            person=person,
            edition=subject.edition,
            context=context,
            context__object=subject.key,
            string=string,
        ).delete()


def drafts_of(subject: Subject, *, person: Any) -> dict[Place, TypedDraft]:
    """Return what a person typed on an object and did not settle, with the texts it was for; one query.

    `successor` is the text that took the place of that one last, None where none did.
    """
    steps = Succession.objects.filter(context=OuterRef("context"), old=OuterRef("string")).order_by("-pk")
    rows = TypedDraft.objects.filter(person=person, edition=subject.edition, context__object=subject.key)
    rows = rows.select_related("string").annotate(successor=Subquery(steps.values("new")[:1]))
    return {(row.context_id, row.string_id): row for row in rows.order_by("kept_at")}
