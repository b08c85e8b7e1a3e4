"""Words that somebody may take for a piece: remembered, of an older text, a machine's on request."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.utils.formats import date_format
from django.utils.safestring import SafeString, mark_safe
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from translation_workflow.editions.models import Edition, Kind
from translation_workflow.machine.drafts import translate
from translation_workflow.machine.errors import MachineError
from translation_workflow.machine.pretranslate import Unaskable, check_engine
from translation_workflow.memory.match import Match
from translation_workflow.memory.matches import matches
from translation_workflow.source.formatted import change
from translation_workflow.source.links import carry_links
from translation_workflow.source.suggestions import suggestions_for

from .beside import Suggestion
from .errors import NotDone
from .models import TypedDraft
from .shown import shown
from .subject import Piece

# So long somebody waits for a machine.
SECONDS = 20
MOST = 5


def suggestions(piece: Piece, *, person: Any) -> list[Suggestion]:
    """Return what may be taken, the most likely first: words of the place's older text, then of memory."""
    found = [*_of_older_text(piece), *_typed_before(piece, person=person)]
    remembered = matches(piece.text, piece.edition, limit=MOST, links=piece.links)
    return _each_once([*found, *(_remembered(one, piece) for one in remembered if one.place != piece.place)])


def ask_machine(piece: Piece) -> tuple[SafeString, str]:
    """Return what the engine of the settings says of a text, and its name. Nothing is written.

    Raises NotDone where no engine may be asked or none answers. Not for use in a transaction.
    """
    try:
        engine = check_engine(piece.edition)
        said = translate(
            [piece.text],
            source=piece.edition.master_code,
            target=piece.edition.code,
            engine=engine,
            seconds=min(SECONDS, settings.MACHINES.batch_seconds),
        )[0]
    except (Unaskable, MachineError) as refusal:
        raise NotDone(str(refusal)) from refusal
    if said.fault:
        raise NotDone(said.sentence.through(_))
    return shown(said.words), engine.name


def may_ask_machine(edition: Edition) -> bool:
    """Whether there is an engine that may be asked for an edition."""
    if edition.kind is not Kind.TRANSLATION:
        return False
    try:
        check_engine(edition)
    except (Unaskable, MachineError):
        return False
    return True


def _of_older_text(piece: Piece) -> list[Suggestion]:
    found = suggestions_for(piece.edition, [piece.place]).get(piece.place)
    if found is None:
        return []
    return [Suggestion(shown(found.words), change(found.text, piece.text), _("Older text of this place"))]


def _typed_before(piece: Piece, *, person: Any) -> list[Suggestion]:
    """What the person typed for an older text of the place, and never settled."""
    drafts = TypedDraft.objects.filter(person=person, edition=piece.edition, context=piece.context)
    return [
        Suggestion(
            shown(carry_links(one.words, old={}, new={})),
            change(one.string.data, piece.text),
            _("You typed this for an older text"),
            _when(one.kept_at),
        )
        for one in drafts.exclude(string=piece.string).exclude(words="").select_related("string")
    ]


def _remembered(match: Match, piece: Piece) -> Suggestion:
    kind = {"machine": _("by machine"), "memory": _("from memory")}.get(str(match.origin), "")
    label = " · ".join(part for part in (f"{match.score} %", str(match.state.label), kind) if part)
    about = ", ".join(part for part in (str(match.edition or ""), _when(match.at)) if part)
    differs = change(match.source, piece.text) if match.source != piece.text else mark_safe("")
    return Suggestion(shown(match.words), differs, label, about, match.score)


def _each_once(found: list[Suggestion]) -> list[Suggestion]:
    return list({one.words: one for one in reversed(found)}.values())[::-1]


def _when(at: Any) -> str:
    return date_format(localtime(at), "SHORT_DATE_FORMAT")
