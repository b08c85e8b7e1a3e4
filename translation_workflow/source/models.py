"""What the engine's rows have no room for: which text succeeds which, and how far a translation is."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from wagtail_localize.models import String, StringTranslation, TranslationContext

from translation_workflow.editions.models import Edition


class State(models.TextChoices):
    """How far the words of a piece are in an edition. Only pieces with words of their own have a row."""

    UNTRANSLATED = "untranslated", _("untranslated")
    NEEDS_WORK = "needs_work", _("needs work")
    TRANSLATED = "translated", _("translated")
    APPROVED = "approved", _("approved")
    COPY = "copy", _("copy")


class Origin(models.TextChoices):
    """Where the words of a piece come from. A copy is the master's text in an edition of its language."""

    PERSON = "person", _("person")
    MEMORY = "memory", _("memory")
    MACHINE = "machine", _("machine")
    COPY = "copy", _("copy")


class Succession(models.Model):
    """One change of the master: in this place, `new` took the place of `old`.

    `similarity` is 0–100, and 100 for a typo. Words follow in editions whose policy it meets; in the
    others they are a suggestion.
    """

    context = models.ForeignKey(TranslationContext, on_delete=models.CASCADE, related_name="+")
    old = models.ForeignKey(String, on_delete=models.CASCADE, related_name="+")
    new = models.ForeignKey(String, on_delete=models.CASCADE, related_name="+")
    is_typo = models.BooleanField()
    similarity = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["context", "old", "new"], name="a_succession_is_told_once"),
            models.CheckConstraint(
                condition=Q(similarity__lte=100) & (Q(is_typo=False) | Q(similarity=100)),
                name="a_successions_similarity_is_in_percent",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.old_id} → {self.new_id}"


class WorkingState(models.Model):
    """How far a working text is, and where its words come from.

    A working text without such a row was translated by a person, as the engine's editor leaves it.
    `made_from` is the text that words in need of work were made from, where that is another one than
    they stand for. `set_by` is who said so; nobody where the system did.
    """

    translation = models.OneToOneField(
        StringTranslation, on_delete=models.CASCADE, primary_key=True, related_name="working_state"
    )
    state = models.CharField(max_length=12, choices=State)
    origin = models.CharField(max_length=10, choices=Origin, default=Origin.PERSON)
    made_from = models.ForeignKey(String, on_delete=models.CASCADE, related_name="+", null=True)
    set_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, related_name="+", null=True
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["needs_work", "translated", "approved"]),
                name="a_working_text_has_words",
            ),
            models.CheckConstraint(
                condition=Q(origin__in=["person", "memory", "machine"]),
                name="words_of_a_working_text_come_from_somewhere",
            ),
            models.CheckConstraint(
                condition=Q(state="needs_work") | Q(made_from__isnull=True),
                name="only_words_in_need_of_work_are_made_from_another_text",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.translation_id}: {self.state}"


class DiscardedText(models.Model):
    """Words that a person typed and that gave way to the master's: kept, shown nowhere by itself."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="+")
    context = models.ForeignKey(TranslationContext, on_delete=models.CASCADE, related_name="+")
    string = models.ForeignKey(String, on_delete=models.CASCADE, related_name="+")
    words = models.TextField()
    discarded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, related_name="+", null=True
    )
    discarded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        indexes = [models.Index(fields=["edition", "context"])]

    def __str__(self) -> str:
        return self.words
