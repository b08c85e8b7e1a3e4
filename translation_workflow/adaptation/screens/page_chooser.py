"""Wagtail's page chooser on the screen of adaptations: the pages of one edition, to browse and to search."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import SimpleTemplateResponse
from django.urls import reverse
from wagtail.admin.views.chooser import BrowseView, SearchView
from wagtail.models import Page

from translation_workflow.editions.access import ForEdition
from translation_workflow.editions.models import Edition

from .choosers import ASKED, asked_for


class _OfEdition(ForEdition):
    """A step of the chooser. Its links lead to ours, and also further steps are told the edition."""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        asked = request.GET.copy()
        asked[ASKED] = str(self.edition.pk)
        request.GET = asked  # type: ignore[assignment]

    def _led(self, answer: Any) -> HttpResponse:
        """Return an answer whose links to Wagtail's chooser, and to what is below it, lead to ours."""
        if isinstance(answer, SimpleTemplateResponse):
            answer.render()
        ours = reverse("adaptations:choose_page", args=[self.edition.pk])
        text = answer.content.decode().replace(reverse("wagtailadmin_choose_page"), ours)
        return HttpResponse(text, content_type=answer["Content-Type"])


class ChoosePageView(_OfEdition, BrowseView):
    """The chooser, opened at the edition's first page, or above what is chosen already.

    A page that is chosen in the master's words is looked for where the edition has it.
    """

    def get(self, request: HttpRequest, *args: Any, parent: int | None = None, **kwargs: Any) -> HttpResponse:
        return self._led(super().get(request, self._beginning(parent)))

    def get_object_list(self) -> QuerySet[Page]:
        pages: QuerySet[Page] = super().get_object_list()
        # An edition has one language: there is no other to switch to.
        self.i18n_enabled = False
        return pages

    def _beginning(self, parent: int | None) -> int | None:
        top = _first_page(self.edition)
        if not top:
            return None
        keys = Page.objects.filter(pk=parent).values("translation_key")
        mine = Page.objects.filter(locale=self.edition.locale_id)
        found: Page = mine.filter(translation_key__in=keys, path__startswith=top.path).first() or top
        return int(found.pk)


class SearchPagesView(_OfEdition, SearchView):
    """What is found among the edition's pages."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self._led(super().get(request))


def pages_offered(pages: QuerySet[Page], request: HttpRequest) -> QuerySet[Page]:
    """Return those pages that a chooser offers: an edition's own where it is told one, else all."""
    if ASKED not in request.GET:
        return pages
    edition = asked_for(request)
    top = _first_page(edition) if edition else None
    return pages.filter(path__startswith=top.path) if top else pages.none()


def _first_page(edition: Edition) -> Page | None:
    first = edition.programme.master_page
    mine = Page.objects.filter(locale=edition.locale_id)
    return mine.filter(translation_key=first.translation_key).first() if first else None
