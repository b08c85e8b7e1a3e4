"""Choosers on the screen of adaptations: they offer what the edition may show, and begin with its own pages.

Wagtail's editor of a block is a text that says where each chooser opens. There it is told other addresses:
of pages our own view, of snippets the same with the edition's number, by which `offered` limits the rows.
What is saved is judged again, by `adaptation.belonging`.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from wagtail.admin.widgets import AdminPageChooser
from wagtail.blocks.base import BlockField
from wagtail.models import Page
from wagtail.snippets.models import get_snippet_models

from pages.models.snippets import ProgrammeSnippet, TranslatedSnippet
from translation_workflow.adaptation.belonging import strangers_among
from translation_workflow.editions.models import Edition
from translation_workflow.editions.policy import editions_for
from translation_workflow.sent import row_in

ASKED = "edition"
"""The parameter by which a chooser is told the edition."""


def lead_choosers(form: Any, edition: Edition) -> None:
    """Let a form's choosers, in a block or for themselves, offer what the edition may show."""
    form.edition = edition
    for name, field in form.fields.items():
        if isinstance(field, BlockField):
            # The widget packs its block once, and keeps the text.
            packed = json.loads(field.widget.block_json)
            field.widget._block_json = json.dumps(_led(packed, _addresses(edition)))
        elif isinstance(field.widget, AdminPageChooser):
            before = form.initial.get(name)
            field.widget = EditionsPageChooser(field.widget, edition=edition, before=before)


class EditionsPageChooser(AdminPageChooser):
    """A page chooser of a form, with all that it was told before, which begins with an edition's pages."""

    def __init__(self, stock: AdminPageChooser, *, edition: Edition, before: int | None) -> None:
        super().__init__(stock.target_models, stock.can_choose_root, stock.user_perms, attrs=stock.attrs)
        self.edition, self.before = edition, before

    def get_chooser_modal_url(self) -> str:
        return reverse("adaptations:choose_page", args=[self.edition.pk])

    def get_instance(self, value: Any) -> Page | None:
        """Return the page that is chosen; None also for a number that is none, or a stranger's."""
        try:
            found: Page | None = super().get_instance(value)
        except (TypeError, ValueError):
            return None
        if found and found.pk != self.before and strangers_among({(Page, found.pk)}, self.edition):
            return None
        return found


def _led(packed: Any, addresses: Mapping[str, str]) -> Any:
    """Return packed definitions with other addresses for some: a whole string is one, or is none."""
    if isinstance(packed, str):
        return addresses.get(packed, packed)
    if isinstance(packed, list):
        return [_led(child, addresses) for child in packed]
    if isinstance(packed, dict):
        return {name: _led(child, addresses) for name, child in packed.items()}
    return packed


def _addresses(edition: Edition) -> dict[str, str]:
    pages = reverse("adaptations:choose_page", args=[edition.pk])
    asked = {address: f"{address}?{ASKED}={edition.pk}" for address in _of_snippets()}
    return {reverse("wagtailadmin_choose_page"): pages, **asked}


@cache
def _of_snippets() -> tuple[str, ...]:
    return tuple(
        reverse(model.snippet_viewset.chooser_viewset.get_url_name("choose"))
        for model in get_snippet_models()
        if issubclass(model, ProgrammeSnippet)
    )


def offered(rows: QuerySet[Any], request: HttpRequest, model: type[Any]) -> QuerySet[Any]:
    """Return those of a snippet's rows that a chooser offers.

    For an edition: its own and its master's, and of what is translated the edition's version where there
    is one; nothing for an edition that is not the user's. In other editors: instruments in the language
    of what is edited, and of no edition that is not the user's.
    """
    if ASKED in request.GET:
        edition = asked_for(request)
        return _editions(rows, model, edition) if edition else rows.none()
    if issubclass(model, TranslatedSnippet) or not hasattr(model, "locale"):
        return rows
    language = request.GET.get("locale")
    rows = rows.filter(locale__language_code=language) if language else rows
    mine = editions_for(request.user).filter(programme=OuterRef("programme"), locale=OuterRef("locale"))
    return rows.filter(Q(locale=F("programme__master_locale")) | Exists(mine.order_by()))


def asked_for(request: HttpRequest) -> Edition | None:
    """Return the edition that a chooser is told; None for one that is not the user's."""
    row = row_in(request.GET.get(ASKED, "")) or 0
    edition: Edition | None = editions_for(request.user).filter(pk=row).first()
    return edition


def _editions(rows: QuerySet[Any], model: type[Any], edition: Edition) -> QuerySet[Any]:
    rows = rows.filter(programme=edition.programme_id)
    if not hasattr(model, "locale"):
        return rows
    own, masters = Q(locale=edition.locale_id), Q(locale=edition.programme.master_locale_id)
    if issubclass(model, TranslatedSnippet):
        versions = model._default_manager.filter(
            translation_key=OuterRef("translation_key"), locale=edition.locale_id
        )
        return rows.filter(own | (masters & ~Exists(versions)))
    return rows.filter(own | masters)
