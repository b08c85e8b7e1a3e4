"""What the progress page shows of jobs: read here, drawn in the templates."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from textwrap import shorten
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext
from wagtail.models import Page

from pages.models.snippets import ProgrammeSnippet, TranslatedSnippet
from translation_workflow.source.markup import plain_text
from translation_workflow.words.said import sentence_of

from .models import ERRANDS, Item, Job, State

NOTES, NOTE = 20, 80
"""So many notes of a job are shown, each with so much of its text."""

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
class Note:
    """Something of an errand that somebody may want to know: a text, and a sentence about it."""

    text: str
    sentence: str


@dataclass(frozen=True)
class Report:
    """A job as people see it. `total` counts editions, and a page's own document as one more.

    Of an errand it counts objects; `outcome` is what came of it so far, and `notes` are the first of what
    was left.
    """

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
    outcome: str = ""
    notes: Sequence[Note] = ()

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
        # Where rows are counted together Django forgets the order that they have by themselves.
        .order_by("-pk")
    )


def reports(rows: Iterable[Job]) -> list[Report]:
    """Return what there is to say of each job, in a number of queries that does not grow with them."""
    rows = list(rows)
    titles = _titles(rows)
    failures = _failures(rows, titles)
    outcomes = _outcomes(rows)
    editions = _editions(rows)
    return [
        Report(
            number=job.pk,
            title=titles.get(job.object_key, gettext("Something that was deleted")),
            what=": ".join([job.get_kind_display(), *editions.get(job.pk, ())]),
            programme=job.programme.name,
            asked_by=str(job.asked_by.get_full_name() or job.asked_by) if job.asked_by else "",
            asked_at=job.asked_at,
            failures=failures.get(job.pk, []),
            outcome=_told(outcomes.get(job.pk, [])),
            notes=_notes(outcomes.get(job.pk, [])),
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


def _failures(rows: Sequence[Job], titles: Mapping[UUID, str]) -> dict[int, list[Failure]]:
    keys = {job.pk: job.object_key for job in rows}
    found: dict[int, list[Failure]] = {}
    items = Item.objects.filter(_FAILED, job__in=rows).order_by("pk")
    for item in items.select_related("edition__programme"):
        is_own = item.object_key == keys[item.job_id]
        failure = Failure(
            item=item.pk,
            edition=str(item.edition) if is_own else f"{item.edition}, {titles.get(item.object_key, '')}",
            # As the worker wrote it, in English: it was told when it happened, and nobody was there to read.
            sentence=item.fault,
            attempts=item.attempts,
            comes_again=item.state == State.WAITING,
        )
        found.setdefault(item.job_id, []).append(failure)
    return found


def _editions(rows: Sequence[Job]) -> dict[int, list[str]]:
    """Return the names of the editions that errands are for, by job: the title is only the first object's."""
    errands = [job.pk for job in rows if job.kind in ERRANDS]
    found: dict[int, list[str]] = {}
    if errands:
        items = Item.objects.filter(job__in=errands).order_by("job", "edition")
        columns = ("job", "edition__programme__slug", "edition__code")
        for job, slug, code in items.values_list(*columns).distinct():
            found.setdefault(job, []).append(f"{slug}/{code}")
    return found


def _outcomes(rows: Sequence[Job]) -> dict[int, list[Any]]:
    """Return what came of errands, by job; one query where there are any."""
    errands = [job.pk for job in rows if job.kind in ERRANDS]
    found: dict[int, list[Any]] = {}
    if errands:
        items = Item.objects.filter(job__in=errands, outcome__isnull=False).order_by("pk")
        for job, outcome in items.values_list("job_id", "outcome"):
            found.setdefault(job, []).append(outcome)
    return found


def _told(outcomes: Sequence[Any]) -> str:
    """Return what errands counted, together: `by machine: 60, from memory: 3`."""
    counts = sum((Counter(outcome["counts"]) for outcome in outcomes), Counter[str]())
    names = {
        "by machine": gettext("by machine"),
        "from memory": gettext("from memory"),
        "left untranslated": gettext("left untranslated"),
    }
    return ", ".join(f"{shown}: {counts[name]}" for name, shown in names.items() if counts[name])


def _notes(outcomes: Sequence[Any]) -> list[Note]:
    notes = (note for outcome in outcomes for note in outcome["notes"])
    return [
        Note(shorten(plain_text(note["text"]), NOTE, placeholder="…"), _sentence(note))
        for note in islice(notes, NOTES)
    ]


def _sentence(note: Mapping[str, Any]) -> str:
    """Return what a note says, in the language of the interface; older ones are in English only."""
    if "told" not in note:
        return str(note["sentence"])
    return " ".join(sentence_of(one).through(gettext) for one in note["told"])


def _titles(rows: Sequence[Job]) -> dict[UUID, str]:
    """Return key → what people call the object, in its master's language."""
    programmes = {job.pk: job.programme for job in rows}
    masters = {job.object_key: job.programme.master_locale_id for job in rows}
    failed = Item.objects.filter(_FAILED, job__in=[job for job in rows if job.kind in ERRANDS])
    for job_id, key in failed.values_list("job_id", "object_key"):
        masters[key] = programmes[job_id].master_locale_id
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
