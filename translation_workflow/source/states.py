"""What people say about working text: still right, approved, back to the desk, the master's after all.

Who may say it is decided by those who call. Places are (context, string); those without words are left
out, and each function returns how many pieces it changed.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.db import transaction
from django.utils.translation import gettext
from wagtail_localize.models import StringTranslation

from translation_workflow.editions.models import Edition, Kind

from .models import DiscardedText, Origin, State, WorkingState
from .signals import words_approved
from .working import Place


def confirm(places: Collection[Place], edition: Edition, *, user: Any, approved: bool) -> int:
    """Take words in need of work as right for the text that they stand for today."""
    return _set(
        places,
        edition,
        before={State.NEEDS_WORK},
        after=State.APPROVED if approved else State.TRANSLATED,
        user=user,
    )


def approve(places: Collection[Place], edition: Edition, *, user: Any) -> int:
    """Approve translated words. Words that need work are not: they have to be confirmed or changed."""
    return _set(places, edition, before={State.TRANSLATED}, after=State.APPROVED, user=user)


def send_back(places: Collection[Place], edition: Edition, *, user: Any) -> int:
    """Let translated or approved words need work again."""
    return _set(places, edition, before={State.TRANSLATED, State.APPROVED}, after=State.NEEDS_WORK, user=user)


@transaction.atomic
def take_masters(places: Collection[Place], edition: Edition, *, user: Any) -> int:
    """Make pieces copies of the master again; the words that they had are kept as discarded.

    What is live follows with the next publication. Raises ValueError for an edition in another language
    than the master's.
    """
    if edition.kind is not Kind.SAME_LANGUAGE:
        told = gettext("%(edition)s is not in its master's language: it has no copies.")
        raise ValueError(told % {"edition": edition})
    rows = _translations(places, edition).select_for_update(of=("self",))
    found = [
        (pk, context, string, words)
        for pk, context, string, words in rows.values_list("pk", "context_id", "translation_of_id", "data")
        if (context, string) in places
    ]
    DiscardedText.objects.bulk_create(
        DiscardedText(edition=edition, context_id=context, string_id=string, words=words, discarded_by=user)
        for _, context, string, words in found
    )
    StringTranslation.objects.filter(pk__in=[pk for pk, *_ in found]).delete()
    return len(found)


def note_typed(places: Collection[Place], locale: int) -> None:
    """Note that somebody wrote the words of these places: they are translated, by a person."""
    rows = WorkingState.objects.filter(
        translation__locale=locale,
        translation__context__in={context for context, _ in places},
        translation__translation_of__in={string for _, string in places},
    ).values_list("pk", "translation__context_id", "translation__translation_of_id")
    WorkingState.objects.filter(
        pk__in=[pk for pk, context, string in rows if (context, string) in places]
    ).delete()


def note_drafted(translation: StringTranslation) -> None:
    """Note that a machine wrote the words of a piece: they need work."""
    WorkingState.objects.update_or_create(
        translation=translation,
        defaults={"state": State.NEEDS_WORK, "origin": Origin.MACHINE, "made_from": None, "set_by": None},
    )


@transaction.atomic
def _set(
    places: Collection[Place], edition: Edition, *, before: Collection[State], after: State, user: Any
) -> int:
    rows = _translations(places, edition).values_list(
        "pk", "context_id", "translation_of_id", "working_state__state"
    )
    found = [
        (pk, state)
        for pk, context, string, state in rows
        if (context, string) in places and (state or State.TRANSLATED) in before
    ]
    WorkingState.objects.filter(pk__in=[pk for pk, state in found if state]).update(
        state=after, made_from=None, set_by=user
    )
    WorkingState.objects.bulk_create(
        WorkingState(translation_id=pk, state=after, set_by=user) for pk, state in found if not state
    )
    if found and after is State.APPROVED:
        words_approved.send(sender=Edition, edition=edition, translations=[pk for pk, _ in found], user=user)
    return len(found)


def _translations(places: Collection[Place], edition: Edition) -> Any:
    return StringTranslation.objects.filter(
        locale=edition.locale_id,
        context__in={context for context, _ in places},
        translation_of__in={string for _, string in places},
    )
