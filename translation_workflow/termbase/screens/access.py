"""What the screens of this room share: who comes in, the pair of languages, the furniture around them."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic.base import View
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from translation_workflow.editions.models import Edition
from translation_workflow.editions.policy import may_translate
from translation_workflow.termbase.reach import Reach, may_read, reach_of

PAIR = "edition"


class ForReaders(View):
    """Only those come in who see how an edition stands; the terms of its languages are theirs to read."""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        if not may_read(request.user):
            raise PermissionDenied

    @cached_property
    def reach(self) -> Reach:
        return reach_of(self.request.user)

    @cached_property
    def edition(self) -> Edition | None:
        """The edition whose languages are shown: the one that the address names, else the first one."""
        asked = self.request.GET.get(PAIR, "")
        named = (one for one in self.reach.editions if str(one.pk) == asked)
        return next(named, self.reach.editions[0] if self.reach.editions else None)

    @property
    def query(self) -> str:
        """What keeps the pair of languages on the way to another screen."""
        return f"?{urlencode({PAIR: self.edition.pk})}" if self.edition else ""

    def translates(self) -> bool:
        """Whether the user may open the desk of the edition."""
        return self.edition is not None and may_translate(self.request.user, self.edition)


class Screen(WagtailAdminTemplateMixin, ForReaders):
    """The furniture of Wagtail's admin, with the way back to the list of terms."""

    header_icon = "openquote"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [
            *self.breadcrumbs_items,
            {"url": reverse("termbase:list") + self.query, "label": _("Terms")},
            *self.between(),
            {"url": "", "label": self.get_page_title()},
        ]

    def between(self) -> list[dict[str, Any]]:
        return []
