"""From when to when something holds, and when somebody has to look at it again."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

_BACKWARDS = _("It cannot end before it begins. Give a day that is not before “valid from”, or none.")


class Validity(models.Model):
    """Three days, each of which may be missing: it then holds always, or nobody is asked to review it."""

    valid_from = models.DateField(_("valid from"), null=True, blank=True)
    valid_to = models.DateField(_("valid to"), null=True, blank=True)
    review_by = models.DateField(
        _("review by"),
        null=True,
        blank=True,
        help_text=_("After this day it is reported as overdue, until somebody looked at it."),
    )

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=models.Q(valid_to__gte=models.F("valid_from")),
                name="a_%(class)s_ends_after_it_begins",
                violation_error_message=_BACKWARDS,
            )
        ]

    def clean(self) -> None:
        """Refuse a validity that ends before it begins, beside the field."""
        super().clean()
        if self.valid_from and self.valid_to and self.valid_to < self.valid_from:
            raise ValidationError({"valid_to": _BACKWARDS})
