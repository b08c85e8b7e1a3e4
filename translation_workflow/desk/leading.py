"""Where the engine's editor would open, the desk does."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from wagtail.models import Page

from pages.models.snippets import TranslatedSnippet
from translation_workflow.editions.models import Edition, Kind
from translation_workflow.editions.policy import edition_for
from translation_workflow.editions.registry import edition_of

from .subject import subject_of


def lead_to_desk(request: HttpRequest, instance: Any) -> HttpResponse | None:
    """Answer a look at the editor of a translated page or snippet; None for all else.

    What has no master, or belongs to an edition that is not this person's, keeps the answer that it had.
    """
    if request.method not in ("GET", "HEAD"):
        return None
    edition = _edition_of(instance)
    if edition is None or edition.kind is Kind.MASTER:
        return None
    if subject_of(edition, instance.translation_key) is None or edition_for(request.user, edition.pk) is None:
        return None
    return redirect("desk:page", pk=edition.pk, key=instance.translation_key)


def _edition_of(instance: Any) -> Edition | None:
    if isinstance(instance, Page):
        return edition_of(instance)
    if isinstance(instance, TranslatedSnippet):
        rows = Edition.objects.filter(programme=instance.programme_id, locale=instance.locale_id)
        return rows.select_related("programme__master_locale", "programme__master_page", "locale").first()
    return None
