"""The button on the screen of adaptations that publishes a page: words and decisions together."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from wagtail.models import Page

from pages.progress import unwatched
from translation_workflow.editions.access import ForEdition
from translation_workflow.review.publish import publish_edition

from .button import tell
from .seam import may_publish


class PublishAdaptationView(ForEdition):
    """Publish one page of an edition, and go back to where it is adapted."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, key: UUID, **kwargs: Any) -> HttpResponse:
        page = get_object_or_404(Page, translation_key=key, locale=self.edition.locale_id)
        if not may_publish(request.user, page):
            raise PermissionDenied
        outcome = publish_edition(self.edition, keys={key}, progress=unwatched, user=request.user)
        page.refresh_from_db()
        tell(request, outcome, title=page.title, edition=self.edition)
        return redirect("adaptations:page", pk=self.edition.pk, key=key)
