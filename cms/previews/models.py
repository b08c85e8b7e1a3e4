"""Links to drafts, as they are stored: who holds the token can read, and nobody can read it here."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models.functions import Now

from translation_workflow.editions.models import Edition


class PreviewLink(models.Model):
    """One draft of one page in one edition, for whoever has its token, until it expires or is revoked.

    `token_sha256` is all that is kept of the token. `body` is the document as it was when the link was made,
    in the bytes of the contract: what a link shows never changes. `page_revision` and `layer_revision` say
    which draft that was, None where none was saved. One that is `in_panel` shows what somebody types, with
    their words on top of these.
    A revoked link is deleted.
    """

    token_sha256 = models.CharField(max_length=64, unique=True)
    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="+")
    key = models.UUIDField()
    page_revision = models.BigIntegerField(null=True)
    layer_revision = models.BigIntegerField(null=True)
    in_panel = models.BooleanField(default=False)
    title = models.CharField(max_length=255)
    body = models.BinaryField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    made_at = models.DateTimeField(db_default=Now())
    expires_at = models.DateTimeField(db_index=True)

    class Meta:
        ordering = ["expires_at", "pk"]

    def __str__(self) -> str:
        return f"{self.edition_id}: {self.title}"
