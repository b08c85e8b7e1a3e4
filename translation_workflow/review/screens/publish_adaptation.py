"""The button on the screen of adaptations that publishes a page: words and decisions together."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from wagtail.models import Page

from pages.progress import unwatched
from translation_workflow.adaptation.models import Layer
from translation_workflow.adaptation.screens.page import version_in
from translation_workflow.editions.access import ForEdition
from translation_workflow.editions.locks import lock_editions
from translation_workflow.review.publish import publish_edition
from translation_workflow.source.masters import is_of

from .button import tell
from .seam import may_publish


class PublishAdaptationView(ForEdition):
    """Publish one page of an edition as it was looked at, and go back to where it is adapted."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, key: UUID, **kwargs: Any) -> HttpResponse:
        if not is_of(self.edition, key):
            raise Http404
        page = get_object_or_404(Page, translation_key=key, locale=self.edition.locale_id)
        if not may_publish(request.user, page):
            raise PermissionDenied
        self._publish(request, page)
        return redirect("adaptations:page", pk=self.edition.pk, key=key)

    @transaction.atomic
    def _publish(self, request: HttpRequest, page: Page) -> None:
        key = page.translation_key
        lock_editions([self.edition])
        if self._version(key) != version_in(request):
            told = _(
                "Somebody changed the adaptation of this page since you looked at it. "
                "Nothing was published: look at it, and publish again."
            )
            messages.error(request, told)
            return
        outcome = publish_edition(self.edition, keys={key}, progress=unwatched, user=request.user)
        page.refresh_from_db()
        tell(request, outcome, title=page.title, edition=self.edition)

    def _version(self, key: UUID) -> int:
        """Return how often the page's layer was changed, and let nobody change it until this is done."""
        rows = Layer.objects.filter(edition=self.edition, page_key=key).select_for_update()
        return rows.values_list("version", flat=True).first() or 0
