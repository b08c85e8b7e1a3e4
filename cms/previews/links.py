"""Making, finding, revoking and forgetting links to drafts."""

from __future__ import annotations

import re
import secrets
from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256
from typing import Any

from django.db import transaction
from django.db.models import Min, Q, QuerySet
from django.utils import timezone
from django_tasks import task

from translation_workflow.editions.policy import editions_coordinated_by

from .drafts import Draft
from .errors import NoSuchLink
from .models import PreviewLink
from .subject import Subject, may_preview, subject_of

BYTES = 32
# As `secrets.token_urlsafe` writes them: anything else is no token of ours.
_TOKEN = re.compile(r"[A-Za-z0-9_-]{43}")
# A panel asks again whenever somebody typed; what it showed before is over by then.
PANEL = timedelta(minutes=15)


@dataclass(frozen=True)
class Made:
    """A link, and its token: this is the only moment in which anybody knows it."""

    link: PreviewLink
    token: str


def make_link(draft: Draft, *, user: Any, lasts: timedelta, in_panel: bool = False) -> Made:
    """Store a draft for whoever gets the token, for so long."""
    token = secrets.token_urlsafe(BYTES)
    subject = draft.subject
    with transaction.atomic():
        forget_expired()
        is_first = not PreviewLink.objects.exists()
        link = PreviewLink.objects.create(
            token_sha256=_hash(token),
            edition=subject.edition,
            key=subject.key,
            page_revision=draft.page_revision,
            layer_revision=draft.layer_revision,
            in_panel=in_panel,
            title=draft.document.title,
            body=draft.body,
            made_by=user,
            expires_at=timezone.now() + lasts,
        )
        if is_first:
            _forget_later(link.expires_at)
    return Made(link, token)


def make_panel_link(draft: Draft, *, user: Any) -> Made:
    """Store what a panel shows right now, in the place of what it showed before."""
    subject = draft.subject
    before = PreviewLink.objects.filter(made_by=user, in_panel=True, edition=subject.edition, key=subject.key)
    with transaction.atomic():
        before.delete()
        return make_link(draft, user=user, lasts=PANEL, in_panel=True)


def find_link(token: str) -> PreviewLink:
    """Return the link of a token, while it lives, its page is there and its maker may work on that.

    Raises NoSuchLink in every other case. The token is looked up by its hash, so that how long it takes says
    nothing of a token that is nearly right.
    """
    if not _TOKEN.fullmatch(token):
        raise NoSuchLink
    living = PreviewLink.objects.filter(token_sha256=_hash(token), expires_at__gt=timezone.now())
    link = living.select_related("edition__programme__master_locale", "edition__locale", "made_by").first()
    if link is None:
        raise NoSuchLink
    subject = subject_of(link.edition, link.key)
    if subject is None or not may_preview(link.made_by, subject):
        raise NoSuchLink
    return link


def living_links(user: Any) -> QuerySet[PreviewLink]:
    """Return the links that a user may see and revoke: their own, and those into editions they answer for.

    What a panel shows is not among them: it is over with the panel.
    """
    coordinated = editions_coordinated_by(user).values("pk")
    own = PreviewLink.objects.filter(Q(made_by=user) | Q(edition__in=coordinated))
    living = own.filter(in_panel=False, expires_at__gt=timezone.now())
    return living.select_related("edition__programme", "made_by").defer("body")


def links_to(subject: Subject, user: Any) -> QuerySet[PreviewLink]:
    """Return those of them that lead to one page."""
    return living_links(user).filter(edition=subject.edition, key=subject.key)


def forget_expired() -> int:
    """Delete links that have expired; return how many."""
    return PreviewLink.objects.filter(expires_at__lte=timezone.now()).delete()[0]


@task()  # type: ignore[untyped-decorator,unused-ignore]
def forget_in_time() -> int:
    """Delete what has expired, and come again when the next link does."""
    forgotten = forget_expired()
    following = PreviewLink.objects.aggregate(first=Min("expires_at"))["first"]
    if following is not None:
        _forget_later(following)
    return forgotten


def _forget_later(when: Any) -> None:
    forget_in_time.using(run_after=when + timedelta(seconds=1)).enqueue()


def _hash(token: str) -> str:
    return sha256(token.encode()).hexdigest()
