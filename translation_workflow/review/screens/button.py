"""Our answers to buttons of the admin: what went live, what is missing, what stays."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail.models import Page
from wagtail_localize.models import Translation

from pages.progress import unwatched
from translation_workflow.editions.models import Edition
from translation_workflow.editions.registry import edition_of
from translation_workflow.review.publish import Outcome, publish_edition

from .seam import edition_to, may_publish
from .structure import is_translation


def publish_from_editor(request: HttpRequest, instance: Any) -> HttpResponse | None:
    """Answer the button on a translated page or snippet; None for everything else."""
    if request.method != "POST" or request.POST.get("action") != "publish":
        return None
    translation = Translation.objects.filter(
        source__object=instance.translation_key, target_locale=instance.locale_id, enabled=True
    ).first()
    edition = edition_to(translation) if translation else None
    if edition is None:
        return None
    if not may_publish(request.user, instance):
        raise PermissionDenied
    outcome = publish_edition(edition, keys={instance.translation_key}, progress=unwatched, user=request.user)
    instance.refresh_from_db()
    tell(request, outcome, title=str(instance), edition=edition)
    return redirect(request.path)


def tell(request: HttpRequest, outcome: Outcome, *, title: str, edition: Edition) -> None:
    """Say on the next screen what became of a publication of one object."""
    named = {"title": title, "edition": str(edition)}
    for sentence in outcome.refused:
        messages.error(request, sentence)
    if outcome.published:
        messages.success(request, _("Published “%(title)s” in %(edition)s.") % named)
    elif not outcome.refused:
        messages.info(request, _("“%(title)s” in %(edition)s was up to date.") % named)
    for note in outcome.notes:
        messages.warning(request, note)


def refuse_deletion(request: HttpRequest, pages: Sequence[Page]) -> HttpResponse | None:
    """Keep pages that are translations: leaving one out is the edition's decision, and needs no deletion."""
    told = _("“%(title)s” is the translation of a page of the master, and stays. Unpublish it instead.")
    return _refuse_translations(request, pages, told)


def refuse_unseen(request: HttpRequest, pages: Sequence[Page]) -> HttpResponse | None:
    """Refuse to publish translations from a list, past the gate and past what a reviewer has to look at."""
    told = _(
        "“%(title)s” is published from its review, where you see what would go live. Nothing was published."
    )
    return _refuse_translations(request, pages, told)


def _refuse_translations(request: HttpRequest, pages: Sequence[Page], told: str) -> HttpResponse | None:
    kept = [page for page in pages if is_translation(page, edition_of(page))]
    for page in kept:
        messages.error(request, told % {"title": page.get_admin_display_title()})
    return redirect("wagtailadmin_explore", pages[0].get_parent().pk) if kept else None
