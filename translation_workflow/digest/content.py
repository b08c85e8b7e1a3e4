"""What a digest says: lines of what is new in an edition, and of what waits for its reader there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from translation_workflow.editions.models import Edition
from translation_workflow.editions.policy import may, may_answer
from translation_workflow.editions.registry import translated_editions
from translation_workflow.editions.roles import Act
from translation_workflow.overview.news import News, news_in
from translation_workflow.overview.telling import address_of, news_sentence, sentence_of, url_of_all
from translation_workflow.overview.waiting import waiting_in
from translation_workflow.source.markup import without_control_signs
from translation_workflow.talk.models import Remark
from translation_workflow.talk.threads import waiting_for_authors

MOST_TITLES = 5


@dataclass(frozen=True)
class Line:
    """A sentence, where to go for it, and what it is about: so many `titles`, and `more` at `more_url`."""

    sentence: str
    url: str = ""
    titles: Sequence[str] = ()
    more: int = 0
    more_url: str = ""


@dataclass(frozen=True)
class Content:
    """What is new in an edition since a moment, and what waits; false where nothing happened.

    `home` is where all of it is.
    """

    edition: Edition
    since: datetime
    home: str
    news: Sequence[Line] = ()
    waiting: Sequence[Line] = ()

    def __bool__(self) -> bool:
        return bool(self.news)


def contents(user: Any, since: Mapping[Edition, datetime]) -> dict[int, Content]:
    """Return edition → what to tell a user, each since a moment of its own, in the language that is active.

    Nothing is said of an edition in which the user has no part. The queries do not grow with editions, but
    for an author's programmes.
    """
    own = {one: at for one, at in since.items() if not one.is_master and may(user, Act.TRANSLATE, one)}
    news = news_in(own, user)
    # To know what waits, all pages are read: only for those who get a mail.
    told = [edition for edition in own if news[edition.pk]]
    waiting = waiting_in(user, told) if told else {}
    found = {edition.pk: _content(user, news[edition.pk], waiting.get(edition.pk)) for edition in own}
    for edition, at in since.items():
        if edition.is_master and may_answer(user, edition.programme):
            found[edition.pk] = _for_author(user, edition, at)
    return found


def _content(user: Any, news: News, waiting: Any) -> Content:
    edition = news.edition
    approves = may(user, Act.APPROVE, edition)
    return Content(
        edition,
        news.since,
        _whole(reverse("overview:home", args=[edition.pk])),
        [
            _line(
                news_sentence(told),
                [event.title for event in told.events],
                more_url=_whole(url_of_all(told, edition)),
            )
            for told in news.groups
        ],
        [
            Line(sentence_of(task), _whole(address_of(task, edition, approves=approves)))
            for task in (waiting.tasks if waiting else ())
        ],
    )


def _for_author(user: Any, master: Edition, since: datetime) -> Content:
    """Tell an author what translators asked and no author answered meanwhile."""
    waiting = waiting_for_authors(translated_editions(master.programme))
    asked_since = Remark.objects.filter(thread=OuterRef("pk"), is_answer=False, at__gt=since).exclude(by=user)
    rows = waiting.filter(Exists(asked_since)).order_by("edition__order", "pk")
    codes = list(rows.values_list("edition__code", flat=True))
    home = _whole(reverse("talk:questions"))
    if not codes:
        return Content(master, since, home)
    asked = ngettext("Translators asked %(n)s question", "Translators asked %(n)s questions", len(codes))
    number = waiting.count()
    waits = ngettext(
        "%(n)s question waits for an answer of the authors",
        "%(n)s questions wait for an answer of the authors",
        number,
    )
    return Content(
        master,
        since,
        home,
        [_line(asked % {"n": len(codes)}, list(dict.fromkeys(codes)))],
        [Line(waits % {"n": number}, home)],
    )


def _line(sentence: str, titles: Sequence[str], *, more_url: str = "") -> Line:
    shown = [one_line(title) for title in titles[:MOST_TITLES]]
    return Line(sentence, titles=shown, more=len(titles) - len(shown), more_url=more_url)


def _whole(path: str) -> str:
    return f"{settings.WAGTAILADMIN_BASE_URL.rstrip('/')}{path}" if path else ""


def one_line(text: str, *, most: int = 150) -> str:
    """Return a text that people typed as it may stand in one line of a mail, or in its header."""
    told = " ".join(without_control_signs(text).split())
    return told if len(told) <= most else f"{told[: most - 1]}…"


def subject_of(content: Content) -> str:
    """Return what the mail is called, in the language that is active."""
    edition = content.edition
    names = {"programme": one_line(edition.programme.name, most=60), "edition": edition.native_name}
    if edition.is_master:
        return _("%(programme)s: translators asked") % names
    return _("%(programme)s, %(edition)s: what is new") % names
