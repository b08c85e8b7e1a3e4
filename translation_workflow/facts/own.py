"""Whose a fact is: an edition's own, or the master's."""

from __future__ import annotations

from typing import Any

from django.db.models import Exists, F, OuterRef, QuerySet

from pages.models import ContactPoint
from translation_workflow.editions.models import Edition


def own_rows(model: type[Any]) -> QuerySet[Any]:
    """Return the rows of a model of facts that belong to editions.

    Those are not in their master's language. A contact point whose key the master has, too, is the
    master's, in translation.
    """
    rows: QuerySet[Any] = model._default_manager.exclude(locale=F("programme__master_locale"))
    if model is not ContactPoint:
        return rows
    masters = ContactPoint.objects.filter(
        translation_key=OuterRef("translation_key"), locale=OuterRef("programme__master_locale")
    )
    return rows.filter(~Exists(masters))


def own_facts(edition: Edition, model: type[Any]) -> QuerySet[Any]:
    """Return an edition's own facts of one model; none for a master, whose facts are the programme's."""
    return own_rows(model).filter(programme=edition.programme_id, locale=edition.locale_id)


def owner_of(fact: Any) -> Edition | None:
    """Return the edition that a fact belongs to, saved or not; None for one of the master's."""
    edition = (
        Edition.objects.filter(programme=fact.programme_id, locale=fact.locale_id)
        .exclude(locale=F("programme__master_locale"))
        .select_related("programme__master_locale", "programme__master_page", "locale")
        .first()
    )
    if edition is None or not isinstance(fact, ContactPoint):
        return edition
    masters = ContactPoint.objects.filter(
        translation_key=fact.translation_key, locale=edition.programme.master_locale_id
    )
    return None if masters.exists() else edition
