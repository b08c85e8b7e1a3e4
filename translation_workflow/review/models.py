"""What is live in an edition, word for word."""

from __future__ import annotations

from django.db import models
from wagtail_localize.models import String, TranslationContext

from translation_workflow.editions.models import Edition


class PublishedText(models.Model):
    """The words that one piece is live with in an edition.

    Empty words say that the master's text stands in for a missing translation. `made_from` is the text
    that the words were made from, where the master has changed it since. `links` tells where the words'
    links lead, so that they can be followed to another text. A row is retired when the master has its
    text there no longer; it comes back with the text.
    """

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="+")
    object_key = models.UUIDField()
    context = models.ForeignKey(TranslationContext, on_delete=models.CASCADE, related_name="+")
    string = models.ForeignKey(String, on_delete=models.CASCADE, related_name="+")
    words = models.TextField(blank=True)
    made_from = models.ForeignKey(String, on_delete=models.CASCADE, related_name="+", null=True)
    links = models.JSONField(default=dict)
    is_retired = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "context", "string"], name="a_piece_is_published_once_an_edition"
            )
        ]
        indexes = [models.Index(fields=["edition", "object_key"])]

    def __str__(self) -> str:
        return self.words


class Publication(models.Model):
    """An object was published in an edition, by somebody who may.

    A page that went away with its master is withdrawn, and comes back with it. One that people of the
    edition unpublished is taken down: it comes back when they publish it.
    """

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="+")
    object_key = models.UUIDField()
    is_withdrawn = models.BooleanField(default=False)
    is_taken_down = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["edition", "object_key"], name="one_publication_an_object")
        ]

    def __str__(self) -> str:
        return str(self.object_key)
