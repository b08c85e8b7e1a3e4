"""What the progress page shows of jobs: read here, drawn in the templates."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext
from wagtail.models import Page

from pages.models.snippets import ProgrammeSnippet, TranslatedSnippet

from .models import Item, Job, State

_FAILED = Q(state=State.DEAD) | Q(state=State.WAITING, attempts__gt=0)


@dataclass(frozen=True)
class Failure:
    """One edition in which a job failed; `comes_again` without anybody's help."""

    item: int
    edition: str
    sentence: str
    attempts: int
    comes_again: bool


@dataclass(frozen=True)
class Report:
    """A job as people see it. `total` counts editions, and a page's own document as one more."""

    number: int
    title: str
    what: str
    programme: str
    asked_by: str
    asked_at: datetime
    total: int
    done: int
    running: int
    dead: int
    failures: Sequence[Failure]

    @property
    def state(self) -> State:
        """Where the job stands as a whole."""
        if self.running:
            return State.RUNNING
        if self.done == self.total:
            return State.DONE
        return State.DEAD if self.done + self.dead == self.total else State.WAITING

    @property
    def is_open(self) -> bool:
        return self.state in {State.RUNNING, State.WAITING}


def jobs() -> QuerySet[Job]:
    """Return jobs that have items, newest first, with their counts."""
    return (
        Job.objects.annotate(
            total=Count("items"),
            done=Count("items", filter=Q(items__state=State.DONE)),
            running=Count("items", filter=Q(items__state=State.RUNNING)),
            dead=Count("items", filter=Q(items__state=State.DEAD)),
        )
        .filter(total__gt=0)
        .select_related("programme", "asked_by")
    )


def reports(rows: Iterable[Job]) -> list[Report]:
    """Return what there is to say of each job, in a number of queries that does not grow with them."""
    rows = list(rows)
    titles = _titles(rows)
    failures = _failures(rows)
    return [
        Report(
            number=job.pk,
            title=titles.get(job.object_key, gettext("Something that was deleted")),
            what=job.get_kind_display(),
            programme=job.programme.name,
            asked_by=str(job.asked_by.get_full_name() or job.asked_by) if job.asked_by else "",
            asked_at=job.asked_at,
            failures=failures.get(job.pk, []),
            **{name: getattr(job, name) for name in ("total", "done", "running", "dead")},
        )
        for job in rows
    ]


def open_and_failed() -> tuple[int, int]:
    """Return how many items are to be done yet, and how many were given up, over all jobs."""
    counts = Item.objects.aggregate(
        open=Count("pk", filter=Q(state__in=[State.WAITING, State.RUNNING])),
        failed=Count("pk", filter=Q(state=State.DEAD)),
    )
    return counts["open"], counts["failed"]


def _failures(rows: Sequence[Job]) -> dict[int, list[Failure]]:
    found: dict[int, list[Failure]] = {}
    items = Item.objects.filter(_FAILED, job__in=rows).order_by("pk")
    for item in items.select_related("edition__programme"):
        failure = Failure(
            item=item.pk,
            edition=str(item.edition),
            sentence=item.fault,
            attempts=item.attempts,
            comes_again=item.state == State.WAITING,
        )
        found.setdefault(item.job_id, []).append(failure)
    return found


def _titles(rows: Sequence[Job]) -> dict[UUID, str]:
    """Return key → what people call the object, in its master's language."""
    masters = {job.object_key: job.programme.master_locale_id for job in rows}
    titles = _titles_of_pages(masters)
    for model in apps.get_app_config("pages").get_models():
        missing = masters.keys() - titles.keys()
        if missing and issubclass(model, ProgrammeSnippet):
            titles |= _titles_of_snippets(model, masters, missing)
    return titles


def _titles_of_pages(masters: dict[UUID, int]) -> dict[UUID, str]:
    pages = Page.objects.filter(translation_key__in=masters)
    titles: dict[UUID, str] = {}
    for key, locale, title in pages.values_list("translation_key", "locale", "title"):
        if locale == masters[key] or key not in titles:
            titles[key] = title
    return titles


def _titles_of_snippets(model: Any, masters: dict[UUID, int], keys: Collection[UUID]) -> dict[UUID, str]:
    if not issubclass(model, TranslatedSnippet):
        if not any(field.name == "key" for field in model._meta.get_fields()):
            return {}
        return {row.key: str(row) for row in model._default_manager.filter(key__in=keys)}
    rows = model._default_manager.filter(translation_key__in=keys, locale__in=set(masters.values()))
    return {row.key: str(row) for row in rows if row.locale_id == masters[row.key]}
