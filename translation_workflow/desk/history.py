"""How a piece was before: all its words and states, whoever wrote them and by what way; and back again."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import datetime

from django.utils.translation import gettext as _
from wagtail_localize.models import StringTranslation

from translation_workflow.audit.history import history_of
from translation_workflow.source.models import State

from .beside import Version
from .errors import NotDone
from .shown import shown
from .subject import Piece
from .typed import understood

# So many versions are shown beside a piece.
MOST = 50


def versions_of(piece: Piece, *, most: int = MOST) -> list[Version]:
    """Return how a place was, newest first; those of older texts of the master among them."""
    now = (
        StringTranslation.objects.filter(
            locale=piece.edition.locale_id, context=piece.context, translation_of=piece.string
        )
        .values_list("data", flat=True)
        .first()
    )
    found: list[Version] = []
    is_told = False
    for words, state, who, at in _told(piece):
        is_current = not is_told and words == now and bool(words)
        is_told = is_told or is_current
        found.append(
            Version(
                _name(words) if words and words != now else "",
                shown(words),
                str(State(state or State.UNTRANSLATED).label),
                who,
                at,
                is_current,
            )
        )
        if len(found) == most:
            break
    return found


def words_of_entry(piece: Piece, entry: str) -> str:
    """Return the words that a version had, as they fit in the place today. Raises NotDone for none."""
    for words, *_others in _told(piece):
        if words and _name(words) == entry:
            return understood(shown(words), links=piece.link_names, hold=piece.hold)
    raise NotDone(_("There is no such version of this text. Nothing was changed: load the page again."))


def _told(piece: Piece) -> Iterator[tuple[str, str, str, datetime]]:
    """Yield words, state, who and when, newest first; last what was there before the log began."""
    oldest = None
    for one in history_of(piece.edition.locale_id, piece.context):
        oldest = one
        yield one.words or "", one.state_after, one.who, one.at
    if oldest is not None and oldest.words_before:
        yield oldest.words_before, oldest.state_before, "", oldest.at


def _name(words: str) -> str:
    return hashlib.sha256(words.encode(errors="surrogatepass")).hexdigest()[:16]
