"""What engines said, so that nothing is asked twice: rows that may be deleted at any time."""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _


class Answer(models.Model):
    """What an engine said of a text: `words` that stood every check, or the `fault` of those that did not.

    `key` is of text, both languages and the engine's version (`cache.key_of`); `engine` and `target` are
    for those who delete.
    """

    key = models.BinaryField(max_length=32, unique=True)
    engine = models.CharField(max_length=400)
    target = models.CharField(max_length=20)
    words = models.TextField()
    fault = models.TextField(default="", blank=True)
    at = models.DateTimeField(db_default=Now())

    class Meta:
        verbose_name = _("answer of an engine")
        verbose_name_plural = _("answers of engines")
        indexes = [models.Index(fields=["at"])]

    def __str__(self) -> str:
        return f"{self.engine} → {self.target}"
