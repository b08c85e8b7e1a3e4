"""What templates of adaptations ask for: why somebody decided, and the way to a page."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import template
from django.utils.formats import date_format
from wagtail.admin.widgets import HeaderButton
from wagtail.models import Page

from translation_workflow.adaptation.decisions import Decision
from translation_workflow.adaptation.models import Reason
from translation_workflow.adaptation.screens.ways import button_to

register = template.Library()


@register.simple_tag
def adapt_buttons(page: Any, user: Any) -> list[Any]:
    """Return the way to a page's adaptation, as the header of an editor shows it; none for a snippet."""
    return list(button_to(page, user, priority=10, kind=HeaderButton)) if isinstance(page, Page) else []


@register.filter
def reason(decision: Decision) -> str:
    """Return a decision's reason in words; one that is not ours any more as it is written."""
    return str(dict(Reason.choices).get(decision.reason, decision.reason))


@register.filter
def day(decision: Decision) -> str:
    """Return the day of a decision as the reader writes days."""
    return date_format(date.fromisoformat(decision.made_on), "DATE_FORMAT")
