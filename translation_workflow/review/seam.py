"""Where the engine's own screens come into our services.

Its editor, its “translate” and its “sync” end in two methods of its models. Left alone, the first writes
typed words into the live row, also when it saves a draft; the second forgets which text took which one's
place, so that pages fall back to the master's language.
"""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from wagtail.models import Page
from wagtail_localize.models import Translation, TranslationSource

from pages.models.snippets import TranslatedSnippet
from pages.progress import unwatched
from translation_workflow.editions.models import Edition
from translation_workflow.editions.registry import edition_of, translated_editions

from .follow import follow_master
from .models import Publication
from .publish import publish_edition
from .submit import read

# The engine's own, for content that belongs to no edition.
stock_save_target = Translation.save_target
stock_update_from_db = TranslationSource.update_from_db


def install() -> None:
    """Put our services behind the engine's screens. Called once, when all apps are loaded."""
    Translation.save_target = save_target
    TranslationSource.update_from_db = update_from_db


@transaction.atomic
def save_target(self: Translation, user: Any = None, publish: bool = True) -> None:
    """Publish a translation through the gate, or write its draft. Raises ValidationError when refused.

    A snippet has no draft, and the engine publishes it when it is submitted for translation; with us the
    button does that, so that a snippet that nobody published yet stays away.
    """
    edition = edition_to(self)
    if edition is None:
        stock_save_target(self, user=user, publish=publish)
        return
    key = self.source.object_id
    is_page = issubclass(self.source.specific_content_type.model_class(), Page)
    if not is_page and not Publication.objects.filter(edition=edition, object_key=key).exists():
        return
    if publish:
        refused = publish_edition(edition, keys={key}, progress=unwatched, user=user).refused
    else:
        refused = list(follow_master(key, [edition]).values())
    if refused:
        raise ValidationError(refused)


@transaction.atomic
def update_from_db(self: TranslationSource) -> None:
    """Read the master's object anew, carry words over, and let its editions follow."""
    instance = self.get_source_instance()
    master = _edition_of(instance)
    if master is None:
        stock_update_from_db(self)
        return
    touched, units = read(instance, translated_editions(master.programme))
    self.refresh_from_db()
    if touched:
        follow_master(self.object_id, touched, is_in_place=units is not None)


def edition_to(translation: Translation) -> Edition | None:
    """Return the edition that a translation of the engine's belongs to; None for one of no edition."""
    master = _edition_of(translation.source.get_source_instance())
    if master is None:
        return None
    editions = translated_editions(master.programme)
    return next((one for one in editions if one.locale_id == translation.target_locale_id), None)


def _edition_of(instance: Any) -> Edition | None:
    if isinstance(instance, Page):
        return edition_of(instance)
    if isinstance(instance, TranslatedSnippet):
        rows = Edition.objects.filter(programme=instance.programme_id, locale=instance.locale_id)
        return rows.select_related("programme__master_locale", "locale").first()
    return None
