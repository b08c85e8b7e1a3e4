"""Work that waits for the worker: what somebody changed and nobody has followed up yet."""

from __future__ import annotations

import uuid

from django.db import models

from translation_workflow.editions.models import Edition


class Pending(models.Model):
    """One object whose change is to be followed up; the row goes in the transaction that does it.

    A receiver writes it in the transaction of the change, so that none is lost with a killed worker.
    """

    class Kind(models.TextChoices):
        PAGE = "page"
        SNIPPET = "snippet"
        # An edition has to follow its master in one object: a row of its own for each edition, so that
        # each is wholly old or wholly new.
        FOLLOW = "follow"

    kind = models.CharField(max_length=10, choices=Kind)
    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="+")
    object_key = models.UUIDField()
    # Another value at every change: work done for an older one must not delete a newer one.
    token = models.UUIDField(default=uuid.uuid4)
    attempts = models.PositiveIntegerField(default=0)
    not_before = models.DateTimeField(null=True, blank=True)
    fault = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "edition", "object_key"], name="an_object_waits_once")
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.object_key}"
