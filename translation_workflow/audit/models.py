"""Entries of the log: written by the database's triggers, read by everybody who may, changed by nobody."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _


class Topic(models.TextChoices):
    """What an entry is about; `watched` says which tables that is."""

    WORDS = "words", _("words")
    STATE = "state", _("state of words")
    LAYER = "layer", _("adaptation of a page")
    DISMISSAL = "dismissal", _("finding put aside")
    TERM = "term", _("term of the termbase")
    FACT = "fact", _("fact")
    PAGE = "page", _("page")
    POLICY = "policy", _("policy of an edition")
    PROGRAMME = "programme", _("programme")
    GROUP = "group", _("group")
    MEMBERSHIP = "membership", _("member of a group")
    PERMISSION = "permission", _("permission")
    PERSON = "person", _("account")


class Entry(models.Model):
    """One change of one row: who, when, by what, what about, before and after.

    The ids point at rows that may be gone, and the person at one who may have left: nothing is a foreign
    key, so that nothing takes an entry along. Which ids there are depends on the topic. `before` is None of
    what is new, `after` of what is gone. Words are said as they are, a state as `text.State`, everything
    else as JSON, see `text`. `old_string_id` is the text that words stood for before, where it is another.
    """

    at = models.DateTimeField(_("when"))
    user_id = models.BigIntegerField(null=True)
    user_name = models.TextField(_("who"))
    by = models.TextField(_("way"))
    topic = models.CharField(_("what"), max_length=12, choices=Topic)
    edition_id = models.BigIntegerField(null=True)
    locale_id = models.BigIntegerField(null=True)
    context_id = models.BigIntegerField(null=True)
    string_id = models.BigIntegerField(null=True)
    old_string_id = models.BigIntegerField(null=True)
    object = models.TextField(_("object"), null=True)
    before = models.TextField(_("before"), null=True)
    after = models.TextField(_("after"), null=True)

    class Meta:
        verbose_name = _("entry of the log")
        verbose_name_plural = _("entries of the log")
        default_permissions = ()
        indexes = [
            # Of one column, and only where there is a place: every word that comes in pays for it.
            models.Index(
                fields=["context_id"],
                condition=models.Q(context_id__isnull=False),
                name="entries_of_a_place",
            )
        ]

    def __str__(self) -> str:
        return f"{self.at} {self.user_name or self.by}: {self.topic}"

    def save(self, *args: Any, **options: Any) -> None:
        """Refuse: the database writes entries itself."""
        raise TypeError("Entries of the log are written by the database: change what they are about.")
