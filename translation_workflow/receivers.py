"""Receivers schedule; they never work."""

from __future__ import annotations

from typing import Any

from django.db.models.signals import m2m_changed, post_save, pre_delete, pre_save
from wagtail.models import Page, PageLogEntry, PageViewRestriction
from wagtail.signals import page_published, page_unpublished, post_page_move
from wagtail_localize.models import StringTranslation

from .catalogue.signals import words_came_in
from .jobs.mending import close_dead, words_changed
from .jobs.schedule import (
    first_page_set,
    page_changed,
    page_moved,
    page_unlocked,
    pages_fell_behind,
    snippet_changed,
)
from .review import signals
from .review.publishing import is_publishing
from .review.taken_down import note_taken_down
from .source.markup import without_control_signs
from .source.states import note_drafted, note_typed


def connect() -> None:
    """Listen to pages and snippets. Called once, when all apps are loaded."""
    from pages.models import Programme
    from pages.models.snippets import ProgrammeSnippet

    pre_save.connect(_before_programme, sender=Programme, dispatch_uid="workflow.programme_before")
    post_save.connect(_on_programme, sender=Programme, dispatch_uid="workflow.programme_saved")
    page_published.connect(_on_page, dispatch_uid="workflow.page_published")
    page_unpublished.connect(_on_page_unpublished, dispatch_uid="workflow.page_unpublished")
    post_page_move.connect(_on_page_moved, dispatch_uid="workflow.page_moved")
    pre_delete.connect(_on_page_deleted, dispatch_uid="workflow.page_deleted")
    for signal in (post_save, pre_delete):
        signal.connect(_on_readers, sender=PageViewRestriction, dispatch_uid="workflow.readers")
    # Groups are chosen after the restriction was saved.
    groups = PageViewRestriction.groups.through
    m2m_changed.connect(_on_readers, sender=groups, dispatch_uid="workflow.groups_of_readers")
    post_save.connect(_on_history, sender=PageLogEntry, dispatch_uid="workflow.history")
    pre_save.connect(_before_words, sender=StringTranslation, dispatch_uid="workflow.words_before")
    post_save.connect(_on_words_typed, sender=StringTranslation, dispatch_uid="workflow.words_typed")
    words_came_in.connect(_on_words_came_in, dispatch_uid="workflow.words_came_in")
    signals.pages_fell_behind.connect(_on_fallen_behind, dispatch_uid="workflow.pages_fell_behind")
    signals.objects_published.connect(_on_published, dispatch_uid="workflow.objects_published")
    for model in _snippets(ProgrammeSnippet):
        post_save.connect(_on_snippet, sender=model, dispatch_uid=f"workflow.{model.__name__}.saved")
        pre_delete.connect(_on_snippet, sender=model, dispatch_uid=f"workflow.{model.__name__}.deleted")


def _snippets(base: Any) -> list[Any]:
    from django.apps import apps

    return [model for model in apps.get_app_config("pages").get_models() if issubclass(model, base)]


def _before_programme(sender: Any, instance: Any, **kwargs: Any) -> None:
    """Keep which first page the database knows, for when another has been saved."""
    known = sender.objects.filter(pk=instance.pk).values_list("master_page", flat=True).first()
    instance._first_page_before = known


def _on_programme(
    instance: Any, raw: bool = False, update_fields: frozenset[str] | None = None, **kwargs: Any
) -> None:
    """Pages that were published before their programme pointed at the first of them are noted now."""
    is_saved = update_fields is None or "master_page" in update_fields
    if is_saved and not raw and instance.master_page_id != instance._first_page_before:
        first_page_set(instance)


def _on_page(instance: Page, **kwargs: Any) -> None:
    if not is_publishing():
        page_changed(instance)


def _on_page_unpublished(instance: Page, **kwargs: Any) -> None:
    """A later publication that is refused has to know that nothing was live: so it is noted at once."""
    if not is_publishing():
        note_taken_down(instance)
        page_changed(instance)


def _on_page_moved(instance: Page, parent_page_before: Page, **kwargs: Any) -> None:
    if not is_publishing():
        # The move may have changed where the tree keeps that page.
        page_moved(instance, was_below=Page.objects.filter(pk=parent_page_before.pk).first())


def _on_readers(instance: Any, **kwargs: Any) -> None:
    # Seen from a group, a group was deleted: Wagtail then lets nobody more read.
    if isinstance(instance, PageViewRestriction) and not is_publishing():
        page_moved(instance.page)


def _on_page_deleted(sender: type, instance: Any, **kwargs: Any) -> None:
    # Deletion runs on the specific type and on Page itself; the first has all that is needed.
    if isinstance(instance, Page) and sender is not Page:
        note_taken_down(instance)
        page_changed(instance)


def _on_history(instance: PageLogEntry, **kwargs: Any) -> None:
    """What could not be written while a page was locked is written when it is unlocked.

    An alias that is made is live at once, and no signal says that it was published.
    """
    if instance.action == "wagtail.unlock":
        page_unlocked(instance.page)
    elif instance.action == "wagtail.create_alias" and instance.page.live and not is_publishing():
        page_changed(instance.page)


def _before_words(instance: StringTranslation, **kwargs: Any) -> None:
    """What the engine's own editor is sent may hold signs that no database takes, and nobody sees."""
    instance.data = without_control_signs(instance.data)


def _on_words_typed(
    instance: StringTranslation, update_fields: frozenset[str] | None = None, **kwargs: Any
) -> None:
    """Who saves words in the engine's own editor has looked at them; noting an error in them says nothing.

    A machine has looked at nothing: somebody has to.
    """
    if update_fields is not None and "data" not in update_fields:
        return
    if instance.translation_type == StringTranslation.TRANSLATION_TYPE_MACHINE:
        note_drafted(instance)
    else:
        note_typed({(instance.context_id, instance.translation_of_id)}, instance.locale_id)
    words_changed([instance.context.object_id], instance.locale_id)


def _on_words_came_in(edition: Any, keys: Any, **kwargs: Any) -> None:
    words_changed(keys, edition.locale_id)


def _on_fallen_behind(keys: Any, **kwargs: Any) -> None:
    pages_fell_behind(keys)


def _on_published(edition: Any, keys: Any, **kwargs: Any) -> None:
    """What was given up before is no longer to be done."""
    close_dead(edition, keys)


def _on_snippet(instance: Any, **kwargs: Any) -> None:
    if not is_publishing():
        snippet_changed(instance)
