"""Who wants to be told, what they are to be told, and what they answered."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from pages.models import Programme
from translation_workflow.editions.models import Edition

from .signing import new_secret


class Event(models.TextChoices):
    """What a message tells: its `type` in the standard."""

    CHANGED = "documents.changed", _("documents changed")
    PUBLISHED = "edition.published", _("edition published")
    UNPUBLISHED = "edition.unpublished", _("edition unpublished")
    PING = "webhook.ping", _("test message")


class State(models.TextChoices):
    WAITING = "waiting", _("waiting")
    SENDING = "sending", _("being sent")
    DELIVERED = "delivered", _("delivered")
    DEAD = "dead", _("given up")


class Endpoint(models.Model):
    """An address that is told of one edition, or, without one, of all editions of a programme.

    `off_because` is the sentence why it was switched off by itself. After a change of secret the one
    before signs, too, until `former_until`.
    """

    programme = models.ForeignKey(
        Programme, on_delete=models.CASCADE, related_name="+", verbose_name=_("programme")
    )
    edition = models.ForeignKey(
        Edition, on_delete=models.CASCADE, related_name="+", null=True, blank=True, verbose_name=_("edition")
    )
    url = models.CharField(_("address"), max_length=500)
    note = models.CharField(_("what it is for"), max_length=200, blank=True)
    secret = models.CharField(max_length=100, default=new_secret)
    former_secret = models.CharField(max_length=100, blank=True)
    former_until = models.DateTimeField(null=True, blank=True)
    is_on = models.BooleanField(default=True)
    off_because = models.TextField(blank=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    made_at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ["programme", "edition", "pk"]

    def __str__(self) -> str:
        return self.url

    @property
    def about(self) -> str:
        """The edition that it is told of, or the programme with a star for all of them."""
        return str(self.edition) if self.edition else f"{self.programme.slug}/*"


class Delivery(models.Model):
    """A message for one endpoint: the outbox, written in the transaction that it tells of.

    `message` is the standard's `webhook-id`, the same for every attempt and replay; `body` is what is
    sent, byte for byte. While it is sent it is leased to `worker` until `lease_until`, by the database's
    clock. Deliveries of one endpoint may arrive in any order.
    """

    endpoint = models.ForeignKey(Endpoint, on_delete=models.CASCADE, related_name="deliveries")
    message = models.CharField(max_length=40)
    event = models.CharField(max_length=20, choices=Event)
    # The edition's name, which outlives its row.
    about = models.CharField(max_length=120)
    body = models.TextField()
    written_at = models.DateTimeField(db_default=Now())
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    attempts = models.PositiveIntegerField(default=0)
    worker = models.CharField(max_length=100, blank=True)
    lease_until = models.DateTimeField(null=True, blank=True)
    not_before = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(fields=["endpoint", "message"], name="a_message_is_told_once_an_endpoint")
        ]
        indexes = [
            models.Index(fields=["id"], condition=Q(state="waiting"), name="deliveries_waiting"),
            models.Index(fields=["endpoint"], condition=Q(state="sending"), name="deliveries_sending"),
            models.Index(fields=["endpoint", "state"], name="deliveries_by_state"),
        ]

    def __str__(self) -> str:
        return f"{self.event} {self.message}"


class Attempt(models.Model):
    """One try, and the answer: `answer` is the first bytes of it, `status` null where there was none.

    `fault` is the sentence that says what went wrong; empty for what was taken.
    """

    delivery = models.ForeignKey(Delivery, on_delete=models.CASCADE, related_name="tries")
    at = models.DateTimeField(db_default=Now())
    status = models.PositiveSmallIntegerField(null=True, blank=True)
    answer = models.TextField(blank=True)
    fault = models.TextField(blank=True)
    milliseconds = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.fault or str(self.status)
