"""The rows that the API serves: bytes by their hash, and where they stand."""

from __future__ import annotations

from django.db import models

from translation_workflow.editions.models import Edition


class Content(models.Model):
    """The bytes of a document, and the same compressed. Written once, never changed.

    `edition` and `key` say of which: bytes that it had before are read as long as the document itself is.
    """

    sha256 = models.CharField(max_length=64, primary_key=True)
    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="contents")
    key = models.UUIDField()
    body = models.BinaryField()
    gzip = models.BinaryField()
    # Empty for what was stored before there was this coding.
    brotli = models.BinaryField(default=b"")

    def __str__(self) -> str:
        return self.sha256

    @property
    def packed(self) -> dict[str, bytes]:
        """Content coding → the bytes, the one to prefer first."""
        codings = {"br": bytes(self.brotli), "gzip": bytes(self.gzip)}
        return {coding: body for coding, body in codings.items() if body}


class Document(models.Model):
    """One page in one edition, as it is read now; what is gone stays as a tombstone (`is_live` false).

    `key` and `parent_key` are translation keys; `path` begins at the edition's own root.
    `title_language` is BCP 47, and empty where the title is in the edition's language. `change` is the
    number, in its edition, of the publication that changed its bytes last, brought it or took it away.
    """

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="documents")
    key = models.UUIDField()
    type = models.CharField(max_length=20)
    # Two slugs of up to 255 characters; an index of PostgreSQL holds no more than 2,700 bytes.
    path = models.CharField(max_length=600)
    title = models.CharField(max_length=255)
    title_language = models.CharField(max_length=100, blank=True, default="")
    content = models.ForeignKey(Content, on_delete=models.RESTRICT, related_name="+")
    position = models.PositiveIntegerField()
    parent_key = models.UUIDField(null=True)
    is_live = models.BooleanField(default=True)
    change = models.PositiveBigIntegerField(default=0)
    # Those by which it was made (`documents.write.RULES`).
    rules = models.PositiveSmallIntegerField(default=0)

    class Meta:
        indexes = [models.Index(fields=["edition", "change"], name="documents_by_change")]
        constraints = [
            models.UniqueConstraint(fields=["edition", "key"], name="a_page_has_one_document_an_edition"),
            models.UniqueConstraint(
                fields=["edition", "path"],
                condition=models.Q(is_live=True),
                name="a_live_path_is_one_document",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.edition_id}:{self.path}"


class FormerPath(models.Model):
    """Which document stood last at a path before the path was left, by a move or by a retirement."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="former_paths")
    path = models.CharField(max_length=600)
    key = models.UUIDField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["edition", "path"], name="a_former_path_leads_to_one_document")
        ]

    def __str__(self) -> str:
        return f"{self.edition_id}:{self.path} → {self.key}"


class Reference(models.Model):
    """A document depends on the page or snippet with this translation key, whether that is live or not, or
    on the picture or paper with this key (`documents.files.file_key`).
    """

    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="references")
    target = models.UUIDField(db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["document", "target"], name="a_document_refers_once")]

    def __str__(self) -> str:
        return f"{self.document_id} → {self.target}"


class SearchEntry(models.Model):
    """What a live document is found by: folded words, and its texts to quote from.

    The four columns of words hold each word once, parted by blanks: `title`, `headings`, `often` (what the
    body says again and again) and `body`. The database keeps its full text index of them by itself: a
    generated `words` of PostgreSQL, the FTS5 table `delivery_searchwords` and triggers of SQLite. `pieces`
    is JSON, as `search.entry` writes it; `made_of` names the bytes and the rules that all this was made from.
    """

    document = models.OneToOneField(
        Document, on_delete=models.CASCADE, primary_key=True, related_name="search_entry"
    )
    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="+")
    made_of = models.CharField(max_length=80)
    title = models.TextField()
    headings = models.TextField()
    often = models.TextField()
    body = models.TextField()
    pieces = models.TextField()

    def __str__(self) -> str:
        return f"{self.document_id}: {self.made_of}"
