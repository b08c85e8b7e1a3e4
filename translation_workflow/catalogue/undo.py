"""An import, taken back: every place gets what it had, unless somebody went on there since."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext
from wagtail_localize.models import StringSegment, StringTranslation

from translation_workflow.editions.locks import lock_editions
from translation_workflow.source.working import Place, WorkingText, put_working_text, working_text

from . import signals
from .journal import as_before, is_as_written
from .known import objects_of
from .models import Import, ImportedFile


class NotUndone(Exception):
    """An import that cannot be taken back; the text says why."""


@dataclass
class Undone:
    """How many pieces have again what they had, and which stay, each with a sentence."""

    restored: int = 0
    left: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        return f"{self.restored} taken back" + (f", {len(self.left)} left." if self.left else ".")


@transaction.atomic
def undo(batch: Import, *, user: Any = None) -> Undone:
    """Take an import back, in the working text: what was published since stays live.

    Raises NotUndone for one that was not made, or was undone before.
    """
    lock_editions([batch.edition])
    batch = Import.objects.select_for_update().get(pk=batch.pk)
    if batch.state != Import.State.DONE:
        told = gettext("“%(name)s” (%(state)s): there is nothing to take back.")
        raise NotUndone(told % {"name": batch.name, "state": batch.get_state_display()})
    outcome = Undone()
    # A later file may have gone on from an earlier one.
    for file in batch.files.order_by("-pk"):
        _undo_file(file, batch, outcome)
    batch.state, batch.undone_by, batch.undone_at = Import.State.UNDONE, user, timezone.now()
    batch.save(update_fields=["state", "undone_by", "undone_at"])
    return outcome


def forecast(batch: Import) -> Undone:
    """Return what `undo` would do now; nothing is written. Three queries."""
    files = list(batch.files.order_by("-pk"))
    places = [(context, string) for file in files for _, context, string, _, _ in file.changes]
    now: dict[Place, WorkingText | None] = {
        (text.context, text.string): text for text in working_text(places, [batch.edition.locale_id])
    }
    today, outcome = _of_today(places, batch), Undone()
    for file in files:
        for line, context, string, before, after in file.changes:
            if (context, string) not in today:
                outcome.left.append(_carried(file, line))
                continue
            text = now.get((context, string))
            if text is None or not is_as_written(text, after):
                outcome.left.append(_left(file, line))
                continue
            now[context, string] = as_before(text, before) if before is not None else None
            outcome.restored += 1
    return outcome


def _left(file: ImportedFile, line: int) -> str:
    told = gettext("%(file)s:%(line)d: changed since, or gone; it stays as it is.")
    return told % {"file": file.name, "line": line}


def _carried(file: ImportedFile, line: int) -> str:
    told = gettext(
        "%(file)s:%(line)d: the English text changed since, and its words were carried on; they stay."
    )
    return told % {"file": file.name, "line": line}


def _of_today(places: Collection[Place], batch: Import) -> set[Place]:
    """Return those places whose text the master has there today; one query."""
    rows = StringSegment.objects.filter(
        source__locale=batch.edition.programme.master_locale_id,
        context__in={context for context, _ in places},
    )
    return set(places).intersection(rows.values_list("context_id", "string_id"))


def _undo_file(file: ImportedFile, batch: Import, outcome: Undone) -> None:
    locale = batch.edition.locale_id
    places = [(context, string) for _, context, string, _, _ in file.changes]
    now: dict[Place, WorkingText] = {
        (text.context, text.string): text for text in working_text(places, [locale])
    }
    today, back, gone = _of_today(places, batch), [], []
    for line, context, string, before, after in file.changes:
        text = now.get((context, string))
        if (context, string) not in today:
            outcome.left.append(_carried(file, line))
        elif text is None or not is_as_written(text, after):
            outcome.left.append(_left(file, line))
        elif before is None:
            gone.append(text)
        else:
            back.append(as_before(text, before))
    put_working_text(back)
    _delete(gone, locale)
    outcome.restored += len(back) + len(gone)
    if back or gone:
        contexts = {text.context for text in (*back, *gone)}
        signals.words_came_in.send(sender=Import, edition=batch.edition, keys=objects_of(contexts))


def _delete(texts: list[WorkingText], locale: int) -> None:
    rows = StringTranslation.objects.filter(
        locale=locale, context__in={text.context for text in texts}
    ).values_list("pk", "context_id", "translation_of_id")
    places = {(text.context, text.string) for text in texts}
    found = [pk for pk, context, string in rows if (context, string) in places]
    StringTranslation.objects.filter(pk__in=found).delete()
