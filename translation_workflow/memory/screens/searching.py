"""What somebody types, beside what was said before for it."""

from __future__ import annotations

from typing import Any

from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from translation_workflow.editions.access import ForTranslators
from translation_workflow.editions.models import Edition
from translation_workflow.memory.lookup import LONGEST, Answer, asked_of, look_up


class SearchView(ForTranslators, WagtailAdminTemplateMixin, TemplateView):
    """Texts like the one that was typed, and translations in which its words stand, side by side."""

    template_name = "memory/search.html"
    page_title = gettext_lazy("Memory")
    header_icon = "history"
    http_method_names = ["get", "head"]

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    @cached_property
    def mine(self) -> list[Edition]:
        return list(self.editions)

    @cached_property
    def edition(self) -> Edition:
        """The edition that the address names, else the first of the user's own."""
        asked = self.request.GET.get("edition", "")
        return next((one for one in self.mine if str(one.pk) == asked), self.mine[0])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        asked = asked_of(self.request.GET.get("q", ""))
        answer = look_up(asked, self.edition, mine=[one.pk for one in self.mine])
        return context | {
            "editions": self.mine,
            "edition": self.edition,
            "asked": asked[:LONGEST],
            "longest": LONGEST,
            "answer": answer,
            "refused": _refused(asked, answer),
        }


def _refused(asked: str, answer: Answer) -> str:
    """Return what is said where nothing is shown; "" before somebody asked."""
    if len(asked) > LONGEST:
        return _(
            "This text has %(length)s characters, and at most %(most)s are looked up. Nothing was looked up: "
            "ask for a part of it."
        ) % {"length": len(asked), "most": LONGEST}
    if not asked or answer:
        return ""
    if not any(sign.isalnum() for sign in asked):
        return _("There is no word in it. Type a word, or a whole text.")
    return _("Nobody translated a text like this yet, and these words stand nowhere. Ask for fewer words.")
