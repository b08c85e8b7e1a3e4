"""What people said of findings: that these words are right all the same, and why."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from wagtail_localize.models import String, TranslationContext

from translation_workflow.editions.models import Edition

REASON = 500
"""So many characters of a reason are kept; a longer one is refused."""


class Dismissal(models.Model):
    """What a rule says of certain words in a place, put aside for a reason.

    `string` is the master's text there, and `digest` stands for that text and the words, see
    `piece.digest_of`: other words, or another text, are another matter. What a rule says of the master's
    own text is dismissed in the master's edition, and has no words. `dismissed_by` is nobody where the
    system's keeper did it.
    """

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="+")
    context = models.ForeignKey(TranslationContext, on_delete=models.CASCADE, related_name="+")
    string = models.ForeignKey(String, on_delete=models.CASCADE, related_name="+")
    rule = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)
    reason = models.CharField(max_length=REASON)
    dismissed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, related_name="+", null=True
    )
    dismissed_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "context", "string", "rule", "digest"],
                name="a_finding_is_dismissed_once",
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="a_dismissal_has_a_reason"),
            models.CheckConstraint(
                condition=~Q(rule="") & ~Q(digest=""), name="a_dismissal_is_of_a_rule_and_of_words"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.rule}: {self.reason}"
