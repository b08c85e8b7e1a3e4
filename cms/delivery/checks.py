"""What Django's system check says of delivery."""

from __future__ import annotations

from typing import Any

from django.core.checks import CheckMessage, Error, register

from .contract import faults


def connect() -> None:
    """Let `manage.py check`, and whatever begins with it, ask."""
    register(documents_hold_what_pages_do)


def documents_hold_what_pages_do(**_: Any) -> list[CheckMessage]:
    """Every block that authors can use has a model in the public contract, field by field."""
    return [Error(fault, id="delivery.E001") for fault in faults()]
