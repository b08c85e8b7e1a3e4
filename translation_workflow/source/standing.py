"""Querysets to count by: the texts that masters have today, and the words that stand for them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from functools import reduce
from operator import or_
from typing import Any
from uuid import UUID

from django.db.models import Case, Exists, F, OuterRef, Q, TextField, When
from django.db.models.functions import Length
from wagtail_localize.models import StringSegment, StringTranslation

from translation_workflow.editions.models import Edition

# Words that nobody would see are none. A pattern is dear, and only short words can be so.
_SHORT = 60
_UNSEEN = r"^(<[^<>]*>|&nbsp;|&#160;|[\s\u00a0\u00ad\u200b-\u200f\u2060\ufeff])*$"


def texts_of_today(editions: Iterable[Edition], masters: Mapping[int, Collection[UUID]]) -> Any:
    """Return the segments of these objects (`masters`: a programme's id → keys) in the editions' masters.

    There has to be an edition of a programme in `masters`.
    """
    locales = {edition.programme_id: edition.programme.master_locale_id for edition in editions}
    of_each = (
        Q(source__locale=locale, source__object__in=masters[programme])
        for programme, locale in locales.items()
    )
    return StringSegment.objects.filter(reduce(or_, of_each)).order_by()


def words_for(texts: Any, locales: Collection[int]) -> Any:
    """Return the words in these languages that a reader would see, each for one of `texts`."""
    stands = texts.filter(context=OuterRef("context"), string=OuterRef("translation_of"))
    rows: Any = StringTranslation.objects.filter(Exists(stands), locale__in=locales, has_error=False)
    rows = rows.exclude(data="").alias(length=Length("data"))
    return rows.exclude(length__lte=_SHORT, data__regex=_UNSEEN).order_by()


def path_in(adapted: Collection[UUID], key: str = "context__object") -> Any:
    """Return the path of what an edition adapted; nothing elsewhere, so that the rest is one row."""
    return Case(When(**{f"{key}__in": adapted}, then=F("context__path")), output_field=TextField())
