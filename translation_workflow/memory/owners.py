"""Which edition the words of a place are of: places know their object, and locales are shared."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from uuid import UUID

from django.db.models import OuterRef, Subquery
from django.db.models.functions import Substr
from wagtail.models import Page

from pages.models import Programme
from pages.models.snippets import translated_snippets
from translation_workflow.editions.models import Edition


def owners_of(keys: Collection[UUID], locale: int) -> dict[UUID, Edition]:
    """Return the key of an object → its edition in a language; two queries at most.

    Where a language has several editions, objects that are gone belong to none that could be told.
    """
    if not keys:
        return {}
    rows = Edition.objects.filter(locale=locale).select_related("programme__master_locale", "locale")
    editions = {edition.programme_id: edition for edition in rows}
    if len(editions) == 1:
        return dict.fromkeys(keys, *editions.values())
    programmes = programmes_of(keys)
    return {key: editions[one] for key, one in programmes.items() if one in editions}


def programmes_of(keys: Collection[UUID]) -> Mapping[UUID, int]:
    """Return the key of a page or snippet → its programme's id, for those that are there; one query."""
    if not keys:
        return {}
    # A page stands below the first page of its programme, in whichever language.
    first = Page.objects.filter(path=Substr(OuterRef(OuterRef("path")), 1, 2 * Page.steplen))
    programme = Programme.objects.filter(
        master_page__translation_key=Subquery(first.values("translation_key")[:1])
    )
    pages = Page.objects.filter(translation_key__in=keys).annotate(
        of_programme=Subquery(programme.values("pk")[:1])
    )
    rows = (
        pages.order_by()
        .values_list("translation_key", "of_programme")
        .union(
            *(
                model._default_manager.filter(translation_key__in=keys)
                .order_by()
                .values_list("translation_key", "programme_id")
                for model in translated_snippets()
            )
        )
    )
    return {key: one for key, one in rows if one is not None}
