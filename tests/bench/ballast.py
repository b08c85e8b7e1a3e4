"""Many more modules beside those of the world: copies of its themes, made table by table inside SQLite.

They are there to be in the way: pages in all languages with their segments, words, and documents. They
have no revisions, and nothing is done to them.
"""

from __future__ import annotations

from typing import Any

from django.db import connection, models, transaction
from wagtail.models import Page
from wagtail_localize.models import (
    OverridableSegment,
    RelatedObjectSegment,
    StringSegment,
    StringTranslation,
    TemplateSegment,
    TranslatableObject,
    Translation,
    TranslationContext,
    TranslationSource,
)

from cms.delivery.models import Document, Reference
from pages.models import ModulePage, ThemePage
from translation_workflow.review.models import Publication, PublishedText

# What is copied -> the column that leads to its owner, and whose rows those are; parents come first.
OWNERS: dict[Any, tuple[str, Any]] = {
    Page: ("id", None),
    ThemePage: ("page_ptr_id", Page),
    ModulePage: ("page_ptr_id", Page),
    TranslatableObject: ("translation_key", None),
    TranslationSource: ("object_id", TranslatableObject),
    TranslationContext: ("object_id", TranslatableObject),
    StringSegment: ("source_id", TranslationSource),
    TemplateSegment: ("source_id", TranslationSource),
    OverridableSegment: ("source_id", TranslationSource),
    RelatedObjectSegment: ("source_id", TranslationSource),
    Translation: ("source_id", TranslationSource),
    StringTranslation: ("context_id", TranslationContext),
    PublishedText: ("object_key", TranslatableObject),
    Publication: ("object_key", TranslatableObject),
    Document: ("key", TranslatableObject),
    Reference: ("document_id", Document),
}
KEYS = frozenset({"translation_key", "object_key", "key", "uuid"})
"""Columns with a key that a copy has anew."""
THEMES_DEPTH = 3
DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"


@transaction.atomic
def add_copies(copies: int) -> None:
    """Add so many copies of all themes with their modules, in all languages. For SQLite only."""
    distance = 1 + max(_highest_id(model) for model in OWNERS)
    themes = Page.objects.filter(depth=THEMES_DEPTH)
    below = themes.values_list("path", flat=True).count() // max(1, _parents().count())
    originals = {model: _originals(model) for model in OWNERS}
    with connection.cursor() as cursor:
        for copy in range(1, copies + 1):
            for model in OWNERS:
                cursor.execute(_insert(model, originals[model], copy=copy, shift=copy * distance))
    _parents().update(numchild=models.F("numchild") + copies * below)


def _parents() -> Any:
    return Page.objects.filter(depth=THEMES_DEPTH - 1, numchild__gt=0)


def _insert(model: Any, originals: str, *, copy: int, shift: int) -> str:
    fields = model._meta.local_concrete_fields
    columns = ", ".join(f'"{field.column}"' for field in fields)
    values = ", ".join(_value(model, field, copy=copy, shift=shift) for field in fields)
    return f'INSERT INTO "{model._meta.db_table}" ({columns}) SELECT {values} FROM ({originals})'


def _originals(model: Any) -> str:
    """Return the query for the rows that are copied, numbered so that later copies leave copies out."""
    column, owner = OWNERS[model]
    table, highest = model._meta.db_table, _highest_id(model)
    if model is Page:
        which = f"depth >= {THEMES_DEPTH}"
    elif model is TranslatableObject:
        which = (
            f"translation_key IN (SELECT translation_key FROM wagtailcore_page WHERE depth >= {THEMES_DEPTH})"
        )
        keys = TranslatableObject.objects.values_list("translation_key", flat=True)
        which += f" AND translation_key IN ({', '.join(repr(key.hex) for key in keys)})"
    else:
        which = f'"{column}" IN (SELECT "{owner._meta.pk.column}" FROM ({_originals(owner)}))'
    number = model._meta.pk.column
    limit = f' AND "{number}" <= {highest}' if highest else ""
    return f'SELECT * FROM "{table}" WHERE {which}{limit}'


def _highest_id(model: Any) -> int:
    found = model._default_manager.aggregate(highest=models.Max("pk"))["highest"] if _has_number(model) else 0
    return int(found or 0)


def _has_number(model: Any) -> bool:
    return not isinstance(model._meta.pk, models.UUIDField)


def _value(model: Any, field: Any, *, copy: int, shift: int) -> str:
    """Return the expression for a column of the copy."""
    column, leads_to = f'"{field.column}"', field.remote_field.model if field.remote_field else None
    new_key = f"'{copy:08x}' || substr({column}, 9)"
    if model is Page and field.name in {"latest_revision", "live_revision"}:
        return "NULL"
    if model is Page and field.name == "path":
        digits = DIGITS[copy // 36] + DIGITS[copy % 36]
        return f"substr(path, 1, 8) || '{digits}' || substr(path, 11)"
    if (model, field.name) in {(Page, "slug"), (Page, "url_path"), (Document, "path")}:
        return f"replace({column}, 'theme-', 'copy-{copy}-theme-')"
    # A tool that a module shows is the same for its copies.
    if field.name in KEYS or (leads_to is TranslatableObject and model is not RelatedObjectSegment):
        return new_key
    if leads_to in OWNERS and leads_to is not TranslatableObject:
        return f"{column} + {shift}"
    return f"{column} + {shift}" if field.primary_key else column
