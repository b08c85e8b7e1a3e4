"""One checked starter entry into the database: a snippet's row, or a page with its revision."""

from __future__ import annotations

from typing import Any

from django.db import models
from wagtail.models import Page

from pages.models import ProgrammePage
from pages.models.references import EditionInstrument

from .entries import Entry
from .fields import Values
from .home import Home, named


class ParentMissing(LookupError):
    """The page above an entry's page is not there."""


def current_of(entry: Entry, home: Home) -> Any:
    """Return the entry's object as it is today, a page with its draft; None where there is none."""
    lookup = named(entry.key, entry.model, home.locale)
    row: Any = entry.model._default_manager.filter(**lookup).first()
    return row.get_latest_revision_as_object() if isinstance(row, Page) else row


def write(entry: Entry, home: Home, current: Any, values: Values) -> models.Model:
    """Create or update the entry's object, publish a page, and return the object as it is then.

    A page of a country is published as `is_to_publish` says. Raises ValidationError for what a form would
    refuse, ParentMissing.
    """
    if issubclass(entry.model, Page):
        return _write_page(entry, home, current, values)
    snippet: Any = current or entry.model(**named(entry.key, entry.model, home.locale))
    snippet.programme = home.programme
    if isinstance(snippet, EditionInstrument):
        snippet.locale, snippet.country = home.locale, home.country
    for name, value in values.items():
        setattr(snippet, name, value)
    snippet.full_clean()
    snippet.save()
    written: models.Model = snippet
    return written


def is_to_publish(page: Page, home: Home) -> bool:
    """Whether a page may go live: the master's always; a country's below one that is live.

    One that was live and is no longer, somebody took away.
    """
    if home.is_master:
        return True
    was_taken_away = page.first_published_at is not None and not page.live
    above = page.path[: -Page.steplen]
    return not was_taken_away and Page.objects.filter(path=above, live=True).exists()


def _write_page(entry: Entry, home: Home, current: Any, values: Values) -> models.Model:
    page: Any = current or entry.model(translation_key=entry.key, live=False)
    page.title, page.locale = entry.title, home.locale
    page.slug = page.slug or entry.slug
    for name, value in values.items():
        setattr(page, name, value)
    if current is None:
        _parent(entry, home).add_child(instance=page)
    _clean_streams(page, values)
    revision = page.save_revision(clean=True)
    if is_to_publish(page, home):
        revision.publish()
    programme = home.programme
    if isinstance(page, ProgrammePage) and programme.master_page_id is None:
        programme.master_page = page
        programme.save(update_fields=["master_page"])
    # Read back what the database made of it: the next load compares with that.
    written: models.Model = current_of(entry, home)
    return written


def _parent(entry: Entry, home: Home) -> Any:
    if entry.parent is None:
        return Page.get_first_root_node()
    parent = Page.objects.filter(translation_key=entry.parent, locale=home.locale).first()
    if parent is None:
        raise ParentMissing
    return parent


def _clean_streams(page: Any, values: Values) -> None:
    """Let every block check itself: the last word on what a form would refuse."""
    for name in values:
        field = page._meta.get_field(name)
        if hasattr(field, "stream_block"):
            field.stream_block.clean(getattr(page, name))
