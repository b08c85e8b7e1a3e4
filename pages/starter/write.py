"""One checked starter entry into the database: a snippet's row, or a page with its revision."""

from __future__ import annotations

from typing import Any

from django.db import models
from wagtail.models import Locale, Page

from pages.models import Programme, ProgrammePage
from pages.models.snippets import PlainSnippet

from .entries import Entry
from .fields import Values


class ParentMissing(LookupError):
    """The page above an entry's page is not there."""


def named(key: Any, model: type[models.Model], locale: Locale) -> dict[str, Any]:
    """Return the lookup that finds the row of a key in the master's language."""
    if issubclass(model, PlainSnippet):
        return {"key": key}
    return {"translation_key": key, "locale": locale}


def current_of(entry: Entry, programme: Programme) -> Any:
    """Return the entry's object as it is today, a page with its draft; None where there is none."""
    lookup = named(entry.key, entry.model, programme.master_locale)
    row: Any = entry.model._default_manager.filter(**lookup).first()
    return row.get_latest_revision_as_object() if isinstance(row, Page) else row


def write(entry: Entry, programme: Programme, current: Any, values: Values) -> models.Model:
    """Create or update the entry's object, publish a page, and return the object as it is then.

    Raises ValidationError for what a form would refuse, ParentMissing.
    """
    if issubclass(entry.model, Page):
        return _write_page(entry, programme, current, values)
    snippet: Any = current or entry.model(**named(entry.key, entry.model, programme.master_locale))
    snippet.programme = programme
    for name, value in values.items():
        setattr(snippet, name, value)
    snippet.full_clean()
    snippet.save()
    written: models.Model = snippet
    return written


def _write_page(entry: Entry, programme: Programme, current: Any, values: Values) -> models.Model:
    page: Any = current or entry.model(translation_key=entry.key, live=False)
    page.title, page.locale = entry.title, programme.master_locale
    page.slug = page.slug or entry.slug
    for name, value in values.items():
        setattr(page, name, value)
    if current is None:
        _parent(entry, programme).add_child(instance=page)
    _clean_streams(page, values)
    page.save_revision(clean=True).publish()
    if isinstance(page, ProgrammePage) and programme.master_page_id is None:
        programme.master_page = page
        programme.save(update_fields=["master_page"])
    # Read back what the database made of it: the next load compares with that.
    written: models.Model = current_of(entry, programme)
    return written


def _parent(entry: Entry, programme: Programme) -> Any:
    if entry.parent is None:
        return Page.get_first_root_node()
    parents = Page.objects.filter(translation_key=entry.parent, locale=programme.master_locale)
    parent = parents.first()
    if parent is None:
        raise ParentMissing
    return parent


def _clean_streams(page: Any, values: Values) -> None:
    """Let every block check itself: the last word on what a form would refuse."""
    for name in values:
        field = page._meta.get_field(name)
        if hasattr(field, "stream_block"):
            field.stream_block.clean(getattr(page, name))
