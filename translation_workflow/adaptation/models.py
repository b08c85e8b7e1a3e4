"""What a country changed in the pages of its master: one layer a page, with drafts and a history."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import DraftStateMixin, RevisionMixin

from translation_workflow.editions.models import Edition


class Reason(models.TextChoices):
    """Why a country says something else than the master."""

    LAW = "law", _("law")
    FINANCE = "finance", _("finance")
    INSTITUTION = "institution", _("institution")
    EXAMPLE = "example", _("example")
    WORDING = "wording", _("wording")
    OTHER = "other", _("other")


class Layer(DraftStateMixin, RevisionMixin, models.Model):
    """The operations of an edition on one page, which is named by its key.

    The row holds what is live, as `decisions.to_json` writes it; a draft is the latest revision.
    `leaves_out`: the edition does without the page. `version` grows with every change, so that of two
    people who change the same state the second is told. `waits_for_review`: nobody has checked the draft
    yet, and it goes live only by who publishes this very page.
    """

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="layers")
    page_key = models.UUIDField()
    decisions = models.JSONField(default=list, blank=True)
    leaves_out = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=0)
    waits_for_review = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["edition", "page_key"], name="a_page_has_one_layer_an_edition")
        ]

    def __str__(self) -> str:
        return f"{self.edition} {self.page_key}"

    def with_content_json(self, content: Mapping[str, Any]) -> Layer:
        """Return the layer as a revision has it. Whether a draft waits, the row knows and no revision."""
        layer: Layer = super().with_content_json(content)
        layer.waits_for_review = self.waits_for_review
        return layer
