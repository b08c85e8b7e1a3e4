"""Work that outlives a request and a crash: what somebody asked for, and one item of it for each edition."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from pages.models import Programme
from translation_workflow.editions.models import Edition


class Kind(models.TextChoices):
    """What has to be done in an edition for one object; `effects` says how."""

    # A page was published, unpublished, moved or deleted there.
    PAGE = "page", _("Page changed")
    # A snippet was changed, which pages may show.
    SNIPPET = "snippet", _("Snippet changed")
    # The edition has to follow its master in the object.
    FOLLOW = "follow", _("Follow the master")
    # The master's own document has to be built or withdrawn.
    DOCUMENT = "document", _("Build the document")
    # A machine drafts the words that the edition lacks in the object.
    PRETRANSLATE = "pretranslate", _("Draft by machine")


ERRANDS = frozenset({Kind.PRETRANSLATE})
"""Kinds that wait for somebody outside: worked on in a thread of their own, and in nobody's way."""

FOLLOWING = tuple(kind for kind in Kind if kind not in ERRANDS)
"""All others, in the order in which they are listed."""

LONGEST_KIND = 20


class State(models.TextChoices):
    WAITING = "waiting", _("waiting")
    RUNNING = "running", _("running")
    DONE = "done", _("done")
    DEAD = "dead", _("failed")


class Job(models.Model):
    """One object that changed, and who changed it. It is done when all its items are.

    An errand may be about many objects of an edition; its own object is then the first of them.
    """

    kind = models.CharField(max_length=LONGEST_KIND, choices=Kind)
    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="+")
    object_key = models.UUIDField()
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    asked_at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.kind} {self.object_key}"


class Item(models.Model):
    """A job's work in one edition: wholly done or not at all.

    A running item is leased to `worker` until `lease_until`, by the database's clock. `units` are the
    parts of the object that changed (`title`, `recommended_steps.<block id>`); null means everything.
    `engine` is the machine that an errand asks; `outcome` is what came of it, see `errands.Result`.
    """

    job = models.ForeignKey(Job, on_delete=models.CASCADE, related_name="items")
    # As the job's, and repeated here: a constraint cannot look into another table.
    kind = models.CharField(max_length=LONGEST_KIND, choices=Kind)
    object_key = models.UUIDField()
    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="+")
    units = models.JSONField(null=True, blank=True)
    engine = models.CharField(max_length=50, blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    attempts = models.PositiveIntegerField(default=0)
    worker = models.CharField(max_length=100, blank=True)
    lease_until = models.DateTimeField(null=True, blank=True)
    not_before = models.DateTimeField(null=True, blank=True)
    fault = models.TextField(blank=True)
    outcome = models.JSONField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            # What runs is no longer open: a change that comes meanwhile makes an item of its own.
            models.UniqueConstraint(
                fields=["object_key", "edition", "kind"],
                condition=Q(state__in=["waiting", "dead"]),
                name="an_object_is_open_once",
            )
        ]
        indexes = [
            models.Index(fields=["id"], condition=Q(state="waiting"), name="items_waiting"),
            models.Index(
                fields=["object_key", "edition"], condition=Q(state="running"), name="items_running"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.object_key} in edition {self.edition_id}"
