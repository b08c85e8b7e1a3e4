"""Whether a place can hold words: by their markup, their length and the schema that it was read with."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext as _

from translation_workflow.editions.models import Edition
from translation_workflow.review.refusal import PublicationRefused, shortened
from translation_workflow.source.places import places_in

from .choose import Live, Place, live_words
from .frames import Frame
from .mould import MarkupDoesNotFit, Slot, Words


def check_lengths(frame: Frame, edition: Edition, words: Mapping[Place, Live]) -> None:
    """Raise PublicationRefused for words that their place does not hold, before the database does."""
    told = _(
        "%(edition)s: “%(title)s” cannot be published: %(place)s: the translation of “%(text)s” has "
        "%(length)s characters; %(limit)s fit here. Shorten it."
    )
    _check_lengths(frame, edition, live_words(words), told)


def check_draft(frame: Frame, edition: Edition, words: Words) -> None:
    """Raise PublicationRefused for words of a draft that their place does not hold."""
    told = _(
        "%(edition)s: “%(title)s” cannot have its draft: %(place)s: the translation of “%(text)s” has "
        "%(length)s characters; %(limit)s fit here. Shorten it."
    )
    _check_lengths(frame, edition, words, told)


def fits(frame: Frame, slot: Slot, words: str) -> bool:
    """Whether a place can hold words, by their markup and their length."""
    limit = frame.limits.get(slot.path)
    try:
        slot.render(words)
    except MarkupDoesNotFit:
        return False
    return not limit or len(slot.plain(words)) <= limit


def _check_lengths(frame: Frame, edition: Edition, words: Words, sentence: str) -> None:
    for slot in frame.slots if frame.limits else ():
        if limit := frame.limits.get(slot.path):
            length = len(slot.plain(words(slot.context, slot.string)))
            if length > limit:
                place = places_in(frame.source.get_source_instance()).get(slot.path, slot.path)
                named = {
                    "edition": edition,
                    "title": frame.name,
                    "place": place,
                    "text": shortened(slot.text),
                }
                raise PublicationRefused(sentence % {**named, "length": length, "limit": limit})


def check_schema(frame: Frame, edition: Edition) -> None:
    """Raise PublicationRefused where the master was read when its page type was another one."""
    if frame.misfit:
        told = _(
            "%(edition)s: “%(title)s”: %(what)s: its page type is another one than when the master was read. "
            "Read it again: manage.py submit_master."
        )
        raise PublicationRefused(told % {"edition": edition, "title": frame.name, "what": frame.misfit})
