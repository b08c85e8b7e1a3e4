"""How a fact stands on a day: whether it holds, and whether somebody has to look at it."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Standing(StrEnum):
    """In the order in which people have to look at them."""

    EXPIRED = "expired"
    OVERDUE = "overdue"
    COMING = "coming"
    UNDATED = "undated"
    CURRENT = "current"

    @property
    def label(self) -> Any:
        return _LABELS[self]

    @property
    def icon(self) -> str:
        return _ICONS[self]

    @property
    def is_overdue(self) -> bool:
        """Whether somebody has to look at it now."""
        return self in (Standing.EXPIRED, Standing.OVERDUE)


_LABELS = {
    Standing.EXPIRED: _("Expired"),
    Standing.OVERDUE: _("Review overdue"),
    Standing.COMING: _("Not valid yet"),
    Standing.UNDATED: _("No review date"),
    Standing.CURRENT: _("Current"),
}
_ICONS = {
    Standing.EXPIRED: "circle-xmark",
    Standing.OVERDUE: "warning",
    Standing.COMING: "time",
    Standing.UNDATED: "help",
    Standing.CURRENT: "check",
}


def standing_of(fact: Any, *, today: date) -> Standing:
    """Return how a fact stands; one without a validity, as a figure, has only its review."""
    begins, ends = getattr(fact, "valid_from", None), getattr(fact, "valid_to", None)
    if ends and ends < today:
        return Standing.EXPIRED
    if fact.review_by and fact.review_by < today:
        return Standing.OVERDUE
    if begins and begins > today:
        return Standing.COMING
    return Standing.CURRENT if fact.review_by else Standing.UNDATED


def overdue(model: type[Any], *, today: date) -> Q:
    """Return the condition for rows of a model that somebody has to look at; see `Standing.is_overdue`."""
    late = Q(review_by__lt=today)
    names = {field.name for field in model._meta.concrete_fields}
    return late | Q(valid_to__lt=today) if "valid_to" in names else late
