"""What the snippets of a programme have in common."""

from __future__ import annotations

import uuid
from typing import Any, ClassVar
from uuid import UUID

from django.apps import apps
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import TranslatableMixin
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField, TranslatableField


class ProgrammeSnippet(index.Indexed, models.Model):
    """A piece of content that several pages show; it belongs to one programme.

    See `ContentPageMixin` for the two lists of fields.
    """

    translated: ClassVar[tuple[str, ...]] = ()
    synchronised: ClassVar[tuple[str, ...]] = ()

    programme = models.ForeignKey(
        "pages.Programme", on_delete=models.CASCADE, related_name="+", verbose_name=_("programme")
    )

    class Meta:
        abstract = True


class TranslatedSnippet(TranslatableMixin, ProgrammeSnippet):
    """A snippet whose words each edition translates."""

    class Meta(TranslatableMixin.Meta):
        abstract = True

    def __init_subclass__(cls, **options: Any) -> None:
        super().__init_subclass__(**options)
        cls.translatable_fields = [
            *(TranslatableField(name) for name in cls.translated),
            *(SynchronizedField(name, overridable=False) for name in ("programme", *cls.synchronised)),
        ]

    @property
    def key(self) -> UUID:
        """What the snippet is called in the API: the same in every edition."""
        key: UUID = self.translation_key
        return key


def translated_snippets() -> list[type[TranslatedSnippet]]:
    """Return the snippet types that have words of their own."""
    models_here = apps.get_app_config("pages").get_models()
    return [model for model in models_here if issubclass(model, TranslatedSnippet)]


class PlainSnippet(ProgrammeSnippet):
    """A snippet without a translation: one row serves every edition that shows it."""

    key = models.UUIDField(_("key"), unique=True, default=uuid.uuid4, editable=False)

    class Meta:
        abstract = True


class CountryField(models.CharField[str, str]):
    """An ISO 3166 code of two letters, empty where the thing belongs to no country."""

    def __init__(self, *args: Any, **options: Any) -> None:
        defaults = {"max_length": 2, "blank": True, "help_text": _("ISO 3166, for example SE.")}
        super().__init__(*args, **{**defaults, **options})
