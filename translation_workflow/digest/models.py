"""Who gets a digest how often, and until when each was told what is new."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from translation_workflow.editions.models import Edition


class Pace(models.TextChoices):
    """How often somebody gets a digest, at the most."""

    WEEKLY = "weekly", _("once a week")
    DAILY = "daily", _("once a day")
    OFF = "off", _("never")


class Wish(models.Model):
    """What somebody chose; who chose nothing has no row, and gets a digest once a week."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, primary_key=True, related_name="digest"
    )
    pace = models.CharField(_("digest"), max_length=6, choices=Pace, default=Pace.WEEKLY)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(pace__in=["weekly", "daily", "off"]), name="a_digest_has_a_pace"
            )
        ]

    def __str__(self) -> str:
        return f"{self.user_id}: {self.pace}"


class Letter(models.Model):
    """Until when somebody was told what is new in an edition.

    `until` is moved forward *before* a mail is given away, and back where the server says that it did not
    take it. So a mail that was given away while the system ended is never sent again, though nobody knows
    whether it arrived: `is_sent` is then false. `tries` and `not_before` are of mails that were refused.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="+")
    until = models.DateTimeField()
    is_sent = models.BooleanField(default=False)
    tries = models.PositiveSmallIntegerField(default=0)
    not_before = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "edition"], name="an_edition_has_one_letter_a_person")
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.edition_id} {self.until:%Y-%m-%d}"
