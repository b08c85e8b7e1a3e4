"""Doors of the engine that stay closed for pages of an edition.

An edition's page keeps the master's structure, so that every later change reaches it. The engine would
let go of that: it can make the page an ordinary one, which the next change would write over; turn it into
a copy of the English one; or override a field in a table that nobody reads. Its catalogues are not ours,
and its import believes every file. It translates from any page: what a country writes for itself would
appear in another country's edition.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin.views.pages.utils import get_valid_next_url_from_request
from wagtail.models import Page
from wagtail_localize.models import Translation
from wagtail_localize.views import convert, edit_translation
from wagtail_localize.views.submit_translations import SubmitTranslationView

from translation_workflow.editions.models import Kind
from translation_workflow.editions.registry import edition_of

from .seam import edition_of_object, edition_to

View = Callable[..., Any]


def install() -> None:
    """Close them, before the engine's addresses are read. Called once, when all apps are loaded."""
    for name in ("stop_translation", "edit_override"):
        _close(edit_translation, name, _refusal)
    _close(convert, "convert_to_alias", _refusal)
    for name in ("download_pofile", "upload_pofile"):
        _close(edit_translation, name, _to_catalogues)
    _close_submission()


def _close_submission() -> None:
    stock = SubmitTranslationView.dispatch

    def closed(self: SubmitTranslationView, request: HttpRequest, *args: Any, **named: Any) -> Any:
        edition = edition_of_object(self.get_object())
        if edition is None or edition.kind is Kind.MASTER:
            return stock(self, request, *args, **named)
        messages.error(
            request,
            _(
                "This belongs to %(edition)s. Editions are translated from the master only, and what one "
                "writes for itself stays in it. Nothing was changed."
            )
            % {"edition": edition},
        )
        return redirect(get_valid_next_url_from_request(request) or reverse("wagtailadmin_home"))

    SubmitTranslationView.dispatch = closed


def _close(module: Any, name: str, answer: View) -> None:
    stock: View = getattr(module, name)

    def closed(request: HttpRequest, **named: Any) -> Any:
        return answer(request) if _is_of_an_edition(**named) else stock(request, **named)

    # The engine's views are exempt from this and that by what they carry.
    closed.__dict__.update(stock.__dict__)
    setattr(module, name, closed)


def _is_of_an_edition(*, translation_id: int = 0, page_id: int = 0, **named: Any) -> bool:
    if page_id:
        page = Page.objects.filter(pk=page_id).first()
        edition = edition_of(page) if page else None
        return edition is not None and edition.kind is not Kind.MASTER
    translation = Translation.objects.filter(pk=translation_id).first()
    return translation is not None and edition_to(translation) is not None


def _refusal(request: HttpRequest) -> HttpResponse:
    sentence = _(
        "This page is the translation of a page of the master, and keeps its structure, so that every later "
        "change reaches it. Nothing was changed. Translate its words here; what the country wants otherwise "
        "is for a coordinator of the edition to decide."
    )
    if request.method in ("PUT", "DELETE"):
        return JsonResponse({"detail": sentence}, status=403)
    messages.error(request, sentence)
    return redirect(get_valid_next_url_from_request(request) or reverse("wagtailadmin_home"))


def _to_catalogues(request: HttpRequest) -> HttpResponse:
    messages.info(request, _("Catalogues of editions are downloaded and uploaded here. Nothing was changed."))
    return redirect("catalogues:home")
