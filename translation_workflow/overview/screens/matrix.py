"""Editions × pages as a heat map, and as a file."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView

from translation_workflow.editions.models import Edition
from translation_workflow.editions.policy import may_translate
from translation_workflow.overview.bar import Share, bar_of
from translation_workflow.overview.filters import PAGES, SHARED, Filters, filters_of
from translation_workflow.overview.matrix import Row, Table, levels_of, tables_of, themes_of
from translation_workflow.overview.objects import Object
from translation_workflow.overview.picture import picture_of
from translation_workflow.overview.pieces import Live, Look, Own, Pieces, Standing
from translation_workflow.overview.telling import desk_of

from .access import ForOnlookers, Screen
from .file import as_csv
from .looks import ICONS, LABELS, Readers, css_name, owned, readers_of, sentence_of

# What readers may get, for the legend.
READERS = (Live(), Live(untranslated=1), None)


@dataclass(frozen=True)
class Cell:
    """How an object stands in an edition; `url` is "" for whom it leads nowhere."""

    standing: Standing
    url: str

    @property
    def name(self) -> str:
        return css_name(self.standing.look)

    @property
    def icon(self) -> str:
        return ICONS[self.standing.look]

    @property
    def sentence(self) -> str:
        return sentence_of(self.standing)

    @property
    def shares(self) -> tuple[Share, ...]:
        return bar_of(self.standing.pieces)

    @property
    def is_counted(self) -> bool:
        return self.standing.look not in (Look.LEFT_OUT, Look.NOTHING)

    @property
    def readers(self) -> Readers:
        return readers_of(self.standing.live)

    @property
    def own(self) -> list[Readers]:
        return owned(self.standing.own)


@dataclass(frozen=True)
class Line:
    """A row of the table on the screen."""

    one: Object
    cells: Sequence[Cell]

    @property
    def indent(self) -> int:
        """The deepest that a screen shows; what stands below that is as far in."""
        return min(self.one.depth, 3)


@dataclass(frozen=True)
class Column:
    """An edition: what is in it together, and how many objects are live; `url` is its home, or "" ."""

    edition: Edition
    pieces: Pieces
    live: int
    url: str

    @property
    def shares(self) -> tuple[Share, ...]:
        return bar_of(self.pieces)


@dataclass(frozen=True)
class Shown:
    """A table on the screen, with its columns and lines."""

    table: Table
    columns: Sequence[Column]
    lines: Sequence[Line]


class Matrix(ForOnlookers):
    """The tables of the user's editions, narrowed as the address says."""

    @cached_property
    def seen(self) -> list[Edition]:
        return list(self.editions)

    @cached_property
    def picture(self) -> Any:
        return picture_of(self.seen, with_shared=self.request.GET.get("what") == SHARED)

    @cached_property
    def filters(self) -> Filters:
        return filters_of(
            self.request.GET.dict(),
            programmes={edition.programme.slug for edition in self.seen},
            editions={str(edition) for edition in self.seen},
            themes=set(themes_of(self.picture)),
            levels={str(level) for level in levels_of(self.picture)},
        )

    @cached_property
    def tables(self) -> list[Table]:
        return tables_of(self.picture, self.filters)


class MatrixView(Matrix, Screen, TemplateView):
    """The heat map, with its filters."""

    template_name = "overview/matrix.html"
    page_title = gettext_lazy("Editions and pages")
    http_method_names = ["get", "head"]

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        mine = {one.pk for one in self.seen if may_translate(self.request.user, one)}
        query = f"?{urlencode(self.filters.query)}" if self.filters.query else ""
        return context | {
            "shown": [_shown(table, mine) for table in self.tables],
            "filters": self.filters,
            "refused": _refused(self.filters, self.request.GET.dict()),
            "programmes": {one.programme.slug: one.programme.name for one in self.seen},
            "editions": [str(one) for one in self.seen],
            "themes": themes_of(self.picture),
            "levels": levels_of(self.picture),
            "whats": {PAGES: _("Pages"), SHARED: _("Texts that pages share")},
            "legend": [
                (css_name(look), ICONS[look], LABELS[look]) for look in LABELS if look is not Look.NOTHING
            ],
            "readers": [readers_of(live) for live in READERS],
            "own": owned(Own),
            "url": reverse("overview:matrix"),
            "shared_url": _shared_url(self.filters),
            "csv_url": reverse("overview:matrix_csv") + query,
        }


class CsvView(Matrix):
    """What the screen shows, for a spreadsheet: a line for each page in each edition."""

    http_method_names = ["get", "head"]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        answer = HttpResponse(as_csv(self.tables), content_type="text/csv; charset=utf-8")
        answer["Content-Disposition"] = 'attachment; filename="editions-and-pages.csv"'
        answer["X-Content-Type-Options"] = "nosniff"
        return answer


def _shown(table: Table, mine: Collection[int]) -> Shown:
    columns = [
        Column(
            edition, pieces, live, reverse("overview:home", args=[edition.pk]) if edition.pk in mine else ""
        )
        for edition, pieces, live in zip(table.editions, table.totals, table.live, strict=True)
    ]
    return Shown(table, columns, [_line(row, table.editions, mine) for row in table.rows])


def _line(row: Row, editions: Sequence[Edition], mine: Collection[int]) -> Line:
    return Line(
        row.one,
        [
            Cell(standing, _url(row.one, edition, standing) if edition.pk in mine else "")
            for edition, standing in zip(editions, row.standings, strict=True)
        ],
    )


def _shared_url(filters: Filters) -> str:
    """Return where the texts that pages share are, of the same editions; "" where they are shown."""
    if filters.what == SHARED:
        return ""
    narrowed = {name: value for name, value in filters.query.items() if name in ("programme", "edition")}
    return f"{reverse('overview:matrix')}?{urlencode({**narrowed, 'what': SHARED})}"


def _url(one: Object, edition: Edition, standing: Standing) -> str:
    return desk_of(edition, one.key) if standing.is_there else ""


def _refused(filters: Filters, asked: dict[str, str]) -> list[str]:
    """Return what is said of filters that there are not."""
    return [
        _("There is no “%(value)s” to show: this filter was left aside.") % {"value": asked[name][:60]}
        for name in filters.refused
    ]
