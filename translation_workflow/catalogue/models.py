"""Which shipped catalogues the system has taken in."""

from django.db import models


class ShippedCatalogue(models.Model):
    """One file that came with the project, by its path there and the digest of its bytes."""

    path = models.CharField(max_length=255, unique=True)
    digest = models.CharField(max_length=64)

    def __str__(self) -> str:
        return self.path
