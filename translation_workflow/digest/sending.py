"""Send the digests that are due: nobody is told the same twice, and nobody is told nothing.

The row is moved forward first, then the mail is given away. Where the server says that it did not take it,
the row goes back; where nobody can know (the connection ended after all was said, the system was killed), it
stays: at most once.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import groupby
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.utils import timezone, translation

from .content import Content, contents
from .models import Letter
from .posting import NotPosted, Returned, ServerAway, Unknown, post
from .recipients import Due, due
from .writing import NoAddress, language_of, write

logger = logging.getLogger(__name__)

LONGEST_REST = timedelta(days=7)
NO_MAIL = (
    "CMS_MAIL_URL is not set, so that nobody gets a digest. Set it (for example to "
    "smtp://user:password@host.example:587/?tls=1), or let everybody turn their digest off."
)


class NoMail(Exception):
    """The system has no way to send mail; the text says what to set."""


@dataclass(frozen=True)
class Told:
    """A digest as it was, or would be, sent."""

    username: str
    edition: str
    language: str
    lines: int
    fault: str = ""


@dataclass
class Outcome:
    """What became of a round. `away`: why the server took nothing more; then the rest waits."""

    sent: list[Told] = field(default_factory=list)
    failed: list[Told] = field(default_factory=list)
    quiet: int = 0
    away: str = ""


def never() -> bool:
    return False


def send_digests(
    *, people: Collection[str] = (), dry_run: bool = False, stop: Callable[[], bool] = never
) -> Outcome:
    """Send what is due; with `dry_run` only say what would be sent. Raises NoMail where there is no way."""
    if not settings.MAIL_WAY and not dry_run:
        raise NoMail(NO_MAIL)
    now, outcome = timezone.now(), Outcome()
    for one, content in _written(due(now, people=people)):
        if stop() or outcome.away:
            break
        if not content:
            outcome.quiet += 1
            continue
        told = Told(
            one.user.get_username(), str(one.edition), language_of(one.user, one.edition), len(content.news)
        )
        if dry_run:
            outcome.sent.append(told)
        else:
            _send(one, content, now=now, told=told, outcome=outcome)
    return outcome


def _written(rows: list[Due]) -> Iterator[tuple[Due, Content]]:
    """Yield what to tell, one person at a time, and each edition in the language of its mail."""
    for user, own in groupby(rows, key=lambda one: one.user):
        by_language: dict[str, list[Due]] = {}
        for one in own:
            by_language.setdefault(language_of(user, one.edition), []).append(one)
        for language, some in by_language.items():
            with translation.override(language):
                told = contents(user, {one.edition: one.since for one in some})
            for one in some:
                # Who lost the role is told nothing.
                if one.edition.pk in told:
                    yield one, told[one.edition.pk]


def _send(one: Due, content: Content, *, now: datetime, told: Told, outcome: Outcome) -> None:
    try:
        message = write(one.user, content)
    except NoAddress as refusal:
        outcome.failed.append(_with(told, str(refusal)))
        return
    if not _claim(one, now):
        return
    try:
        post(_named(message, one, now))
    except Returned as error:
        _give_back(one, now)
        outcome.failed.append(_with(told, str(error)))
    except ServerAway as error:
        _give_back(one, now, counts=False)
        outcome.away = str(error)
    except Unknown as error:
        outcome.failed.append(
            _with(told, f"nobody knows whether it arrived, and it is not sent again: {error}")
        )
    except NotPosted:  # pragma: no cover - all kinds are above
        raise
    else:
        Letter.objects.filter(user=one.user, edition=one.edition, until=now).update(
            is_sent=True, tries=0, not_before=None
        )
        outcome.sent.append(told)


def _claim(one: Due, now: datetime) -> bool:
    """Note that somebody is told until now; return whether it was us who noted it."""
    row = {"user": one.user, "edition": one.edition}
    Letter.objects.bulk_create([Letter(**row, until=one.since, is_sent=True)], ignore_conflicts=True)
    return bool(Letter.objects.filter(**row, until=one.since).update(until=now, is_sent=False))


def _give_back(one: Due, now: datetime, *, counts: bool = True) -> None:
    """Note that nobody took the mail; one that the server does not want rests longer each time."""
    rows = Letter.objects.filter(user=one.user, edition=one.edition, until=now)
    for row in rows:
        row.until, row.is_sent = one.since, True
        if counts:
            row.tries += 1
            row.not_before = now + min(timedelta(hours=2 ** min(row.tries, 10)), LONGEST_REST)
        row.save(update_fields=["until", "is_sent", "tries", "not_before"])


def _named(message: EmailMultiAlternatives, one: Due, now: datetime) -> EmailMultiAlternatives:
    """Give a mail the name that it has whenever it is sent: a receiver that has it knows it again."""
    host = settings.WAGTAILADMIN_BASE_URL.rpartition("/")[2].partition(":")[0]
    message.extra_headers["Message-ID"] = (
        f"<digest-{one.user.pk}-{one.edition.pk}-{now:%Y%m%dT%H%M%S%f}@{host}>"
    )
    return message


def _with(told: Told, fault: str) -> Told:
    return Told(told.username, told.edition, told.language, told.lines, fault)


def tell(outcome: Outcome, *, rest: Any = None) -> None:
    """Write down what became of a round."""
    for told in outcome.failed:
        logger.warning("The digest of %s for %s was not sent: %s", told.edition, told.username, told.fault)
    if outcome.away:
        logger.warning(
            "The mail server takes nothing (%s); digests wait%s.",
            outcome.away,
            f" and are tried again in {rest / 60:.0f} minutes" if rest else "",
        )
    if outcome.sent and settings.MAIL_WAY == "file":
        logger.warning(
            "%d digests were written as files into %s and sent to nobody: CMS_MAIL_URL names no mail server.",
            len(outcome.sent),
            settings.EMAIL_FILE_PATH,
        )
