"""When somebody looked at an edition last, and how far editions were on each day."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from translation_workflow.editions.models import Edition

from .pieces import Pieces


class Visit(models.Model):
    """A person's last visit to the home of an edition. Looks that follow each other soon are one visit;
    what is new is what happened since the visit before it ended, `since`; at the first visit that is null.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="+")
    since = models.DateTimeField(null=True)
    looked_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "edition"], name="a_person_has_one_last_visit_an_edition")
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.edition_id} {self.looked_at:%Y-%m-%d %H:%M}"


class Progress(models.Model):
    """The pieces of text of an edition by state, as they were on a day."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="+")
    day = models.DateField()
    untranslated = models.PositiveIntegerField()
    needs_work = models.PositiveIntegerField()
    translated = models.PositiveIntegerField()
    approved = models.PositiveIntegerField()
    copies = models.PositiveIntegerField()

    class Meta:
        ordering = ["edition", "day"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "day"], name="an_edition_has_one_progress_a_day")
        ]

    def __str__(self) -> str:
        return f"{self.edition_id} {self.day}"

    @property
    def pieces(self) -> Pieces:
        return Pieces(self.untranslated, self.needs_work, self.translated, self.approved, self.copies)
