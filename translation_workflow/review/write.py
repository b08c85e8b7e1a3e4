"""An edition's object from the master's content and the words that are to be live."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from wagtail.models import Page
from wagtail_localize.models import TranslationSource
from wagtail_localize.segments import StringSegmentValue
from wagtail_localize.strings import StringValue

from translation_workflow.editions.models import Edition

from .live import Live, Place


class PublishedSource(TranslationSource):
    """The engine's source, which writes the words it is given instead of the working text."""

    live: Mapping[Place, Live]

    class Meta:
        proxy = True

    @classmethod
    def over(cls, source: TranslationSource, live: Mapping[Place, Live]) -> PublishedSource:
        """Return the same row with the words that it is to write."""
        own = cls.objects.select_related("specific_content_type", "locale").get(pk=source.pk)
        own.live = live
        found: PublishedSource = own
        return found

    def _get_segments_for_translation(self, locale: Any, fallback: bool = False) -> list[Any]:
        """Put the live words in the place of the working ones; the engine calls this to write."""
        others = [
            segment
            for segment in super()._get_segments_for_translation(locale, fallback=True)
            if not isinstance(segment, StringSegmentValue)
        ]
        return [*self._live_segments(), *others]

    def _live_segments(self) -> list[StringSegmentValue]:
        rows = self.stringsegment_set.select_related("context", "string").order_by("order")
        return [
            StringSegmentValue(
                row.context.path, StringValue(self._words(row)), attrs=_attributes(row)
            ).with_order(row.order)
            for row in rows
        ]

    def _words(self, row: Any) -> str:
        live = self.live.get((row.context_id, row.string_id))
        text: str = row.string.data
        return live.words if live and live.words else text


def write(
    source: TranslationSource, edition: Edition, live: Mapping[Place, Live], *, user: Any
) -> tuple[Any, bool]:
    """Write and publish the edition's object; return its row, and whether anything changed.

    Raises ParentNotTranslatedError, ValidationError.
    """
    own = PublishedSource.over(source, live)
    if not _differs(own, edition):
        return own.get_translated_instance(edition.locale), False
    instance, _ = own.create_or_update_translation(
        edition.locale, user=user, publish=not issubclass(_model(source), Page), fallback=True
    )
    if isinstance(instance, Page):
        instance.get_latest_revision().publish(user=user)
        instance = type(instance).objects.get(pk=instance.pk)
    return instance, True


def _differs(source: PublishedSource, edition: Edition) -> bool:
    """Whether writing would change anything that the edition shows."""
    model = _model(source)
    row = model._default_manager.filter(translation_key=source.object_id, locale=edition.locale_id).first()
    if row is None or (isinstance(row, Page) and (not row.live or row.alias_of_id)):
        return True
    return _content(row) != _content(source.get_ephemeral_translated_instance(edition.locale, fallback=True))


def _content(instance: Any) -> dict[str, str]:
    names = {field.field_name for field in type(instance).translatable_fields}
    return {
        field.name: str(field.value_to_string(instance))
        for field in type(instance)._meta.fields
        if field.name in names
    }


def _model(source: TranslationSource) -> Any:
    return source.specific_content_type.model_class()


def _attributes(row: Any) -> Any:
    return json.loads(row.attrs)
