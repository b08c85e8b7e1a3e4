"""Rows of the termbase: concepts, their terms, what files said of them, a mark that every change moves."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from typing import Any

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from translation_workflow.editions.languages import LANGUAGES

from . import concept as plain

KEY_LENGTH = 64
TERM_LENGTH = 200
NOTE_LENGTH = 1000


class Status(models.TextChoices):
    """Whether a term is to be used, see `concept.Status`."""

    PREFERRED = plain.Status.PREFERRED.value, _("preferred")
    ADMITTED = plain.Status.ADMITTED.value, _("admitted")
    DEPRECATED = plain.Status.DEPRECATED.value, _("deprecated")


class Form(models.TextChoices):
    """What a term is written as, see `concept.Form`."""

    WORD = plain.Form.WORD.value, _("word")
    ABBREVIATION = plain.Form.ABBREVIATION.value, _("abbreviation")
    INFLECTED = plain.Form.INFLECTED.value, _("inflected form")


class Marking(models.QuerySet[Any]):
    """What writes many rows at once sends no signals: it moves the mark itself."""

    def update(self, **values: Any) -> int:
        changed = super().update(**values)
        move_mark()
        return changed

    def bulk_create(self, objs: Iterable[Any], *args: Any, **options: Any) -> list[Any]:
        made = super().bulk_create(objs, *args, **options)
        move_mark()
        return made


class Concept(models.Model):
    """Something that texts speak of. In a free one each edition chooses its own words."""

    key = models.CharField(
        _("key"),
        max_length=KEY_LENGTH,
        unique=True,
        validators=[RegexValidator(r"^[a-z0-9]+(-[a-z0-9]+)*\Z")],
    )
    is_free = models.BooleanField(_("each edition chooses its words"), default=False)
    note = models.CharField(_("note"), max_length=NOTE_LENGTH, blank=True)

    objects = Marking.as_manager()

    class Meta:
        verbose_name = _("concept")
        verbose_name_plural = _("concepts")
        ordering = ["key"]
        constraints = [models.CheckConstraint(condition=~Q(key=""), name="a_concept_has_a_key")]

    def __str__(self) -> str:
        return self.key


class Term(models.Model):
    """What a concept is called in a language; the code is BCP 47 as people write it (`nl-BE`)."""

    concept = models.ForeignKey(
        Concept, on_delete=models.CASCADE, related_name="terms", verbose_name=_("concept")
    )
    language = models.CharField(
        _("language"), max_length=12, choices=[(one.code, one.name) for one in LANGUAGES]
    )
    text = models.CharField(_("term"), max_length=TERM_LENGTH)
    status = models.CharField(_("status"), max_length=12, choices=Status, default=Status.PREFERRED)
    form = models.CharField(_("form"), max_length=12, choices=Form, default=Form.WORD)
    is_attested = models.BooleanField(_("found in published texts"), default=False)
    note = models.CharField(_("note"), max_length=NOTE_LENGTH, blank=True)

    objects = Marking.as_manager()

    class Meta:
        verbose_name = _("term")
        verbose_name_plural = _("terms")
        ordering = ["concept", "language", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["concept", "language", "text"], name="a_term_stands_once"),
            models.UniqueConstraint(
                fields=["concept", "language", "form"],
                condition=Q(status="preferred") & ~Q(form="inflected"),
                name="one_term_of_a_form_is_preferred",
            ),
            models.CheckConstraint(condition=~Q(text=""), name="a_term_has_a_text"),
            models.CheckConstraint(
                condition=Q(status__in=[one.value for one in plain.Status]), name="a_terms_status_is_known"
            ),
            models.CheckConstraint(
                condition=Q(form__in=[one.value for one in plain.Form]), name="a_terms_form_is_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.text} ({self.language})"


class GlossaryRecord(models.Model):
    """What a glossary said last of a concept, or of one of its terms: who changes that later is a person.

    Of a concept itself `language` and `text` are empty. `glossary` is "shipped", or the name of a file.
    """

    concept = models.CharField(max_length=KEY_LENGTH)
    language = models.CharField(max_length=12, blank=True)
    text = models.CharField(max_length=TERM_LENGTH, blank=True)
    glossary = models.CharField(max_length=200)
    digest = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["concept", "language", "text"], name="a_glossary_is_recorded_once"
            )
        ]

    def __str__(self) -> str:
        return " ".join(filter(None, (self.concept, self.language, self.text)))


class ShippedGlossary(models.Model):
    """The shipped glossary that was taken in last, so that a start with the same one does nothing."""

    name = models.CharField(max_length=20, primary_key=True, default="shipped")
    digest = models.CharField(max_length=64)

    def __str__(self) -> str:
        return self.digest


class Mark(models.Model):
    """One row that every change of the termbase gives another value: held terms are then old."""

    name = models.CharField(max_length=20, primary_key=True, default="terms")
    value = models.UUIDField(default=uuid.uuid4)

    def __str__(self) -> str:
        return str(self.value)


def move_mark() -> None:
    """Give the mark another value, never one that it had: a rolled back one must not come again."""
    Mark.objects.update_or_create(defaults={"value": uuid.uuid4()}, name="terms")
