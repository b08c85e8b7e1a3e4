"""What the engine's rows have no room for: which text succeeds which, and how far a translation is."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail_localize.models import String, StringTranslation, TranslationContext


class Succession(models.Model):
    """One change of the master: in this place, `new` took the place of `old`.

    Words follow where the two are related; else the step is only remembered.
    """

    context = models.ForeignKey(TranslationContext, on_delete=models.CASCADE, related_name="+")
    old = models.ForeignKey(String, on_delete=models.CASCADE, related_name="+")
    new = models.ForeignKey(String, on_delete=models.CASCADE, related_name="+")
    is_typo = models.BooleanField()
    is_related = models.BooleanField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["context", "old", "new"], name="a_succession_is_told_once")
        ]

    def __str__(self) -> str:
        return f"{self.old_id} → {self.new_id}"


class NeedsWork(models.Model):
    """A working text that somebody has to look at: its words were made from another text.

    A translation without such a row is translated.
    """

    class Origin(models.TextChoices):
        PERSON = "person", _("person")
        MEMORY = "memory", _("memory")

    translation = models.OneToOneField(
        StringTranslation, on_delete=models.CASCADE, primary_key=True, related_name="needs_work"
    )
    made_from = models.ForeignKey(String, on_delete=models.CASCADE, related_name="+")
    origin = models.CharField(max_length=10, choices=Origin, default=Origin.PERSON)

    def __str__(self) -> str:
        return str(self.translation)
