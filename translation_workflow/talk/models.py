"""What people of an edition ask the authors, and tell each other, about a page or a piece of it."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from wagtail_localize.models import String, TranslationContext

from translation_workflow.editions.models import Edition

LONGEST = 2_000
"""So many characters of a remark are kept; a longer one is refused."""


class Thread(models.Model):
    """A question to the authors, or a comment among the people of an edition, with what was said to it.

    It is about an object of the edition (`object_key`), or about a piece of it: `context` is the place, and
    `string` the master's text as it was then. A question waits for the authors until one answers
    (`answered_at`), and again when its edition asks on; it is over when somebody closes it.
    """

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="+")
    object_key = models.UUIDField()
    context = models.ForeignKey(TranslationContext, on_delete=models.SET_NULL, related_name="+", null=True)
    string = models.ForeignKey(String, on_delete=models.SET_NULL, related_name="+", null=True)
    is_question = models.BooleanField()
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, related_name="+", null=True
    )
    at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, related_name="+", null=True
    )

    class Meta:
        ordering = ["pk"]
        indexes = [
            models.Index(fields=["edition", "object_key"], name="talk_of_an_object"),
            models.Index(
                fields=["edition", "object_key"],
                condition=Q(is_question=True, closed_at=None),
                name="talk_open_questions",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(is_question=True) | Q(answered_at=None), name="a_comment_waits_for_no_answer"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.edition_id} {self.object_key} {self.pk}"


class Remark(models.Model):
    """One thing that somebody said, as plain text. `is_answer`: as an author of the master."""

    thread = models.ForeignKey(Thread, on_delete=models.CASCADE, related_name="remarks")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, related_name="+", null=True)
    at = models.DateTimeField(db_index=True)
    text = models.TextField(max_length=LONGEST)
    is_answer = models.BooleanField(default=False)

    class Meta:
        ordering = ["pk"]
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="a_remark_says_something")]

    def __str__(self) -> str:
        return self.text[:60]
