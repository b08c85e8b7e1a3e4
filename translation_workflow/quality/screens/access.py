"""What the screens of this room share: whose report is shown, and what of it is asked for."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.generic.base import View

from translation_workflow.editions.models import Edition
from translation_workflow.editions.policy import editions_for, editions_where, may_anywhere
from translation_workflow.editions.roles import Act
from translation_workflow.quality.finding import Severity
from translation_workflow.quality.many import look_at
from translation_workflow.quality.piece import Found
from translation_workflow.quality.report import ASIDE, OPEN, Asked
from translation_workflow.quality.rule import REGISTER


def may_read(user: Any) -> bool:
    """Return whether somebody has a report to read: of editions they translate, or of a master they write."""
    return may_anywhere(user, Act.TRANSLATE) or may_anywhere(user, Act.WRITE_MASTER)


class ForReport(View):
    """About the findings of an edition of the user's own; of a master's, for its authors."""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        if not may_read(request.user):
            raise PermissionDenied

    @cached_property
    def mine(self) -> list[Edition]:
        user = self.request.user
        return [*editions_for(user), *editions_where(user, Act.WRITE_MASTER)]

    @cached_property
    def edition(self) -> Edition | None:
        """The edition that the address names, else the first one. Raises Http404 for one of others."""
        asked = self.request.GET.get("edition", "")
        if not asked:
            return self.mine[0] if self.mine else None
        found = next((one for one in self.mine if str(one.pk) == asked), None)
        if found is None:
            raise Http404
        return found

    @cached_property
    def asked(self) -> Asked:
        sent = self.request.GET
        rule, severity = sent.get("rule", ""), sent.get("severity", "")
        return Asked(
            rule if rule in REGISTER else "",
            severity if severity in {str(one) for one in Severity} else "",
            sent.get("page", "")[:36],
            ASIDE if sent.get("standing") == ASIDE else OPEN,
        )

    @cached_property
    def found(self) -> list[Found]:
        return look_at(self.edition) if self.edition else []

    def address(self, name: str = "quality:report", **changed: str) -> str:
        """Return an address with what is asked for now, and with what is changed of it."""
        asked = self.asked
        query = {
            "edition": str(self.edition.pk) if self.edition else "",
            "rule": asked.rule,
            "severity": asked.severity,
            "page": asked.page,
            "standing": asked.standing if asked.standing == ASIDE else "",
            **changed,
        }
        given = {name: value for name, value in query.items() if value}
        return f"{reverse(name)}?{urlencode(given)}" if given else reverse(name)
