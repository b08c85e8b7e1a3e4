"""Pages that an edition lacks, with what the master says in the form that editions have it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from typing import Any
from uuid import UUID

from wagtail.models import Page

from pages.models import Programme
from pages.progress import Progress, unwatched
from translation_workflow.editions.models import Edition
from translation_workflow.source.masters import master_order
from translation_workflow.trees.create import Created, create_missing
from translation_workflow.trees.tree import pages_below

from . import signals
from .rendering.frames import Frame, Values, frames_of
from .rendering.targets import references_of


def create_pages(
    programme: Programme,
    editions: Sequence[Edition],
    *,
    keys: Collection[UUID] | None = None,
    progress: Progress = unwatched,
    user: Any = None,
) -> Created:
    """Create a draft of every live master page (of `keys`) in each edition that lacks it.

    It says what the page would say without a single translation, so that the first writer after this
    finds nothing to change. Pages that wait for one of them to stand below it are told to follow.
    """
    content = _Content(programme, editions, keys)
    created = create_missing(
        programme, editions, keys=keys, progress=progress, content_of=content.of, user=user
    )
    if waiting := _waiting_below(created.pages, programme, editions):
        signals.pages_fell_behind.send(sender=Edition, keys=waiting)
    return created


def _waiting_below(
    pages: Sequence[Any], programme: Programme, editions: Sequence[Edition]
) -> list[tuple[Edition, UUID]]:
    """Return the live pages that stand below the masters of new ones and did not come with them."""
    if not pages:
        return []
    masters = Page.objects.filter(locale=programme.master_locale_id)
    keys = {page.translation_key for page in pages}
    tops = dict(masters.filter(translation_key__in=keys).values_list("path", "translation_key"))
    below: dict[UUID, list[UUID]] = defaultdict(list)
    rows = pages_below(tops).filter(locale=programme.master_locale_id, live=True).order_by("path")
    for above, key in rows.values_list("above", "translation_key"):
        below[tops[above]].append(key)
    by_locale = {edition.locale_id: edition for edition in editions}
    came = {(page.locale_id, page.translation_key) for page in pages}
    return [
        (by_locale[page.locale_id], key)
        for page in pages
        for key in below[page.translation_key]
        if (page.locale_id, key) not in came
    ]


class _Content:
    """What new pages say, read when the first is made and poured once for editions that have the same."""

    def __init__(
        self, programme: Programme, editions: Sequence[Edition], keys: Collection[UUID] | None
    ) -> None:
        self._programme, self._editions, self._keys = programme, editions, keys
        self._frames: dict[UUID, Frame] | None = None
        self._references: dict[int, dict[str, int]] = {}
        self._poured: dict[tuple[UUID, tuple[tuple[str, int], ...]], Values] = {}

    def of(self, master: Any, edition: Edition) -> Mapping[str, Any]:
        """Return field → raw value of what is translated on a page."""
        if self._frames is None:
            keys = self._keys if self._keys is not None else master_order(self._programme)
            self._frames = frames_of(self._programme, keys)
            self._references = references_of(self._frames.values(), self._editions)
        frame = self._frames.get(master.translation_key)
        return self._pour(frame, self._references.get(edition.pk, {})) if frame else {}

    def _pour(self, frame: Frame, references: Mapping[str, int]) -> Values:
        own = {reference.key for reference in frame.references} & references.keys()
        as_made = (frame.key, tuple(sorted((key, references[key]) for key in own)))
        if as_made not in self._poured:
            poured = frame.pour(lambda context, string: "", references)
            translated = {*frame.fields.streams, *frame.fields.texts}
            self._poured[as_made] = {name: value for name, value in poured.items() if name in translated}
        return self._poured[as_made]
