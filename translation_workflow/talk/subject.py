"""What a thread is about: an object of an edition, or a piece of it."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _
from wagtail_localize.models import StringSegment, StringTranslation

from translation_workflow.editions.models import Edition
from translation_workflow.source.masters import is_live_master

from .errors import NotSaid


@dataclass(frozen=True)
class Subject:
    """An object by its key; `context` and `string` name a piece of it, both or neither."""

    key: UUID
    context: int | None = None
    string: int | None = None

    @property
    def is_piece(self) -> bool:
        return self.context is not None


def check_subject(edition: Edition, subject: Subject) -> None:
    """Raise NotSaid where the edition has no such object, or the object no such piece."""
    if (subject.context is None) is not (subject.string is None) or not (
        _has_piece(edition, subject) if subject.is_piece else is_live_master(edition.programme, subject.key)
    ):
        raise NotSaid(
            _(
                "%(edition)s has no such text now: its authors changed it or took it away. "
                "Load the page again; what you wrote was not sent."
            )
            % {"edition": edition}
        )


def _has_piece(edition: Edition, subject: Subject) -> bool:
    """Whether the master has the piece, or had it, and people of the edition still see their words of it."""
    segments = StringSegment.objects.filter(
        source__locale=edition.programme.master_locale_id,
        source__object=subject.key,
        context=subject.context,
        string=subject.string,
    )
    own = StringTranslation.objects.filter(
        context=subject.context,
        context__object=subject.key,
        translation_of=subject.string,
        locale=edition.locale_id,
    )
    return is_live_master(edition.programme, subject.key) and (segments.exists() or own.exists())
