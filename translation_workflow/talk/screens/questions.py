"""All questions in which somebody has a part: those that wait for them first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import F, QuerySet
from django.urls import NoReverseMatch, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic import ListView
from wagtail.admin.paginator import WagtailPaginator
from wagtail.admin.views.generic import WagtailAdminTemplateMixin
from wagtail.models import Page
from wagtail_localize.models import TranslationSource

from translation_workflow.editions.models import Edition
from translation_workflow.talk.models import Thread
from translation_workflow.talk.threads import Conversation, conversations

from .access import ForSpeakers

SHOWN = ("open", "closed")


@dataclass(frozen=True)
class Listed:
    """A question with what it is about: the title of the object, and the address where one works on it."""

    thread: Conversation
    title: str
    url: str


class QuestionsView(ForSpeakers, WagtailAdminTemplateMixin, ListView[Any]):
    """Open questions (or closed ones), a page of them at a time; of one edition where it is asked for."""

    template_name = "talk/questions.html"
    page_title = _("Questions to the authors")
    header_icon = "help"
    paginate_by = 20
    page_kwarg = "p"
    paginator_class = WagtailPaginator

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    @cached_property
    def shown(self) -> str:
        asked = self.request.GET.get("show", "")
        return asked if asked in SHOWN else SHOWN[0]

    @cached_property
    def chosen(self) -> Edition | None:
        """The edition that was asked for, where it is one of the user's."""
        asked = self.request.GET.get("edition", "")
        return next((one for one in self.editions if str(one.pk) == asked), None)

    def get_queryset(self) -> QuerySet[Thread]:
        editions = [self.chosen] if self.chosen else self.editions
        rows = Thread.objects.filter(is_question=True, edition__in=[one.pk for one in editions])
        if self.shown == "closed":
            return rows.filter(closed_at__isnull=False).order_by("-closed_at", "-pk")
        # What no author answered yet, then the oldest.
        return rows.filter(closed_at=None).order_by(F("answered_at").asc(nulls_first=True), "pk")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        paginator, page = context["paginator"], context["page_obj"]
        shown = conversations(context["object_list"], user=self.request.user)
        return context | {
            "listed": listed(shown),
            "editions": self.editions,
            "chosen": self.chosen,
            "shown": self.shown,
            "elided_page_range": paginator.get_elided_page_range(page.number),
        }


def listed(shown: Sequence[Conversation]) -> list[Listed]:
    """Return questions with the titles of what they are about, in two queries."""
    keys = {one.subject.key for one in shown}
    locales = {one.edition.programme.master_locale_id for one in shown}
    titles = _titles(keys, locales)
    pages = dict(
        Page.objects.filter(translation_key__in=keys, locale__in=locales).values_list("translation_key", "pk")
    )
    return [
        Listed(one, titles.get(one.subject.key, ""), _url(one, pages.get(one.subject.key))) for one in shown
    ]


def _titles(keys: set[UUID], locales: set[int]) -> Mapping[UUID, str]:
    rows = TranslationSource.objects.filter(object__in=keys, locale__in=locales)
    return dict(rows.values_list("object_id", "object_repr"))


def _url(thread: Conversation, page: int | None) -> str:
    """Return where the user works on the object: an author at the master's page, others at the desk."""
    if thread.may_answer and not thread.may_reply:
        return f"{reverse('wagtailadmin_pages:edit', args=[page])}#tab-content" if page else ""
    try:
        return reverse("desk:page", args=[thread.edition.pk, thread.subject.key])
    except NoReverseMatch:
        return ""
