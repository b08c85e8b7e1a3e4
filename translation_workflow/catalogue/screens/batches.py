"""The journal of imports: what waits, what came in, and how it is taken back."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from django.views.generic import ListView, TemplateView
from wagtail.admin import messages
from wagtail.admin.paginator import WagtailPaginator

from translation_workflow.catalogue.errors import CatalogueFault
from translation_workflow.catalogue.models import Import, ImportedFile, SetAside
from translation_workflow.catalogue.undo import NotUndone, Undone, forecast, undo
from translation_workflow.catalogue.waiting import NotWaiting, confirm, put_away, rehearse

from .access import ForCatalogues, ForImport, Screen
from .places import places_of
from .report import Shown, drawn, journalled, rehearsed

NOTES_A_PAGE = 50
# What somebody reads in a message; the journal has the rest.
MOST_LEFT = 10


@dataclass(frozen=True)
class Entry:
    """An import as lists show it; `report` has no notes, and is empty for one that waits."""

    batch: Import
    report: Shown


def entries_of(rows: QuerySet[Import]) -> list[Entry]:
    """Return imports with their totals, in two queries; uploads and notes stay in the database."""
    files = ImportedFile.objects.only("batch", "name", "counts")
    rows = rows.defer("upload").prefetch_related(Prefetch("files", files))
    return [Entry(row, journalled(_without_notes(row.files.all()), upload=row.name)) for row in rows]


def _without_notes(files: Iterable[ImportedFile]) -> list[ImportedFile]:
    return [ImportedFile(name=file.name, counts=file.counts) for file in files]


class JournalView(ForCatalogues, Screen, ListView[Import]):
    """All imports into the user's editions, newest first."""

    template_name = "catalogues/journal.html"
    page_title = _("All imports")
    header_icon = "history"
    paginate_by = 20
    page_kwarg = "p"
    paginator_class = WagtailPaginator

    def get_queryset(self) -> QuerySet[Import]:
        return self.imports.defer("upload")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        paginator, page = context["paginator"], context["page_obj"]
        return context | {
            "entries": entries_of(page.object_list),
            "elided_page_range": paginator.get_elided_page_range(page.number),
            "list_url": reverse("catalogues:journal"),
        }


class ImportView(ForImport, Screen, TemplateView):
    """One import: what it did, or what it would do where it waits."""

    template_name = "catalogues/import.html"
    header_icon = "history"

    def get_page_title(self) -> str:
        return self.batch.name

    def way(self) -> list[tuple[str, Any]]:
        return [(reverse("catalogues:journal"), _("All imports"))]

    @cached_property
    def report(self) -> Shown:
        batch = self.batch
        if batch.upload is None:
            return journalled(batch.files.defer("values", "changes").order_by("pk"), upload=batch.name)
        content = bytes(batch.upload)
        report = rehearse(self.edition, batch.name, content=content, user=self.request.user)
        return rehearsed(report.files, upload=batch.name)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        context |= {"batch": self.batch, "edition": self.edition, "home_url": reverse("catalogues:home")}
        try:
            report = self.report
        except CatalogueFault as fault:
            # It was one when it came: a page went away since.
            return context | {"fault": fault.through(gettext)}
        paginator = WagtailPaginator(report.notes, NOTES_A_PAGE)
        page = paginator.get_page(self.request.GET.get("p"))
        notes = drawn(page.object_list)
        return context | {
            "report": report,
            "notes": notes,
            "places": places_of(self.edition.programme, {note.address for note in notes}),
            "page_obj": page,
            "is_paginated": page.has_other_pages(),
            "elided_page_range": paginator.get_elided_page_range(page.number),
            "list_url": reverse("catalogues:import", args=[self.batch.pk]),
            "open": SetAside.objects.filter(file__batch=self.batch, settled="").count(),
        }


class ConfirmView(ForImport):
    """Import an upload that waits."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            report = confirm(self.batch, user=request.user)
        except NotWaiting as refusal:
            messages.warning(request, str(refusal))
        except CatalogueFault as fault:
            messages.error(
                request, gettext("Nothing was imported. %(fault)s") % {"fault": fault.through(gettext)}
            )
        else:
            messages.success(request, _told(rehearsed(report.files, upload=self.batch.name)))
        return redirect("catalogues:import", pk=self.batch.pk)


class PutAwayView(ForImport):
    """Forget an upload that waits."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            put_away(self.batch)
        except NotWaiting as refusal:
            messages.warning(request, str(refusal))
        else:
            told = gettext("“%(name)s” was not imported. Nothing was changed.")
            messages.success(request, told % {"name": self.batch.name})
        return redirect("catalogues:home")


class TakeBackView(ForImport, Screen, TemplateView):
    """Say what taking an import back would do; do it when the button is pressed."""

    template_name = "catalogues/take_back.html"
    http_method_names = ["get", "post"]
    header_icon = "resubmit"

    def get_page_title(self) -> str:
        return gettext("Take “%(name)s” back") % {"name": self.batch.name}

    def way(self) -> list[tuple[str, Any]]:
        return [
            (reverse("catalogues:journal"), _("All imports")),
            (reverse("catalogues:import", args=[self.batch.pk]), self.batch.name),
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        is_done = self.batch.state == Import.State.DONE
        return context | {
            "batch": self.batch,
            "edition": self.edition,
            "outcome": forecast(self.batch) if is_done else None,
        }

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            outcome = undo(self.batch, user=request.user)
        except NotUndone as refusal:
            messages.warning(request, str(refusal))
        else:
            _tell_undone(request, outcome)
        return redirect("catalogues:import", pk=self.batch.pk)


def _told(shown: Shown) -> str:
    """Return what an import did, in one sentence; what brought nothing new has no row in the journal."""
    if shown.is_nothing_new:
        return gettext("There was nothing new in it. Nothing was changed.")
    taken = sum(file.taken for file in shown.files)
    told = ngettext("%(n)d text came in.", "%(n)d texts came in.", taken) % {"n": taken}
    if noted := sum(file.noted for file in shown.files):
        told += " " + ngettext("%(n)d needs you: see below.", "%(n)d need you: see below.", noted) % {
            "n": noted
        }
    return told


def _tell_undone(request: HttpRequest, outcome: Undone) -> None:
    told = ngettext(
        "%(n)d text has again what it had before.",
        "%(n)d texts have again what they had before.",
        outcome.restored,
    )
    messages.success(request, told % {"n": outcome.restored})
    for sentence in outcome.left[:MOST_LEFT]:
        messages.warning(request, sentence)
    if (more := len(outcome.left) - MOST_LEFT) > 0:
        messages.warning(request, ngettext("%(n)d more stays.", "%(n)d more stay.", more) % {"n": more})
