"""The admin's first page tells whoever works on editions how each is, and what comes next there."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from wagtail.admin.ui.components import Component

from pages.models import Programme
from translation_workflow.editions.models import Edition
from translation_workflow.editions.policy import editions_for, may_answer, may_anywhere
from translation_workflow.editions.roles import Act
from translation_workflow.overview.picture import picture_of
from translation_workflow.overview.tasks import Task, What
from translation_workflow.overview.waiting import waiting_in
from translation_workflow.talk.threads import waiting_for_authors

from .summary import Line, line_of, summary_of


class EditionsPanel(Component):
    """A card for each of the user's editions. The queries grow with neither editions nor pages."""

    name = "editions"
    template_name = "overview/cards.html"
    order = 10

    def __init__(self, user: Any) -> None:
        self.user = user

    def _asked(self) -> Line | None:
        """Return what translators ask an author, with where it is answered; None where nobody asks."""
        programmes = [one for one in Programme.objects.all() if may_answer(self.user, one)]
        editions = list(Edition.objects.filter(programme__in=programmes)) if programmes else []
        number = waiting_for_authors(editions).count() if editions else 0
        if not number:
            return None
        return line_of(Task(What.QUESTIONS, number), editions[0], approves=False)

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        editions = list(editions_for(self.user))
        may_see = may_anywhere(self.user, Act.SEE)
        context = {"summaries": [], "matrix_url": reverse("overview:matrix") if may_see else ""}
        if not editions:
            return context | {"asked": {"first": self._asked()}}
        picture = picture_of(editions)
        waiting = waiting_in(self.user, editions, picture=picture)
        return context | {
            "summaries": [
                summary_of(self.user, waiting[edition.pk], picture.pieces(edition)) for edition in editions
            ]
        }
