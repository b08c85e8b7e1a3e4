"""Typed words become working text, if what stands there is what the person saw.

Decided on what was read under a lock, and written by one statement that names what was read: of two people
at one piece one is told, with both texts.
"""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail_localize.models import StringTranslation

from translation_workflow.catalogue.signals import words_came_in
from translation_workflow.editions.models import Kind
from translation_workflow.source.models import DiscardedText
from translation_workflow.source.states import note_typed, take_masters
from translation_workflow.trees.update import write_rows

from .errors import NotDone, Overtaken
from .keep import drop
from .seen import NOTHING, Seen, hold, seen_at
from .shown import shown
from .subject import Piece
from .typed import length_of, understood

_COLUMNS = (
    "locale", "context", "translation_of", "data", "translation_type", "tool_name", "last_translated_by",
    "created_at", "updated_at", "has_error", "field_error",
)  # fmt: skip


@transaction.atomic
def settle(piece: Piece, *, words: str, version: str, person: Any) -> Seen:
    """Let a fragment be the working text of a piece, translated by this person; return what stands there.

    "" takes the words away; they are kept as discarded, and in the log. Words that stand there already
    change nothing, whoever wrote them. Raises NotDone for words that no place can hold, and Overtaken where
    something else stands there than `version` names.
    """
    seen = hold({piece.place}, piece.edition.locale_id).get(piece.place, NOTHING)
    if words == current_words(piece, seen):
        # Also a second try, after an answer that never came.
        drop({piece.place}, subject=piece.subject, person=person)
        return seen
    check_seen(seen, version)
    check_length(piece, words)
    if words:
        _put(piece, seen, words=words, person=person)
    else:
        _take_away(piece, seen, person=person)
    drop({piece.place}, subject=piece.subject, person=person)
    words_came_in.send(sender=Piece, edition=piece.edition, keys={piece.subject.key})
    return seen_at({piece.place}, piece.edition.locale_id).get(piece.place, NOTHING)


def current_words(piece: Piece, seen: Seen) -> str:
    """Return what stands in a place as the desk would write it; the master's text for a copy."""
    is_copy = piece.edition.kind is Kind.SAME_LANGUAGE and not seen.has_words
    words = piece.text if is_copy else seen.words if seen.has_words else ""
    return understood(shown(words), links=piece.link_names, hold=piece.hold)


def check_seen(seen: Seen, version: str) -> None:
    """Raise Overtaken where something else stands there than was looked at."""
    if seen.version != version:
        raise Overtaken(
            _("Somebody changed this text since you looked at it. Both are here: choose, or join them."),
            seen,
        )


def check_length(piece: Piece, words: str) -> None:
    """Raise NotDone for words that their place cannot hold."""
    limit, length = piece.hold.limit, length_of(words)
    if limit is not None and length > limit:
        raise NotDone(
            _(
                "This text has %(length)d characters, and %(limit)d fit here. It is kept in your draft; "
                "shorten it, and it becomes the translation."
            )
            % {"length": length, "limit": limit}
        )


def discard(piece: Piece, seen: Seen, *, person: Any) -> None:
    """Keep words that give way and that no screen shows otherwise."""
    DiscardedText.objects.create(
        edition=piece.edition,
        context_id=piece.context,
        string_id=piece.string,
        words=seen.words,
        discarded_by=person,
    )


def _put(piece: Piece, seen: Seen, *, words: str, person: Any) -> None:
    if seen.is_misfit:
        discard(piece, seen, person=person)
    now = timezone.now()
    if seen.row is None:
        manual = StringTranslation.TRANSLATION_TYPE_MANUAL
        row = (piece.edition.locale_id, *piece.place, words, manual, "", person.pk, now, now, False, "")
        write_rows(StringTranslation, _COLUMNS, [row])
        is_done = _rows(piece, Seen(words=words, at=now)).exists()
    else:
        is_done = _rows(piece, seen).update(
            data=words,
            translation_type=StringTranslation.TRANSLATION_TYPE_MANUAL,
            tool_name="",
            last_translated_by=person,
            updated_at=now,
            has_error=False,
            field_error="",
        )
    if not is_done:
        _overtaken(piece)
    note_typed({piece.place}, piece.edition.locale_id)


def _take_away(piece: Piece, seen: Seen, *, person: Any) -> None:
    if piece.edition.kind is Kind.SAME_LANGUAGE:
        take_masters({piece.place}, piece.edition, user=person)
    else:
        discard(piece, seen, person=person)
        if not _rows(piece, seen).delete()[0]:
            _overtaken(piece)


def _rows(piece: Piece, seen: Seen) -> Any:
    """The piece's row, if it is what was seen."""
    return StringTranslation.objects.filter(
        locale=piece.edition.locale_id,
        context=piece.context,
        translation_of=piece.string,
        data=seen.words,
        updated_at=seen.at,
    )


def _overtaken(piece: Piece) -> None:
    check_seen(seen_at({piece.place}, piece.edition.locale_id).get(piece.place, NOTHING), version="")
