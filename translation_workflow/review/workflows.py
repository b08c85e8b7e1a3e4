"""Wagtail's own workflows, which end when what they are about is published."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from wagtail.models import Page, WorkflowState


def cancel_workflows(pages: Sequence[Page], *, user: Any) -> None:
    """Cancel the workflows that run for published pages, as Wagtail's own publication does; one query."""
    if not pages or not getattr(settings, "WAGTAIL_WORKFLOW_CANCEL_ON_PUBLISH", True):
        return
    running = WorkflowState.objects.active().filter(
        base_content_type=pages[0].get_base_content_type(), object_id__in=[str(page.pk) for page in pages]
    )
    for state in running.select_related("current_task_state"):
        state.cancel(user=user)
