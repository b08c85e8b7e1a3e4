"""Wagtail's own workflows, which end when what they are about is published."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from wagtail.models import Page, WorkflowState


def end_workflows(pages: Sequence[Page], *, user: Any) -> None:
    """End the workflows that run for published pages; one query, and two for each that runs.

    Wagtail's own publication cancels them. A task that calls a publication an approval says so by a method
    `ended_by_publication(state, user=…)`.
    """
    if not pages or not getattr(settings, "WAGTAIL_WORKFLOW_CANCEL_ON_PUBLISH", True):
        return
    running = WorkflowState.objects.active().filter(
        base_content_type=pages[0].get_base_content_type(), object_id__in=[str(page.pk) for page in pages]
    )
    for state in running.select_related("current_task_state__task"):
        task = state.current_task_state.task.specific if state.current_task_state else None
        ended = getattr(task, "ended_by_publication", None)
        if ended is None:
            state.cancel(user=user)
        else:
            ended(state, user=user)
