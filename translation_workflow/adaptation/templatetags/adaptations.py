"""How templates say why somebody decided."""

from __future__ import annotations

from datetime import date

from django import template
from django.utils.formats import date_format

from translation_workflow.adaptation.decisions import Decision
from translation_workflow.adaptation.models import Reason

register = template.Library()


@register.filter
def reason(decision: Decision) -> str:
    """Return a decision's reason in words; one that is not ours any more as it is written."""
    return str(dict(Reason.choices).get(decision.reason, decision.reason))


@register.filter
def day(decision: Decision) -> str:
    """Return the day of a decision as the reader writes days."""
    return date_format(date.fromisoformat(decision.made_on), "DATE_FORMAT")
