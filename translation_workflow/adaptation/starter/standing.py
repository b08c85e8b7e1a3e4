"""What is there already of a layer that a file tells, and whether people had their hand in it."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass

from wagtail.models import Page

from pages.models import StarterRecord
from translation_workflow.adaptation.edit import draft_of
from translation_workflow.adaptation.models import Layer
from translation_workflow.adaptation.published import is_to_publish
from translation_workflow.editions.models import Edition

from .entries import LayerEntry


@dataclass(frozen=True)
class Standing:
    """The layer, what the starter remembers of it, and the edition's page; each may be missing."""

    layer: Layer | None
    record: StarterRecord | None
    page: Page | None

    @property
    def is_there(self) -> bool:
        return self.layer is not None and self.layer.version > 0

    @property
    def is_ours(self) -> bool:
        """Whether nobody decided anything on the page since the starter did."""
        known = self.record.content_digest if self.record else None
        return self.layer is None or not self.is_there or known == layer_digest(self.layer)

    @property
    def is_live(self) -> bool:
        return self.page is not None and self.page.live

    @property
    def has_our_draft(self) -> bool:
        return self.layer is not None and self.is_there and self.is_ours and is_to_publish(self.layer)


def standing_of(entry: LayerEntry, edition: Edition) -> Standing:
    """Return what is there of a layer; three queries."""
    layers = Layer.objects.select_related("latest_revision", "edition")
    return Standing(
        layers.filter(edition=edition, page_key=entry.page).first(),
        StarterRecord.objects.filter(key=entry.key).first(),
        Page.objects.filter(translation_key=entry.page, locale=edition.locale_id).first(),
    )


def layer_digest(layer: Layer) -> str:
    """Return the SHA-256 of what a layer's draft says."""
    draft = draft_of(layer)
    told = json.dumps([draft.decisions, draft.leaves_out], sort_keys=True)
    return hashlib.sha256(told.encode()).hexdigest()
