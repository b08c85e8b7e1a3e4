"""Which entries somebody may read: those of their editions; who answers for all editions, all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from typing import Any

from django.db.models import Q, QuerySet
from wagtail.models import Page
from wagtail_localize.models import TranslationContext

from pages.models.snippets import translated_snippets
from translation_workflow.audit.models import Entry
from translation_workflow.editions.models import Edition
from translation_workflow.editions.policy import editions_logged_for, may_coordinate


def editions_told(user: Any) -> list[Edition]:
    """Return the editions whose log somebody may read, in their order."""
    editions = Edition.objects.all() if may_coordinate(user) else editions_logged_for(user)
    return list(editions.select_related("programme__master_page", "programme__master_locale", "locale"))


def entries_for(user: Any) -> QuerySet[Entry]:
    """Return what somebody may read of the log.

    What belongs to no edition, and the master's own, is for coordinators and who keeps the system.
    """
    return Entry.objects.all() if may_coordinate(user) else entries_of(editions_told(user))


def entries_of(editions: Collection[Edition]) -> QuerySet[Entry]:
    """Return the entries about editions: their own, and those of words in their language and programme."""
    if not editions:
        return Entry.objects.none()
    rows = Edition.objects.filter(locale__in={edition.locale_id for edition in editions})
    shared = Counter(rows.values_list("locale_id", flat=True))
    about = Q(edition_id__in=[edition.pk for edition in editions])
    for edition in editions:
        words = Q(locale_id=edition.locale_id)
        # Languages belong to several programmes; their words do not.
        about |= words & Q(context_id__in=_contexts(edition)) if shared[edition.locale_id] > 1 else words
    return Entry.objects.filter(about)


def _contexts(edition: Edition) -> QuerySet[Any]:
    """Return the places in the objects of an edition's programme; no query by itself."""
    programme = edition.programme
    objects = Q(pk__in=[])
    if programme.master_page is not None:
        tops = Page.objects.filter(
            translation_key=programme.master_page.translation_key,
            locale__in=[edition.locale_id, programme.master_locale_id],
        ).values_list("path", flat=True)
        trees = Q(pk__in=[])
        for path in tops:
            trees |= Q(path__startswith=path)
        objects |= Q(object__in=Page.objects.filter(trees).values("translation_key"))
    for model in translated_snippets():
        of_it = model._default_manager.filter(programme=programme)
        objects |= Q(object__in=of_it.values("translation_key"))
    found: QuerySet[Any] = TranslationContext.objects.filter(objects).values("pk")
    return found
