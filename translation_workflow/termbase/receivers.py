"""Every change of a concept or a term moves the mark, in the transaction of the change."""

from __future__ import annotations

from typing import Any

from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver

from .models import Concept, Term, move_mark


@receiver([post_save, post_delete], sender=Concept)
@receiver([post_save, post_delete], sender=Term)
def mark_change(**_signal: Any) -> None:
    move_mark()
