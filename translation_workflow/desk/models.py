"""What somebody types, before it is working text."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from wagtail_localize.models import String, TranslationContext

from translation_workflow.editions.models import Edition


class TypedDraft(models.Model):
    """Words that one person typed in one place and has not left yet; nobody else sees them.

    `string` is the master's text that they were typed for. `version` is what stood there when typing began,
    see `seen.Seen`. Without words (""), the person took those that stood there out.
    """

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="+")
    context = models.ForeignKey(TranslationContext, on_delete=models.CASCADE, related_name="+")
    string = models.ForeignKey(String, on_delete=models.CASCADE, related_name="+")
    words = models.TextField(blank=True)
    version = models.CharField(max_length=16)
    kept_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "edition", "context", "string"], name="a_person_has_one_draft_of_a_piece"
            )
        ]

    def __str__(self) -> str:
        return self.words
