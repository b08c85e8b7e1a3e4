"""The workflow of each edition: made by the system, and kept as it made it."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction
from wagtail.models import Page, Workflow, WorkflowPage, WorkflowTask

from translation_workflow.editions.models import Edition, Kind

from .models import EditionReview

_LONGEST = Workflow._meta.get_field("name").max_length or 0


@transaction.atomic
def keep_workflows(editions: Iterable[Edition]) -> int:
    """Give translated editions their workflows, of one step, at the first page; return how much was amiss."""
    return sum(_keep(edition) for edition in editions if edition.kind is not Kind.MASTER)


def keep_all_workflows() -> int:
    """Do so for every edition."""
    return keep_workflows(
        Edition.objects.select_related("programme__master_page", "programme__master_locale")
    )


def review_of(edition: Edition) -> EditionReview:
    """Return the review of an edition, with its workflow; both are made where they are missing."""
    rows = EditionReview.objects.select_related("workflow").filter(edition=edition)
    found: EditionReview | None = rows.first()
    if found is None or not (found.active and found.workflow.active):
        keep_workflows([edition])
        found = rows.get()
    found.edition = edition
    return found


def _keep(edition: Edition) -> int:
    name = str(edition)[:_LONGEST]
    task = EditionReview.objects.select_related("workflow").filter(edition=edition).first()
    mended = 0
    if task is None:
        workflow = Workflow.objects.create(name=name, active=True)
        task = EditionReview.objects.create(name=name, edition=edition, workflow=workflow)
        mended = 1
    elif not (task.active and task.workflow.active and task.name == task.workflow.name == name):
        Workflow.objects.filter(pk=task.workflow_id).update(active=True, name=name)
        EditionReview.objects.filter(pk=task.pk).update(active=True, name=name)
        mended = 1
    return mended + _keep_step(task) + _keep_place(task, edition)


def _keep_step(task: EditionReview) -> int:
    """A workflow without a step approves at once, and another step would be somebody else's."""
    steps = list(WorkflowTask.objects.filter(workflow=task.workflow_id).values_list("task", flat=True))
    if steps == [task.pk]:
        return 0
    WorkflowTask.objects.filter(workflow=task.workflow_id).delete()
    WorkflowTask.objects.create(workflow_id=task.workflow_id, task=task, sort_order=0)
    return 1


def _keep_place(task: EditionReview, edition: Edition) -> int:
    first = edition.programme.master_page
    page = (
        first and Page.objects.filter(translation_key=first.translation_key, locale=edition.locale_id).first()
    )
    if not page:
        return 0
    placed = WorkflowPage.objects.filter(workflow=task.workflow_id)
    if list(placed.values_list("page", flat=True)) == [page.pk]:
        return 0
    placed.delete()
    WorkflowPage.objects.update_or_create(page=page, defaults={"workflow_id": task.workflow_id})
    return 1
