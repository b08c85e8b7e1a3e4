"""What somebody types, between the moment their browser sends it and the one in which it asks for the page.

It is kept where Wagtail keeps what is typed in its own editors, for the one who types it, for a day at most.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from wagtail.admin.models import FormState
from wagtail.models import Page

from translation_workflow.editions.models import Edition


@dataclass(frozen=True)
class Typed:
    """A form as it is typed: which one (`form`), on which version of the layer, and what comes of it.

    `decisions` are as layers hold them, None where the form is not fit to be sent; `refused` says why,
    where more than a field is missing.
    """

    form: str
    version: int
    decisions: list[dict[str, Any]] | None = field(default=None)
    refused: str = ""


def keep(typed: Typed, *, user: Any, master: Page, edition: Edition) -> None:
    """Remember what somebody types on a page of an edition, instead of what they typed there before."""
    FormState.objects.stale().delete()
    told = {"data": json.dumps(asdict(typed)), "last_updated_at": timezone.now()}
    if not _rows(user, master, edition).update(**told):
        FormState.objects.create(user=user, content_object=master, parent_object_id=_place(edition), **told)


def kept(form: str, version: int, *, user: Any, master: Page, edition: Edition) -> Typed | None:
    """Return what somebody types in a form; None where they type nothing, or began on another version."""
    row = _rows(user, master, edition).first()
    typed = Typed(**json.loads(row.data)) if row else None
    return typed if typed and (typed.form, typed.version) == (form, version) else None


def _rows(user: Any, master: Page, edition: Edition) -> QuerySet[Any]:
    rows: QuerySet[Any] = FormState.objects.for_preview(user, master, parent_object_id=_place(edition))
    return rows


def _place(edition: Edition) -> str:
    """Wagtail's own previews of the page have the number of a page here, or nothing."""
    return f"adaptation of {edition.pk}"
