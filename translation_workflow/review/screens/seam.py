"""Where the engine's own screens come into our services.

Its editor, its “translate” and its “sync” end in two methods of its models. Left alone, the first writes
typed words into the live row, also when it saves a draft; the second forgets which text took which one's
place, so that pages fall back to the master's language.
"""

from __future__ import annotations

from contextvars import ContextVar
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist, PermissionDenied, ValidationError
from django.db import transaction
from wagtail.models import Page
from wagtail.permission_policies.base import ModelPermissionPolicy
from wagtail_localize.models import Translation, TranslationSource
from wagtail_localize.views.update_translations import UpdateTranslationsView

from pages.models.snippets import TranslatedSnippet
from pages.progress import unwatched
from translation_workflow.editions.models import Edition
from translation_workflow.editions.registry import edition_of, translated_editions
from translation_workflow.review.follow import follow_master
from translation_workflow.review.models import Publication
from translation_workflow.review.publish import publish_edition
from translation_workflow.review.submit import follow_or_note, read
from translation_workflow.source.masters import is_live_master

# The engine's own, for content that belongs to no edition.
stock_save_target = Translation.save_target
stock_update_from_db = TranslationSource.update_from_db
stock_form_valid = UpdateTranslationsView.form_valid

# What was refused, or held back, while a screen of the engine works; nobody asks elsewhere.
_refused: ContextVar[list[str] | None] = ContextVar("refused", default=None)


def install() -> None:
    """Put our services behind the engine's screens. Called once, when all apps are loaded."""
    Translation.save_target = save_target
    TranslationSource.update_from_db = update_from_db
    UpdateTranslationsView.form_valid = answer_sync


@transaction.atomic
def save_target(self: Translation, user: Any = None, publish: bool = True) -> None:
    """Publish a translation through the gate, or write its draft.

    A snippet has no draft, and the engine publishes it when it is submitted for translation; with us the
    button does that, so that a snippet that nobody published yet stays away. Raises ValidationError when
    refused, and PermissionDenied for a user who may not publish there.
    """
    edition = edition_to(self)
    key = self.source.object_id
    if edition is None or not (is_live_master(edition.programme, key) or _is_read(edition, key)):
        # A master that is not live has nothing that could be: the engine makes a draft of what it says.
        stock_save_target(self, user=user, publish=publish and edition is None)
        return
    is_page = issubclass(self.source.specific_content_type.model_class(), Page)
    if not is_page and not Publication.objects.filter(edition=edition, object_key=key).exists():
        return
    if publish:
        _require_permission(user, self)
        outcome = publish_edition(edition, keys={key}, progress=unwatched, user=user)
        refused = outcome.refused
        if (told := _refused.get()) is not None:
            told += outcome.held
    else:
        refused = list(follow_master(key, [edition]).values())
    if refused:
        if (told := _refused.get()) is not None:
            told += refused
        raise ValidationError(refused)


def answer_sync(self: UpdateTranslationsView, form: Any) -> Any:
    """Say what was refused: the engine's screen passes over it and tells of success."""
    token = _refused.set([])
    try:
        response = stock_form_valid(self, form)
        for sentence in _refused.get() or ():
            messages.error(self.request, sentence)
        return response
    finally:
        _refused.reset(token)


def may_publish(user: Any, instance: Any) -> bool:
    """Whether a person may publish a page, or change a snippet, of an edition."""
    if isinstance(instance, Page):
        return bool(instance.permissions_for_user(user).can_publish())
    return bool(ModelPermissionPolicy(type(instance)).user_has_permission(user, "change"))


def _is_read(edition: Edition, key: UUID) -> bool:
    """Whether an edition has a page live, be it one that it keeps: the engine would write into its row."""
    return bool(Page.objects.filter(translation_key=key, locale=edition.locale_id, live=True).exists())


def _require_permission(user: Any, translation: Translation) -> None:
    try:
        instance = translation.get_target_instance()
    except ObjectDoesNotExist:
        instance = translation.source.get_source_instance()
    if user is not None and not may_publish(user, instance):
        raise PermissionDenied


@transaction.atomic
def update_from_db(self: TranslationSource) -> None:
    """Read the master's object anew, carry words over, and let its editions follow."""
    instance = self.get_source_instance()
    master = edition_of_object(instance)
    if master is None:
        stock_update_from_db(self)
        return
    touched, units = read(instance, translated_editions(master.programme))
    self.refresh_from_db()
    if touched:
        refused = follow_or_note(self.object_id, touched, is_in_place=units is not None)
        if (told := _refused.get()) is not None:
            told += refused


def edition_to(translation: Translation) -> Edition | None:
    """Return the edition that a translation of the engine's belongs to; None for one of no edition."""
    master = edition_of_object(translation.source.get_source_instance())
    if master is None:
        return None
    editions = translated_editions(master.programme)
    return next((one for one in editions if one.locale_id == translation.target_locale_id), None)


def edition_of_object(instance: Any) -> Edition | None:
    """Return the edition that a page or a translated snippet belongs to; None for one of none."""
    if isinstance(instance, Page):
        return edition_of(instance)
    if isinstance(instance, TranslatedSnippet):
        rows = Edition.objects.filter(programme=instance.programme_id, locale=instance.locale_id)
        return rows.select_related("programme__master_locale", "locale").first()
    return None
