"""The one way out: working words become live words, page and document together.

Underneath, the engine writes the edition's page row by row; what replaces it keeps `publish`.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
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

from pages.progress import Progress
from translation_workflow.editions.models import Edition
from translation_workflow.source.masters import master_order
from translation_workflow.source.segments import segments_of

from . import signals
from .gate import PublicationRefused, check_gate, check_lengths
from .live import Live, Place, live_words
from .models import Publication, PublishedText
from .rows import predecessors_of, published_text
from .write import write

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


def was_published(edition: Edition) -> bool:
    """Whether anything of an edition was ever published."""
    return bool(Publication.objects.filter(edition=edition).exists())


def publish_edition(
    edition: Edition, *, keys: set[UUID] | None = None, progress: Progress, user: Any = None
) -> Outcome:
    """Publish the pages and snippets of an edition whose words or master changed since.

    Working text that needs no work becomes live; where it does, the live words stay. `keys` limits it
    to some objects. Each object is published whole in a transaction of its own; one that is refused
    leaves what was live, and the others go on.
    """
    return bring_up_to_date(
        edition, translations_of(edition, keys), take_working=True, progress=progress, user=user
    )


def bring_up_to_date(
    edition: Edition,
    translations: Sequence[Translation],
    *,
    take_working: bool,
    progress: Progress,
    user: Any,
) -> Outcome:
    """Write each object with the words that are to be live, where that or the master is new."""
    outcome = Outcome()
    keys = [row.source.object_id for row in translations]
    segments = segments_of(keys, edition)
    published, predecessors = published_text(edition, keys), predecessors_of(keys)
    publications = dict(
        Publication.objects.filter(edition=edition, object_key__in=keys).values_list("object_key", "digest")
    )
    for number, translation in enumerate(translations):
        progress(f"Publishing {edition}", number, len(translations))
        key = translation.source.object_id
        live = live_words(
            segments.get(key, []),
            edition,
            published=published,
            predecessors=predecessors,
            take_working=take_working,
        )
        digest = _digest(translation, live)
        if publications.get(key) == digest:
            outcome.unchanged += 1
            continue
        try:
            if take_working:
                check_gate(translation, edition, segments.get(key, []), live)
            check_lengths(translation, edition, segments.get(key, []), live)
            _publish(translation, edition, live, digest=digest, user=user)
            outcome.published += 1
        except PublicationRefused as refusal:
            outcome.refused.append(str(refusal))
    progress(f"Publishing {edition}", len(translations), len(translations))
    return outcome


def translations_of(edition: Edition, keys: set[UUID] | None) -> list[Translation]:
    """Return the edition's translations of live masters: snippets first, then parents before children."""
    rows = Translation.objects.filter(
        target_locale=edition.locale_id, source__locale=edition.programme.master_locale_id, enabled=True
    ).select_related("source__specific_content_type", "target_locale", "source__locale")
    if keys is not None:
        rows = rows.filter(source__object__in=keys)
    order = master_order(edition.programme, keys)
    own = [row for row in rows if row.source.object_id in order]
    return sorted(own, key=lambda row: order[row.source.object_id])


def _digest(translation: Translation, live: Mapping[Place, Live]) -> str:
    source = json.loads(translation.source.content_json)
    # When and how often the master was saved is not what it says.
    content = {name: value for name, value in source.items() if not name.endswith(("_at", "revision"))}
    told = [content, [(*place, words.words, words.made_from) for place, words in live.items()]]
    return hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()


def _publish(
    translation: Translation, edition: Edition, live: Mapping[Place, Live], *, digest: str, user: Any
) -> None:
    with transaction.atomic(), own_publishing():
        try:
            instance, _ = write(translation.source, edition, live, user=user)
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
        _record(edition, translation.source.object_id, live, digest=digest)
        if isinstance(instance, Page):
            signals.page_went_live.send(sender=Edition, page=instance, edition=edition)
        else:
            signals.snippet_changed.send(sender=Edition, key=instance.translation_key, edition=edition)


def _record(edition: Edition, key: UUID, live: Mapping[Place, Live], *, digest: str) -> None:
    PublishedText.objects.filter(edition=edition, object_key=key).delete()
    PublishedText.objects.bulk_create(
        PublishedText(
            edition=edition,
            object_key=key,
            context_id=context,
            string_id=string,
            words=words.words,
            made_from_id=words.made_from,
            links=dict(words.links or {}),
        )
        for (context, string), words in live.items()
    )
    Publication.objects.update_or_create(
        edition=edition, object_key=key, defaults={"digest": digest, "is_withdrawn": False}
    )


@contextmanager
def own_publishing() -> Any:
    """Let receivers stand back: what is published inside is the service's own work."""
    token = _publishing.set(True)
    try:
        yield
    finally:
        _publishing.reset(token)
