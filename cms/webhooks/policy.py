"""Who may see and change an endpoint, and what it was sent: whoever answers for all that it is told of."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from pages.models import Programme
from translation_workflow.editions.policy import editions_coordinated_by, may_keep_registry

from .models import Endpoint


def endpoints_for(user: Any) -> QuerySet[Endpoint]:
    """Return the endpoints of the user's editions; those of whole programmes are the registry's keepers'."""
    endpoints = Endpoint.objects.select_related("programme", "edition__programme", "made_by")
    if may_keep_registry(user):
        return endpoints
    return endpoints.filter(edition__in=editions_coordinated_by(user))


def programmes_for(user: Any) -> QuerySet[Programme]:
    """Return the programmes of which a user may have all editions told."""
    programmes = Programme.objects.order_by("name")
    return programmes if may_keep_registry(user) else programmes.none()
