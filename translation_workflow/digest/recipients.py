"""Who is to be told of which edition: people with a role of that very edition, or its master's authors."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.contrib.auth import get_user_model
from django.utils import timezone

from translation_workflow.editions.models import Edition, RoleGroup

from .models import Letter, Pace, Wish

DAYS = {Pace.DAILY: 1, Pace.WEEKLY: 7}


@dataclass(frozen=True)
class Due:
    """A person and an edition of theirs, of which they were told until a moment."""

    user: Any
    edition: Edition
    since: datetime


def due(now: datetime, *, people: Collection[str] = ()) -> list[Due]:
    """Return who is to be told now, in a stable order; `people` are account names, none means all.

    Whoever has a role for everything sees the matrix, and gets no mail of each edition. Somebody new is told
    after a period, of what came since. Five queries.
    """
    users = get_user_model().objects.filter(is_active=True).exclude(email="")
    known = (users.filter(username__in=people) if people else users).select_related("wagtail_userprofile")
    by_pk = {user.pk: user for user in known}
    roles = RoleGroup.objects.filter(edition__isnull=False, group__user__in=by_pk)
    pairs = sorted(
        set(roles.exclude(edition__status=Edition.Status.RETIRED).values_list("group__user", "edition"))
    )
    editions = Edition.objects.select_related("programme__master_locale", "programme__master_page", "locale")
    named = editions.in_bulk({edition for _, edition in pairs})
    paces = dict(Wish.objects.filter(user__in=by_pk).values_list("user", "pace"))
    letters = {(one.user_id, one.edition_id): one for one in Letter.objects.filter(user__in=by_pk)}
    found = []
    for user, edition in pairs:
        pace = Pace(paces.get(user, Pace.WEEKLY))
        since = _due_since(by_pk[user], letters.get((user, edition)), pace=pace, now=now)
        if since is not None:
            found.append(Due(by_pk[user], named[edition], since))
    return found


def _due_since(user: Any, letter: Letter | None, *, pace: Pace, now: datetime) -> datetime | None:
    """Return since when somebody is to be told of what is new; None for nothing now."""
    if pace is Pace.OFF or (letter and letter.not_before and letter.not_before > now):
        return None
    period = timedelta(days=DAYS[pace])
    since: datetime = letter.until if letter else max(now - period, user.date_joined)
    # By the day, so that who is told at seven is not told at eight the next time, and at nine after that.
    passed = timezone.localdate(now) - timezone.localdate(since)
    return since if passed >= period else None
