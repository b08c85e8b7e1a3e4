"""What was exported and imported, and what an import could not put in its place."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail_localize.models import String, TranslationContext

from translation_workflow.editions.models import Edition


class ShippedCatalogue(models.Model):
    """One file that came with the project, by its path there and the digest of its bytes."""

    path = models.CharField(max_length=255, unique=True)
    digest = models.CharField(max_length=64)

    def __str__(self) -> str:
        return self.path


class Snapshot(models.Model):
    """The values of a catalogue's entries at one moment, as hashes; the same values are one row.

    `entries` is 16 bytes an entry: eight for where it stands and the master's text, eight for the words.
    `digest` is theirs, and the header `X-Snapshot` of an exported file. `page` is its key, or "" for
    snippets.
    """

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="+")
    page = models.CharField(max_length=36, blank=True)
    digest = models.CharField(max_length=64)
    entries = models.BinaryField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["edition", "page", "digest"], name="a_snapshot_is_kept_once")
        ]

    def __str__(self) -> str:
        return self.digest


class Export(models.Model):
    """The catalogues of an edition, written once: who asked, and when."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="+")
    exported_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, related_name="+", null=True
    )
    exported_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return f"{self.edition} {self.exported_at:%Y-%m-%d %H:%M}"


class ExportedFile(models.Model):
    """One file of an export; `digest` is the SHA-256 of its bytes."""

    export = models.ForeignKey(Export, on_delete=models.CASCADE, related_name="files")
    snapshot = models.ForeignKey(Snapshot, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=255)
    digest = models.CharField(max_length=64, db_index=True)

    def __str__(self) -> str:
        return self.name


class Import(models.Model):
    """A batch of catalogues that somebody sent for one edition, and what became of it."""

    class State(models.TextChoices):
        WAITING = "waiting", _("waits to be confirmed")
        DONE = "done", _("imported")
        UNDONE = "undone", _("undone")

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="imports")
    name = models.CharField(max_length=255)
    state = models.CharField(max_length=8, choices=State, default=State.DONE)
    upload = models.BinaryField(null=True)
    imported_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, related_name="+", null=True
    )
    imported_at = models.DateTimeField(auto_now_add=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, related_name="+", null=True
    )
    undone_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state="waiting") | models.Q(upload__isnull=True),
                name="an_upload_is_kept_until_it_is_confirmed",
            )
        ]

    def __str__(self) -> str:
        return self.name


class ImportedFile(models.Model):
    """One file of a batch. `values` are those of its entries that were looked at, as in a snapshot.

    `page` is the key of the one page that it is about, or "". `base` is the export that it was made from;
    nobody knows it for a file of unknown origin. `counts` is verdict → number; `notes` is what somebody
    should read, and `changes` what undo needs.
    """

    batch = models.ForeignKey(Import, on_delete=models.CASCADE, related_name="files")
    name = models.CharField(max_length=255)
    digest = models.CharField(max_length=64, db_index=True)
    page = models.CharField(max_length=36, blank=True)
    base = models.ForeignKey(Snapshot, on_delete=models.CASCADE, related_name="+", null=True)
    values = models.BinaryField()
    counts = models.JSONField(default=dict)
    notes = models.JSONField(default=list)
    changes = models.JSONField(default=list)

    def __str__(self) -> str:
        return self.name


class SetAside(models.Model):
    """Words that somebody sent and that did not become working text: kept as they came.

    `context` and `string` name the place where they could go today; none for a text that the master has
    nowhere. `digest` is that of place, source and words.
    """

    class Reason(models.TextChoices):
        CONFLICT = "conflict", _("somebody else changed it too")
        STALE = "stale", _("the English text has changed")
        QUARANTINED = "quarantined", _("cannot be shown as it is")
        UNKNOWN = "unknown", _("stands nowhere in the English text")

    class Settled(models.TextChoices):
        TAKEN = "taken", _("taken")
        DISMISSED = "dismissed", _("put away")

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="set_aside")
    file = models.ForeignKey(ImportedFile, on_delete=models.SET_NULL, related_name="set_aside", null=True)
    reason = models.CharField(max_length=12, choices=Reason)
    line = models.PositiveIntegerField()
    address = models.CharField(max_length=600)
    source = models.TextField()
    words = models.TextField()
    digest = models.CharField(max_length=64)
    context = models.ForeignKey(TranslationContext, on_delete=models.SET_NULL, related_name="+", null=True)
    string = models.ForeignKey(String, on_delete=models.SET_NULL, related_name="+", null=True)
    settled = models.CharField(max_length=10, choices=Settled, blank=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, related_name="+", null=True
    )
    settled_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-pk"]
        constraints = [models.UniqueConstraint(fields=["edition", "digest"], name="words_are_set_aside_once")]

    def __str__(self) -> str:
        return self.words
