"""The page on which an object of an edition is translated."""

from __future__ import annotations

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, Subquery
from django.db.models.functions import Cast
from django.urls import NoReverseMatch, reverse
from django.utils.functional import cached_property
from django.views.generic import TemplateView
from wagtail.admin.views.generic import WagtailAdminTemplateMixin
from wagtail.models import Page, WorkflowState

from translation_workflow.desk.neighbours import neighbours_of
from translation_workflow.desk.opening import open_page
from translation_workflow.desk.page import DeskPage, Returned
from translation_workflow.desk.subject import Subject
from translation_workflow.desk.suggest import may_ask_machine
from translation_workflow.editions.policy import may_approve

from .access import ForSubject

_OWN = (
    "keep", "settle", "act", "drop", "beside", "suggest", "restore", "history",
)  # fmt: skip
# What belongs to other rooms, which may know nothing of the desk, is found by its name.
_OF_ALL = {"ask": "talk:ask", "review": "approving:page"}
_OF_PAGES = {"preview": "preview_adaptation", "adapt": "adaptations:page", "send": "desk:send"}


class DeskView(WagtailAdminTemplateMixin, ForSubject, TemplateView):
    """Everything that is there when the page is opened; what is typed goes to the endpoints beside."""

    template_name = "desk/page.html"
    http_method_names = ["get", "head", "options"]
    header_icon = "globe"

    def get_page_title(self) -> str:
        return self.page.title

    def get_page_subtitle(self) -> str:
        return str(self.edition)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        home = url_of("overview:home", self.edition.pk)
        return [
            *self.breadcrumbs_items,
            {"url": home or reverse("catalogues:home"), "label": str(self.edition)},
            {"url": "", "label": self.get_page_title()},
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return context | {"page": self.page}

    @cached_property
    def page(self) -> DeskPage:
        status, note = _review_of(self.subject) if self.subject.is_page else ("", "")
        is_returned = status == WorkflowState.STATUS_NEEDS_CHANGES
        return open_page(
            self.subject,
            person=self.request.user,
            urls=urls_of(self),
            neighbours=neighbours_of(self.subject),
            may_approve=may_approve(self.request.user, self.edition),
            may_ask_machine=may_ask_machine(self.edition),
            waits_for_review=status == WorkflowState.STATUS_IN_PROGRESS,
            returned=Returned(note) if is_returned else None,
        )


def urls_of(view: ForSubject) -> dict[str, str]:
    """Return the addresses that the page needs, by name; those of rooms that are not there are left out."""
    about = (view.edition.pk, view.subject.key)
    found = {name: reverse(f"desk:{name}", args=about) for name in _OWN}
    others = _OF_ALL | (_OF_PAGES if view.subject.is_page else {})
    return found | {name: url for name, target in others.items() if (url := url_of(target, *about))}


def url_of(name: str, *about: Any) -> str:
    """Return an address, "" where no room has it."""
    try:
        return reverse(name, args=about)
    except NoReverseMatch:
        return ""


def _review_of(subject: Subject) -> tuple[str, str]:
    """Return how the edition's page stands with its reviewers, "" where nobody sent it, and their note.

    One query.
    """
    page = Page.objects.filter(translation_key=subject.key, locale=subject.edition.locale_id).values("pk")
    running = WorkflowState.objects.active().filter(
        base_content_type=ContentType.objects.get_for_model(Page),
        object_id=Cast(Subquery(page[:1]), CharField()),
    )
    found = running.values_list("status", "current_task_state__comment").last()
    return (found[0], found[1] or "") if found else ("", "")
