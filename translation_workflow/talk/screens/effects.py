"""What the panel beside a master page says: what publishing will cause, and the open questions."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.views.generic import TemplateView
from wagtail.models import Page

from pages.models.base import ContentPageMixin
from translation_workflow.editions.models import Edition, Kind
from translation_workflow.editions.policy import may_answer
from translation_workflow.editions.registry import edition_of, translated_editions
from translation_workflow.talk.drafts import effects_of_draft
from translation_workflow.talk.threads import conversations, open_questions

from .access import ForSpeakers

MOST_CHANGES = 20
MOST_QUESTIONS = 20


def masters_edition(page: Page, user: Any) -> Edition | None:
    """Return the master's edition that a page belongs to, for who answers for it; None for all others."""
    edition = edition_of(page) if issubclass(page.specific_class or Page, ContentPageMixin) else None
    if edition is None or edition.kind is not Kind.MASTER or not may_answer(user, edition.programme):
        return None
    return edition


class EffectsView(ForSpeakers, TemplateView):
    """Of the master page that the address names; a page of no master, or of somebody else's, is not found."""

    template_name = "talk/effects.html"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        page = get_object_or_404(Page, pk=kwargs["page"])
        edition = masters_edition(page, request.user)
        if edition is None or not page.permissions_for_user(request.user).can_edit():
            raise Http404
        self.page, self.edition = page.specific, edition

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        programme = self.edition.programme
        effects = effects_of_draft(self.page, programme)
        editions = translated_editions(programme)
        questions = open_questions(editions, {self.page.translation_key}).order_by("answered_at", "pk")
        return super().get_context_data(**kwargs) | {
            "effects": effects,
            "steps": sorted(effects.difference.steps, key=lambda step: step.is_typo)[:MOST_CHANGES],
            "more_steps": max(len(effects.difference.steps) - MOST_CHANGES, 0),
            "questions": conversations(questions[:MOST_QUESTIONS], user=self.request.user),
            "edition": self.edition,
            "page": self.page,
        }
