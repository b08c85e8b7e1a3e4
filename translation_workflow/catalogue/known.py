"""What an import looks at, read from the database: the pieces of today, and which older text became which."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any
from uuid import UUID

from django.contrib.auth import get_user_model
from wagtail_localize.models import StringSegment, StringTranslation, TranslationContext, TranslationSource

from translation_workflow.editions.models import Edition, Kind
from translation_workflow.source.hold import ANYTHING, Hold
from translation_workflow.source.limits import holds_in
from translation_workflow.source.masters import master_order, retired_pages
from translation_workflow.source.models import Origin, State, Succession
from translation_workflow.source.working import Place, WorkingText, working_text_of

from .judge import Ancestor, Key, Known, Standing


@dataclass
class Shelf:
    """What all files of an edition's import share; made once for a batch."""

    edition: Edition
    _holds: dict[UUID, Mapping[str, Hold]] = field(default_factory=dict)

    @cached_property
    def keys(self) -> set[UUID]:
        """The objects that the edition may have words for: its master's, and those that went away."""
        retired = {page.translation_key for page in retired_pages(self.edition)}
        return {*master_order(self.edition.programme)} | retired

    @cached_property
    def people(self) -> dict[int, str]:
        """The names of those who translated in the edition."""
        translators = StringTranslation.objects.filter(locale=self.edition.locale_id)
        rows = get_user_model()._default_manager.filter(pk__in=translators.values("last_translated_by"))
        return {row.pk: row.get_username() for row in rows}

    def holds(self, keys: Collection[UUID]) -> Mapping[str, Hold]:
        """Return address → what fits there; a place that is not named takes anything."""
        missing = [key for key in keys if key not in self._holds]
        if missing:
            self._read_holds(missing)
        return {address: limit for key in keys for address, limit in self._holds[key].items()}

    def _read_holds(self, keys: Sequence[UUID]) -> None:
        locale = self.edition.programme.master_locale_id
        self._holds |= {key: {} for key in keys}
        for source in TranslationSource.objects.filter(object__in=keys, locale=locale).select_related(
            "specific_content_type"
        ):
            model = source.specific_content_type.model_class()
            self._holds[source.object_id] = {
                f"{source.object_id}/{path}": hold for path, hold in holds_in(model, source.content_json)
            }


@dataclass(frozen=True)
class Reading:
    """What is known to one file, and the working text as it is now, which a journal needs."""

    known: Known
    before: Mapping[Place, WorkingText]


def known_to(wanted: Collection[Key], keys: Collection[UUID], shelf: Shelf) -> Reading:
    """Return what the entries of a file meet; `wanted` are theirs, `keys` the objects they name.

    Two queries, whatever the number of entries; three where an entry's text is not of today. One more
    where the shelf was not asked for what fits there.
    """
    edition = shelf.edition
    before = {(text.context, text.string): text for text in working_text_of(keys, edition.locale_id)}
    holds = shelf.holds(keys)
    rows = StringSegment.objects.filter(
        source__locale=edition.programme.master_locale_id, source__object__in=keys
    ).values_list("context__object_id", "context__path", "string__data", "context_id", "string_id")
    pieces: dict[Key, Standing] = {}
    for key, path, text, context, string in rows:
        address = f"{key}/{path}"
        pieces[address, text] = _standing(
            context, string, text, before.get((context, string)), holds.get(address, ANYTHING)
        )
    older = {key for key in wanted if key not in pieces}
    ancestors = _ancestors(older, pieces, before, keys) if older else {}
    known = Known(
        pieces, ancestors, is_same_language=edition.kind is Kind.SAME_LANGUAGE, language=edition.code
    )
    return Reading(known, before)


def _standing(context: int, string: int, text: str, working: WorkingText | None, hold: Hold) -> Standing:
    # What the engine found not to fit is not shown anywhere, nor exported.
    if working is None or working.has_error:
        return Standing(context, string, text, hold=hold)
    return Standing(
        context,
        string,
        text,
        working.words,
        working.state == State.NEEDS_WORK,
        working.origin == Origin.PERSON or working.state != State.NEEDS_WORK,
        working.made_from,
        hold,
        working.translator,
        working.updated_at,
        working.state == State.APPROVED,
    )


def objects_of(contexts: Collection[int]) -> set[UUID]:
    """Return the keys of the objects that have these places."""
    return set(TranslationContext.objects.filter(pk__in=contexts).values_list("object_id", flat=True))


@dataclass(frozen=True)
class _Step:
    old: int
    new: int
    is_typo: bool


def _ancestors(
    older: Iterable[Key],
    pieces: Mapping[Key, Standing],
    before: Mapping[Place, WorkingText],
    keys: Collection[UUID],
) -> dict[Key, Ancestor]:
    """Return those of the texts that another one succeeded, with the piece that stands there now."""
    rows: Any = Succession.objects.filter(context__object__in=keys).order_by("pk")
    columns = (
        "context_id",
        "context__object_id",
        "context__path",
        "old_id",
        "old__data",
        "new_id",
        "is_typo",
    )
    steps: dict[int, list[_Step]] = defaultdict(list)
    named: dict[Key, Place] = {}
    for context, key, path, old, text, new, is_typo in rows.values_list(*columns):
        steps[context].append(_Step(old, new, is_typo))
        named[f"{key}/{path}", text] = (context, old)
    today = {(piece.context, piece.string): piece for piece in pieces.values()}
    found = {}
    for key in older:
        if key in named and (ancestor := _followed(named[key], steps, today, before)):
            found[key] = ancestor
    return found


def _followed(
    place: Place,
    steps: Mapping[int, Sequence[_Step]],
    today: Mapping[Place, Standing],
    before: Mapping[Place, WorkingText],
) -> Ancestor | None:
    """Go from text to text until one stands there today; the shortest way, the latest step first."""
    context, string = place
    waiting, seen = [(string, True)], {string}
    while waiting:
        current, is_typo = waiting.pop(0)
        if piece := today.get((context, current)):
            own = before.get(place)
            words, needs_work = (own.words, own.state == State.NEEDS_WORK) if own else ("", False)
            return Ancestor(string, piece, is_typo, words, needs_work)
        for step in reversed(steps[context]):
            if step.old == current and step.new not in seen:
                seen.add(step.new)
                waiting.append((step.new, is_typo and step.is_typo))
    return None
