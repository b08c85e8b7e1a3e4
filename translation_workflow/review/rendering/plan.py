"""What changes on an edition's object, and why: decided without a query, printed by `--dry-run`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from wagtail.fields import StreamField
from wagtail.models import Page

from translation_workflow.editions.models import Edition
from translation_workflow.review.refusal import PublicationRefused, shortened
from translation_workflow.source.content import blocks_of
from translation_workflow.source.places import places_in

from .choose import Live, Place
from .fits import check_draft, check_schema, fits
from .frames import Frame, Values
from .mould import MarkupDoesNotFit, Words

OWN = ("slug", "seo_title", "search_description", "show_in_menus")
"""What each edition's page has for itself."""


class WordsDoNotFit(Exception):
    """Words that no page can hold; the text names edition, object and piece."""


@dataclass(frozen=True)
class Schedule:
    """A revision that waits for its day. `is_latest`: the draft itself is what waits."""

    content: Mapping[str, Any]
    at: datetime
    is_latest: bool


@dataclass(frozen=True)
class Target:
    """An edition's object as it is: its row, its draft where that says more, what is scheduled.

    `draft` is the content of the latest revision where the row has unpublished changes; `is_by_hand` says
    that somebody saved it in the admin. A page that people of the edition unpublished `is_taken_down`.
    """

    edition: Edition
    row: Any
    draft: Mapping[str, Any] | None = None
    schedule: Schedule | None = None
    was_published: bool = False
    is_withdrawn: bool = False
    is_taken_down: bool = False
    is_by_hand: bool = False

    @property
    def is_page(self) -> bool:
        return isinstance(self.row, Page)

    @property
    def is_shown(self) -> bool:
        """Whether it is live, and by a publication: what Wagtail's own button did waits for one."""
        return self.was_published and not self.is_taken_down and (not self.is_page or bool(self.row.live))

    @property
    def own_changes(self) -> Values:
        """What the draft changes of the edition's own, such as the slug."""
        draft = self.draft or {}
        return {name: draft[name] for name in OWN if name in draft and differs(self.row, name, draft[name])}


@dataclass(frozen=True)
class Changes:
    """What of an object is to be written: fields of its row and of its draft, its schedule."""

    live: tuple[str, ...] = ()
    draft: tuple[str, ...] = ()
    drops_draft: bool = False
    writes_schedule: bool = False
    goes_live: bool = False

    @property
    def told(self) -> list[str]:
        """The changes in words, the live page first."""
        told = [f"{name} (live)" for name in self.live]
        told += ["goes live"] if self.goes_live else []
        told += [f"{name} (draft)" for name in self.draft]
        told += ["draft is dropped"] if self.drops_draft else []
        return [*told, *(["schedule"] if self.writes_schedule else [])]


NOTHING = Changes()


@dataclass(frozen=True)
class Plan:
    """How an edition's object becomes what it is to be.

    `live` are the fields of the row that change, `draft` all fields that the draft has from the master,
    None where no draft is to stand beside the row. `words` is the published text of every piece, and `own`
    what the row has now of the edition's own, as its slug. `draft_fault` is why the draft has live words in
    some places, where those that are worked on do not fit; "" where all do.
    """

    target: Target
    frame: Frame
    words: Mapping[Place, Live]
    live: Values = field(default_factory=dict)
    draft: Values | None = None
    writes_draft: bool = False
    writes_schedule: bool = False
    goes_live: bool = False
    own: Values = field(default_factory=dict)
    draft_fault: str = ""

    @property
    def edition(self) -> Edition:
        return self.target.edition

    @property
    def writes(self) -> bool:
        """Whether the object's row, draft or schedule is to be written at all."""
        return bool(
            self.live or self.goes_live or self.writes_draft or self.writes_schedule or self.drops_draft
        )

    @property
    def drops_draft(self) -> bool:
        """Whether the draft says what is live now, so that none is left."""
        return self.target.draft is not None and self.draft is None

    @property
    def changes(self) -> Changes:
        """What is to be written, by name. Ask before it is: a row that is written differs no more."""
        return Changes(
            live=tuple(sorted(self.live)),
            draft=tuple(sorted(self._fields_of_draft())) if self.writes_draft else (),
            drops_draft=self.drops_draft,
            writes_schedule=self.writes_schedule,
            goes_live=self.goes_live,
        )

    def _fields_of_draft(self) -> list[str]:
        content, draft = self.target.draft, self.draft or {}
        if content is None:
            return [name for name, value in draft.items() if differs(self.target.row, name, value)]
        return [name for name, value in draft.items() if _raw(self.target, name, content) != value]

    def __str__(self) -> str:
        told = ", ".join(self.changes.told) or "nothing changes"
        return f"{self.edition}: “{self.frame.name}”: {told}"


def plan_object(
    frame: Frame,
    target: Target,
    *,
    words: Mapping[Place, Live],
    live: Words,
    draft: Words | None,
    references: Mapping[str, int],
    goes_live: bool = False,
    keeps_draft: bool = False,
) -> Plan:
    """Return what is to be written so that an edition's object says `live`, and its draft `draft`.

    Without a `draft` it says what is live. With `keeps_draft` a draft stays as somebody left it. A page
    that is not live has its draft, and nobody reads its row. Words of the draft that do not fit keep nothing
    back: see `Plan.draft_fault`. Raises WordsDoNotFit, PublicationRefused.
    """
    check_schema(frame, target.edition)
    fresh = _poured(frame, target, live, references)
    changed = {name: value for name, value in fresh.items() if differs(target.row, name, value)}
    if not target.is_page:
        return Plan(target, frame, words, changed)
    wanted, fault = _poured_draft(frame, target, draft, live, references) if draft else (fresh, "")
    becomes_live = goes_live and not target.row.live
    is_live = target.row.live or becomes_live
    if keeps_draft and target.draft is not None and _says_otherwise(target, target.draft, wanted):
        return Plan(target, frame, words, changed, draft=wanted, goes_live=becomes_live)
    if is_live and wanted == fresh and target.schedule is None and not target.own_changes:
        return Plan(target, frame, words, changed, goes_live=becomes_live, draft_fault=fault)
    schedule = target.schedule
    return Plan(
        target,
        frame,
        words,
        changed,
        draft=wanted,
        writes_draft=target.draft is None or _says_otherwise(target, target.draft, wanted),
        writes_schedule=schedule is not None
        and not schedule.is_latest
        and _says_otherwise(target, schedule.content, wanted),
        goes_live=becomes_live,
        draft_fault=fault,
    )


def differs(row: Any, name: str, value: Any) -> bool:
    """Whether a field of a row says something else than a raw value."""
    model_field = row._meta.get_field(name)
    if isinstance(model_field, StreamField):
        found: bool = list(getattr(row, name).raw_data) != value
    else:
        found = model_field.to_python(value) != model_field.value_from_object(row)
    return found


def _poured(frame: Frame, target: Target, words: Words, references: Mapping[str, int]) -> Values:
    try:
        return frame.pour(words, references)
    except MarkupDoesNotFit as error:
        raise misfit_of(frame, target, error) from error


def _poured_draft(
    frame: Frame, target: Target, draft: Words, live: Words, references: Mapping[str, int]
) -> tuple[Values, str]:
    """Return the fields of the draft, and why some of its words are the live ones; "" where none are."""
    try:
        check_draft(frame, target.edition, draft)
        return frame.pour(draft, references), ""
    except PublicationRefused as refusal:
        fault = str(refusal)
    except MarkupDoesNotFit as error:
        fault = str(misfit_of(frame, target, error))
    misfits = {
        (slot.context, slot.string)
        for slot in frame.slots
        if not fits(frame, slot, draft(slot.context, slot.string))
    }

    def fitting(context: int, string: int) -> str:
        return (live if (context, string) in misfits else draft)(context, string)

    return frame.pour(fitting, references), fault


def misfit_of(frame: Frame, target: Target, error: MarkupDoesNotFit) -> WordsDoNotFit:
    """Return the sentence for words whose markup does not fit, with their place."""
    place = places_in(frame.source.get_source_instance()).get(error.path, error.path)
    told = (
        _(
            "%(edition)s: “%(title)s”: %(place)s: the translation of “%(text)s” has a link (%(mark)s) that "
            "the master's text has no longer. Translate that piece again."
        )
        if error.link
        else _(
            "%(edition)s: “%(title)s”: %(place)s: the translation of “%(text)s” has a tag (%(mark)s) that "
            "may not stand there, or has no counterpart. Translate that piece again."
        )
    )
    named = {"edition": target.edition, "title": frame.name, "place": place}
    return WordsDoNotFit(told % {**named, "text": shortened(error.text), "mark": error.link or error.tag})


def _says_otherwise(target: Target, content: Mapping[str, Any], wanted: Values) -> bool:
    return any(_raw(target, name, content) != value for name, value in wanted.items())


def _raw(target: Target, name: str, content: Mapping[str, Any]) -> Any:
    """The value of a field in a revision; of a stream, its blocks."""
    is_stream = isinstance(target.row._meta.get_field(name), StreamField)
    return blocks_of(content, name) if is_stream else content.get(name)
