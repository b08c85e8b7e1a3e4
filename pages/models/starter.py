"""What the starter programme wrote, so that it never writes over what people wrote since."""

from django.db import models


class StarterRecord(models.Model):
    """One loaded object: the digest of its entry in the file, and of the content it became."""

    key = models.UUIDField(primary_key=True)
    entry_digest = models.CharField(max_length=64)
    content_digest = models.CharField(max_length=64)

    def __str__(self) -> str:
        return str(self.key)
