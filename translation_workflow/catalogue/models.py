"""Which catalogues came in with the project, and which went out to partners."""

from django.db import models

from translation_workflow.editions.models import Edition


class ShippedCatalogue(models.Model):
    """One file that came with the project, by its path there and the digest of its bytes."""

    path = models.CharField(max_length=255, unique=True)
    digest = models.CharField(max_length=64)

    def __str__(self) -> str:
        return self.path


class ExportedCatalogue(models.Model):
    """The bytes that a catalogue was last exported with: a file that differs was edited."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=255)
    digest = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["edition", "name"], name="a_catalogue_is_exported_by_name")
        ]

    def __str__(self) -> str:
        return self.name
