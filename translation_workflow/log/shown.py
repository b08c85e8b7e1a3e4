"""An entry as people read it: who, by what way, what about, and what it says otherwise than before."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Model
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.models import PageViewRestriction

from pages.models import (
    ContactPoint,
    FinanceInstrument,
    LegalInstrument,
    PolicyMilestone,
    Programme,
    Statistic,
)
from translation_workflow.audit.models import Entry, Topic
from translation_workflow.audit.text import changed, state_of, values_of
from translation_workflow.editions.models import Edition, RoleGroup
from translation_workflow.source.models import Origin, State
from translation_workflow.termbase.models import Concept, Term

from .places import Place, places_of

NAMES = {
    "": "",
    "person": _("person"),
    "group": _("group"),
    "permission": _("permission"),
    "page": _("page"),
    "collection": _("collection"),
    "concept": _("concept"),
    "name": _("name"),
    "username": _("name to log in by"),
    "first_name": _("first name"),
    "last_name": _("last name"),
    "email": _("mail"),
    "is_active": _("account is open"),
    "is_staff": _("staff"),
    "is_superuser": _("may everything"),
    "role": _("role"),
    "rule": _("rule"),
    "reason": _("reason"),
    "text": _("term"),
    "status": _("status"),
    "language": _("language"),
    "note": _("note"),
    "decisions": _("what is live"),
    "draft": _("draft"),
    "live": _("live"),
    "leaves_out": _("leaves the page out"),
    "restriction_type": _("restriction"),
    "label": _("what it is for"),
    "description": _("description"),
    "url": _("address"),
    "country": _("country"),
    "valid_from": _("valid from"),
    "valid_to": _("valid to"),
    "review_by": _("review by"),
    "obfuscate": _("hide from harvesters"),
    "value": _("value"),
    "unit": _("unit"),
    "qualifier": _("qualifier"),
    "as_of": _("as of"),
    "source": _("source"),
    "what": _("what"),
    "when": _("when"),
}
_MODELS: Mapping[str, Sequence[type[Model]]] = {
    Topic.POLICY: [Edition],
    Topic.PROGRAMME: [Programme],
    Topic.TERM: [Term, Concept],
    Topic.GROUP: [RoleGroup],
    Topic.PERMISSION: [PageViewRestriction],
    Topic.FACT: [FinanceInstrument, LegalInstrument, ContactPoint, Statistic, PolicyMilestone],
}
"""Whose columns an entry names, as forms do: their words and the labels of their choices."""
_ALWAYS_LEFT_OUT = {"version", "digest", "has_unpublished_changes", "title"}
LONG = 200
"""A value of more characters is folded away."""


@dataclass(frozen=True)
class Change:
    """What is said otherwise: `name` is empty for words; None is for what was not there, or is gone."""

    name: str
    before: str | None
    after: str | None
    is_long: bool = False


@dataclass(frozen=True)
class Shown:
    """A line of the log."""

    number: int
    at: datetime
    who: str
    by: str
    topic: str
    is_words: bool
    place: Place
    changes: Sequence[Change]

    @property
    def language(self) -> str:
        """The code of the language that words are in."""
        return self.place.edition.code if self.place.edition else ""


def shown(rows: Sequence[Entry], editions: Sequence[Edition]) -> list[Shown]:
    """Return lines for entries, in their order; of places, see `places_of`."""
    places = places_of(rows, editions)
    return [
        Shown(
            number=row.pk,
            at=row.at,
            who=row.user_name,
            by=by_what(row.by),
            topic=row.get_topic_display(),
            is_words=row.topic == Topic.WORDS,
            place=places[row.pk],
            changes=list(_changes(row)),
        )
        for row in rows
    ]


def by_what(by: str) -> str:
    """Return in words by what way somebody acted."""
    way, _space, name = by.partition(" ")
    match way:
        case "request":
            return gettext("on a screen")
        case "command":
            return gettext("by the command %(name)s") % {"name": name}
        case "worker":
            return gettext("by the worker, following a change")
        case "import":
            return gettext("by import %(number)s") % {"number": name}
        case _:
            return by


def _changes(row: Entry) -> Iterator[Change]:
    if row.topic == Topic.WORDS:
        yield Change("", row.before, row.after)
    elif row.topic == Topic.STATE:
        yield Change("", _state(row.before), _state(row.after))
    else:
        yield from _columns(row)


def _state(said: str | None) -> str | None:
    state = state_of(said)
    if state is None:
        return None
    labels = [str(State(state.state).label)]
    if state.origin and state.origin != Origin.PERSON:
        labels.append(str(Origin(state.origin).label))
    return ", ".join(labels)


def _columns(row: Entry) -> Iterator[Change]:
    """Yield what differs; ids only where nothing else tells of it."""
    found = changed(values_of(row.before), values_of(row.after))
    told = [one for one in found if not one[0].endswith("_id") and one[0] not in _ALWAYS_LEFT_OUT]
    for name, before, after in told or found:
        was, now = _value(row, name, before), _value(row, name, after)
        if was or now:
            is_long = max(len(was or ""), len(now or "")) > LONG
            yield Change(_name(row, name), was, now, is_long)


def _name(row: Entry, name: str) -> str:
    if name in NAMES:
        return str(NAMES[name])
    field = _field(row, name)
    return str(field.verbose_name) if field else name.replace("_", " ")


def _value(row: Entry, name: str, value: Any) -> str | None:
    if value is None or value == "":
        return None
    if isinstance(value, bool):
        return gettext("yes") if value else gettext("no")
    if isinstance(value, list | dict):
        return json.dumps(value, ensure_ascii=False, indent=1) if value else None
    field = _field(row, name)
    # A code of a language says more than its English name.
    labels = dict(field.flatchoices) if field and name != "language" else {}
    return str(labels.get(value, value))


def _field(row: Entry, name: str) -> Any:
    """Return the field that a column of the entry belongs to, None where no model is known for it."""
    for model in _MODELS.get(row.topic, ()):
        if name in {one.name for one in model._meta.concrete_fields}:
            return model._meta.get_field(name)
    return None
