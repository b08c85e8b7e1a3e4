"""The form that is open as it is typed: what the adaptation would be if it were sent now."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from translation_workflow.adaptation.edit import layer_of
from translation_workflow.adaptation.published import Adaptation, latest_of

from .opening import Opened, save
from .situation import Situation


def would_be(one: Opened, situation: Situation, *, version: int, user: Any) -> Adaptation:
    """Return what the draft would be after a valid form; nothing is kept. Raises AdaptationRefused.

    It is done as if it were sent, and taken back: what is shown is what would be saved.
    """
    with transaction.atomic():
        layer = layer_of(situation.edition, situation.master.translation_key)
        save(one, situation, layer, version=version, user=user)
        found = latest_of(layer)
        transaction.set_rollback(True)
    return found
