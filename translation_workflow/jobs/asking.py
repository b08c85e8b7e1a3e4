"""Asking for errands: noted durably, in one transaction, for the worker or whoever works them off."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied

from translation_workflow.editions.models import Edition
from translation_workflow.editions.policy import may_translate
from translation_workflow.machine.pretranslate import check_engine

from .models import Item, Kind
from .schedule import errand


def ask_for_drafts(
    edition: Edition, keys: Iterable[UUID], *, engine: str = "", asked_by: Any = None
) -> list[Item]:
    """Note that a machine is to draft what an edition lacks in these objects; return the items.

    `asked_by` is nobody on the command line. Raises PermissionDenied for somebody who may not translate the
    edition, and Unaskable, before anything is noted, where the engine may not be asked.
    """
    if asked_by is not None and not may_translate(asked_by, edition):
        raise PermissionDenied
    name = check_engine(edition, engine).name
    return errand(edition, keys, kind=Kind.PRETRANSLATE, engine=name, asked_by=asked_by)
