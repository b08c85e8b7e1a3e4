"""The home of an edition: what is new, what waits, how far it is, and the next step as one button."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.generic import TemplateView

from translation_workflow.editions.access import ForEdition
from translation_workflow.editions.models import Edition
from translation_workflow.overview.activity import Activity, last_activity
from translation_workflow.overview.chart import chart_of
from translation_workflow.overview.events import Event, News
from translation_workflow.overview.news import news_in
from translation_workflow.overview.picture import Picture, picture_of
from translation_workflow.overview.pieces import Pieces
from translation_workflow.overview.progress import Point, points_of
from translation_workflow.overview.telling import desk_of, matrix_of, news_sentence, url_of_all, url_of_event
from translation_workflow.overview.visits import look
from translation_workflow.overview.waiting import waiting_in

from .access import Screen
from .summary import summary_of

FIRST = timedelta(days=30)
"""At the first visit so much is new."""
NAMED = 5
"""So many events of a sort are named; of the others their number is told."""


@dataclass(frozen=True)
class Named:
    """An event with where it leads."""

    event: Event
    url: str


@dataclass(frozen=True)
class Done:
    """What somebody did, with the title of its page and where that leads."""

    activity: Activity
    title: str
    url: str


@dataclass(frozen=True)
class Group:
    """The events of a sort: a sentence, the newest of them, how many more there are, and where these are."""

    sentence: str
    events: Sequence[Named]
    more: int
    more_url: str


@dataclass(frozen=True)
class Part:
    """How far an edition's pages are, or the texts that pages share, with where the matrix tells of each."""

    label: str
    pieces: Pieces
    url: str


class HomeView(ForEdition, Screen, TemplateView):
    """What somebody who comes once a month sees first."""

    template_name = "overview/home.html"
    header_icon = "home"
    http_method_names = ["get", "head"]

    def get_page_title(self) -> str:
        return str(self.edition)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        now, edition, user = timezone.now(), self.edition, self.request.user
        since = look(user, edition, now=now)
        picture = picture_of([edition])
        waiting = waiting_in(user, [edition], picture=picture)[edition.pk]
        news = news_in({edition: since or now - FIRST}, user, objects=picture.objects)[edition.pk]
        pieces = picture.pieces(edition)
        points = points_of(edition, now=pieces, today=timezone.localdate(now))
        return context | {
            "edition": edition,
            "summary": summary_of(user, waiting, pieces),
            "since": since,
            "groups": groups_of(news),
            "activities": _activities(edition, picture),
            "chart": chart_of(points),
            "points": rows_of(points),
            "parts": parts_of(edition, picture),
        }


def _activities(edition: Edition, picture: Picture) -> list[Done]:
    """Return what people did last, with titles; an object that is gone has none."""
    titles = {one.key: one.title for one, _ in picture.of(edition)}
    return [
        Done(one, titles.get(one.key, "") if one.key else "", desk_of(edition, one.key) if one.key else "")
        for one in last_activity(edition, titles)
    ]


def groups_of(news: News) -> list[Group]:
    """Return the news by sort, as the screen tells them."""
    return [
        Group(
            news_sentence(told),
            [Named(event, url_of_event(event, news.edition)) for event in told.events[:NAMED]],
            max(len(told.events) - NAMED, 0),
            url_of_all(told, news.edition),
        )
        for told in news.groups
    ]


def parts_of(edition: Edition, picture: Picture) -> list[Part]:
    """Return what an edition's number is made of, where it is of pages and of texts that pages share."""
    labels = {False: _("Pages"), True: _("Texts that pages share")}
    found = picture.parts(edition)
    if True not in found:
        return []
    return [
        Part(labels[is_shared], pieces, matrix_of(edition, is_shared=is_shared))
        for is_shared, pieces in found.items()
    ]


def rows_of(points: Sequence[Point], *, most: int = 12) -> list[Point]:
    """Return the points that a table names, the newest first: the last and first, and some between."""
    step = max(-(-(len(points) - 1) // (most - 1)), 1)
    newest = list(reversed(points))
    rows = newest[::step]
    return rows if rows[-1] is newest[-1] else [*rows, newest[-1]]
