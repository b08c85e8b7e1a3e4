"""Findings as the report shows them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.urls import reverse
from wagtail.models import Page

from translation_workflow.editions.models import Edition
from translation_workflow.quality.finding import Severity
from translation_workflow.quality.many import may_decide
from translation_workflow.quality.piece import Found
from translation_workflow.source.markup import plain_text
from translation_workflow.source.titles import piece_url

LONG = 400


@dataclass(frozen=True)
class Line:
    """A finding with the texts as a reader sees them; `url` is where it is mended, "" for nowhere.

    `may_decide`: the user may put it aside, or take it up again.
    """

    found: Found
    title: str
    source: str
    words: str
    url: str
    may_decide: bool

    @property
    def is_blocking(self) -> bool:
        return self.found.finding.severity is Severity.BLOCKING


def lines_of(
    found: Sequence[Found], edition: Edition, *, titles: Mapping[UUID, str], user: Any
) -> list[Line]:
    """Return findings as lines. One query in a master's own edition, else none."""
    editors = _editors(found, edition) if edition.is_master else {}
    deciding = {one.finding.severity: may_decide(user, edition, one) for one in found if one.can_be_dismissed}
    return [
        Line(
            one,
            titles.get(one.piece.address.object_key, ""),
            _short(one.piece.pair.source),
            _short(one.piece.pair.target),
            editors.get(one.piece.address.object_key, "")
            if edition.is_master
            else piece_url(edition, one.piece.address.object_key, (one.piece.context, one.piece.string)),
            one.can_be_dismissed and deciding[one.finding.severity],
        )
        for one in found
    ]


def _editors(found: Sequence[Found], edition: Edition) -> dict[UUID, str]:
    """Return where the master's pages are written."""
    keys = {one.piece.address.object_key for one in found}
    rows = Page.objects.filter(translation_key__in=keys, locale=edition.locale_id).order_by()
    return {
        key: reverse("wagtailadmin_pages:edit", args=[pk])
        for pk, key in rows.values_list("pk", "translation_key")
    }


def _short(fragment: str) -> str:
    text = plain_text(fragment)
    return text if len(text) <= LONG else f"{text[: LONG - 1]}…"
