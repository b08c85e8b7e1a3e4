"""The one way out: working words become live words, page and document together.

Underneath, the engine writes the edition's page row by row; what replaces it keeps `publish`.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from wagtail.actions.copy_for_translation import ParentNotTranslatedError
from wagtail.models import Page
from wagtail_localize.models import Translation

from translation_workflow.editions.models import Edition
from translation_workflow.source.masters import master_pages, master_snippets
from translation_workflow.source.segments import Segment, segments_of

from . import signals
from .gate import PublicationRefused, check_gate, check_lengths
from .models import Publication, PublishedText

Progress = Callable[[str, int, int], None]

_publishing: ContextVar[bool] = ContextVar("publishing", default=False)


@dataclass
class Outcome:
    """How many objects went live anew, how many stood as they were, and what was refused."""

    published: int = 0
    unchanged: int = 0
    refused: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        told = f"{self.published} published, {self.unchanged} unchanged"
        return told + (f", {len(self.refused)} refused." if self.refused else ".")


def is_publishing() -> bool:
    """Whether this code path is the publish service itself, so that receivers may stand back."""
    return _publishing.get()


def publish_edition(
    edition: Edition, *, keys: set[UUID] | None = None, progress: Progress, user: Any = None
) -> Outcome:
    """Publish the pages and snippets of an edition whose words or master changed since.

    `keys` limits it to some objects. Each object is published whole in a transaction of its own;
    one that is refused leaves what was live, and the others go on.
    """
    outcome = Outcome()
    translations = _translations(edition, keys)
    segments = segments_of([row.source.object_id for row in translations], edition)
    publications = dict(Publication.objects.filter(edition=edition).values_list("object_key", "digest"))
    for number, translation in enumerate(translations):
        progress(f"Publishing {edition}", number, len(translations))
        key = translation.source.object_id
        pieces = segments.get(key, [])
        digest = _digest(translation, pieces)
        if publications.get(key) == digest:
            outcome.unchanged += 1
            continue
        try:
            _publish(translation, edition, pieces, digest=digest, user=user)
            outcome.published += 1
        except PublicationRefused as refusal:
            outcome.refused.append(str(refusal))
    progress(f"Publishing {edition}", len(translations), len(translations))
    return outcome


@transaction.atomic
def record_publication(page: Page, edition: Edition) -> None:
    """Take down what is live after Wagtail itself published a page of a translated edition."""
    translations = _translations(edition, {page.translation_key})
    if translations:
        pieces = segments_of([page.translation_key], edition).get(page.translation_key, [])
        _record(edition, page.translation_key, pieces, digest=_digest(translations[0], pieces))


def _translations(edition: Edition, keys: set[UUID] | None) -> list[Translation]:
    """The edition's translations: snippets first, then pages with parents before children."""
    rows = Translation.objects.filter(
        target_locale=edition.locale_id, source__locale=edition.programme.master_locale_id, enabled=True
    ).select_related("source__specific_content_type", "target_locale", "source__locale")
    if keys is not None:
        rows = rows.filter(source__object__in=keys)
    order = _master_order(edition)
    own = [row for row in rows if row.source.object_id in order]
    return sorted(own, key=lambda row: order[row.source.object_id])


def _master_order(edition: Edition) -> dict[UUID, tuple[int, str]]:
    snippets = {
        row.translation_key: (0, str(row.translation_key)) for row in master_snippets(edition.programme)
    }
    pages = {row.translation_key: (1, row.path) for row in master_pages(edition.programme)}
    return {**snippets, **pages}


def _digest(translation: Translation, pieces: Sequence[Segment]) -> str:
    source = json.loads(translation.source.content_json)
    # When and how often the master was saved is not what it says.
    content = {name: value for name, value in source.items() if not name.endswith(("_at", "revision"))}
    told = [content, [(piece.context, piece.string, piece.words) for piece in pieces]]
    return hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()


def _publish(
    translation: Translation, edition: Edition, pieces: Sequence[Segment], *, digest: str, user: Any
) -> None:
    check_gate(translation, edition, pieces)
    check_lengths(translation, edition, pieces)
    with transaction.atomic(), _own_publishing():
        try:
            instance, _ = translation.source.create_or_update_translation(
                translation.target_locale,
                user=user,
                publish=not _is_page(translation),
                fallback=True,
            )
            if isinstance(instance, Page):
                instance.get_latest_revision().publish(user=user)
                instance = type(instance).objects.get(pk=instance.pk)
        except ParentNotTranslatedError as error:
            raise PublicationRefused(
                f"{edition}: “{translation.source.object_repr}” cannot be published before the page "
                "above it is. Publish that one first."
            ) from error
        except ValidationError as error:
            raise PublicationRefused(
                f"{edition}: “{translation.source.object_repr}” cannot be published: "
                f"{' '.join(error.messages)}"
            ) from error
        _record(edition, translation.source.object_id, pieces, digest=digest)
        if isinstance(instance, Page):
            signals.page_went_live.send(sender=Edition, page=instance, edition=edition)
        else:
            signals.snippet_changed.send(sender=Edition, key=instance.translation_key, edition=edition)


def _record(edition: Edition, key: UUID, pieces: Sequence[Segment], *, digest: str) -> None:
    PublishedText.objects.filter(edition=edition, object_key=key).delete()
    PublishedText.objects.bulk_create(
        PublishedText(
            edition=edition,
            object_key=key,
            context_id=piece.context,
            string_id=piece.string,
            words=piece.words,
        )
        for piece in pieces
    )
    Publication.objects.update_or_create(edition=edition, object_key=key, defaults={"digest": digest})


def _is_page(translation: Translation) -> bool:
    model = translation.source.specific_content_type.model_class()
    return model is not None and issubclass(model, Page)


@contextmanager
def _own_publishing() -> Any:
    token = _publishing.set(True)
    try:
        yield
    finally:
        _publishing.reset(token)
