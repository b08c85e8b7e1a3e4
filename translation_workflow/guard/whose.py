"""Whose an object is that an address names: read from the database in one query, whatever its kind."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, F, OuterRef, QuerySet, Subquery
from django.db.models.functions import Substr
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Page

from pages.models.snippets import ProgrammeSnippet
from translation_workflow.editions.files import owners_of_files
from translation_workflow.editions.models import Edition
from translation_workflow.sent import row_in


@dataclass(frozen=True)
class Home:
    """The edition that an object is of; `edition` None: of none, and `is_root`: above them all."""

    edition: int | None
    programme: int | None
    is_master: bool
    is_root: bool = False


NOWHERE = Home(None, None, is_master=False)


def homes_of(model: type[Any], keys: Collection[str]) -> Sequence[Home] | None:
    """Return whose the objects of a model with these ids are; None where one of them is not there."""
    numbers = {row_in(key) for key in keys}
    if not keys or None in numbers:
        return None
    rows = model._default_manager.filter(pk__in=numbers)
    found: list[Home]
    if issubclass(model, Page):
        found = _homes(rows, _of_page(), "depth")
    elif issubclass(model, (get_image_model(), get_document_model())):
        found = _homes(rows, owners_of_files())
    elif issubclass(model, ProgrammeSnippet):
        found = _homes(rows, _of_snippet(model))
    else:
        return [NOWHERE] * rows.count()
    return found if len(found) == len(numbers) else None


def _homes(rows: QuerySet[Any], editions: QuerySet[Edition], *depth: str) -> list[Home]:
    editions = editions.order_by("pk")
    is_master = Exists(editions.filter(locale=F("programme__master_locale")))
    rows = rows.annotate(
        in_edition=Subquery(editions.values("pk")[:1]),
        in_programme=Subquery(editions.values("programme")[:1]),
        in_master=is_master,
    )
    values = rows.order_by("pk").values_list("in_edition", "in_programme", "in_master", *depth)
    return [Home(edition, programme, master, 1 in deep) for edition, programme, master, *deep in values]


def _of_page() -> QuerySet[Edition]:
    """A page is of the edition whose first page it is below, in its own language."""
    # Two pages up the query: the path of the page that is asked for.
    top = Page.objects.filter(path=Substr(OuterRef(OuterRef("path")), 1, 2 * Page.steplen))
    return Edition.objects.filter(
        locale=OuterRef("locale"),
        programme__master_page__translation_key=Subquery(top.values("translation_key")[:1]),
    )


def _of_snippet(model: type[Any]) -> QuerySet[Edition]:
    """A snippet without a language is its programme's, and so the master's."""
    locale = OuterRef("locale") if hasattr(model, "locale") else F("programme__master_locale")
    return Edition.objects.filter(programme=OuterRef("programme"), locale=locale)
