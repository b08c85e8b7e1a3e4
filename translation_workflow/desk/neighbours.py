"""The pages before and after one, in the order in which readers have them."""

from __future__ import annotations

from django.urls import reverse
from wagtail.models import Page

from translation_workflow.editions.models import Edition

from .page import Neighbour
from .subject import Subject


def neighbours_of(subject: Subject) -> tuple[Neighbour | None, Neighbour | None]:
    """Return what comes before and after an object: live pages of the master, snippets of the same kind.

    One query, whatever the number of pages.
    """
    locale, programme = subject.edition.programme.master_locale_id, subject.edition.programme
    if not subject.is_page:
        rows = subject.model._default_manager.filter(locale=locale, programme=programme)
        return _beside([(row.translation_key, str(row)) for row in rows.order_by("pk")], subject)
    first = programme.master_page
    if first is None:
        return None, None
    pages = Page.objects.filter(path__startswith=first.path, live=True, locale=locale).order_by("path")
    return _beside(list(pages.values_list("translation_key", "title")), subject)


def _beside(keys: list[tuple[object, str]], subject: Subject) -> tuple[Neighbour | None, Neighbour | None]:
    at = next((number for number, (key, _) in enumerate(keys) if key == subject.key), None)
    if at is None:
        return None, None
    before = keys[at - 1] if at else None
    after = keys[at + 1] if at + 1 < len(keys) else None
    return _neighbour(before, subject.edition), _neighbour(after, subject.edition)


def _neighbour(found: tuple[object, str] | None, edition: Edition) -> Neighbour | None:
    return Neighbour(found[1], reverse("desk:page", args=[edition.pk, found[0]])) if found else None
