"""What the screens of this room share: who comes in, and the furniture around them."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from translation_workflow.editions.access import ForTranslators
from translation_workflow.editions.models import Edition
from translation_workflow.editions.policy import editions_seen_by, may_anywhere
from translation_workflow.editions.roles import Act


class ForOnlookers(ForTranslators):
    """Only those come in who may see how far editions are; they see these."""

    def come_in(self) -> None:
        if not may_anywhere(self.request.user, Act.SEE):
            raise PermissionDenied

    @cached_property
    def editions(self) -> QuerySet[Edition]:
        return editions_seen_by(self.request.user)


class Screen(WagtailAdminTemplateMixin):
    """The furniture of Wagtail's admin, with the way back to the matrix."""

    header_icon = "table"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [
            *self.breadcrumbs_items,
            {"url": reverse("overview:matrix"), "label": _("Editions and pages")},
            {"url": "", "label": self.get_page_title()},
        ]
