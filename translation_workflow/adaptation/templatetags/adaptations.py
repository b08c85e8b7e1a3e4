"""How templates say why somebody decided."""

from __future__ import annotations

from django import template

from translation_workflow.adaptation.decisions import Decision
from translation_workflow.adaptation.models import Reason

register = template.Library()


@register.filter
def reason(decision: Decision) -> str:
    """Return a decision's reason in words; one that is not ours any more as it is written."""
    return str(dict(Reason.choices).get(decision.reason, decision.reason))
