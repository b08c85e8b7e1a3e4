"""The button on the screen of adaptations that publishes a page: words and decisions together."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from wagtail.models import Page

from pages.progress import unwatched
from translation_workflow.editions.access import ForEdition
from translation_workflow.review.publish import publish_edition

from .seam import may_publish


class PublishAdaptationView(ForEdition):
    """Publish one page of an edition, and go back to where it is adapted."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, key: UUID, **kwargs: Any) -> HttpResponse:
        page = get_object_or_404(Page, translation_key=key, locale=self.edition.locale_id)
        if not may_publish(request.user, page):
            raise PermissionDenied
        outcome = publish_edition(self.edition, keys={key}, progress=unwatched, user=request.user)
        for sentence in outcome.refused:
            messages.error(request, sentence)
        if outcome.published:
            messages.success(request, _("Published “%(title)s” in %(edition)s.") % self.named(page))
        elif not outcome.refused:
            messages.info(request, _("“%(title)s” in %(edition)s was up to date.") % self.named(page))
        return redirect("adaptations:page", pk=self.edition.pk, key=key)

    def named(self, page: Page) -> dict[str, str]:
        page.refresh_from_db()
        return {"title": page.title, "edition": str(self.edition)}
