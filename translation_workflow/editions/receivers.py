"""Groups of roles come with what they are about, in the same transaction, and go with it.

They are rights: none may be missing when somebody is to get a role, and none may be left behind.
"""

from __future__ import annotations

from typing import Any

from django.db.models.signals import post_delete, post_save

from .models import Edition, RoleGroup
from .role_groups import keep_role_groups


def connect() -> None:
    """Listen to editions, and to programmes, which say what their first page is."""
    from pages.models import Programme

    for model in (Edition, Programme):
        post_save.connect(_on_saved, sender=model, dispatch_uid=f"editions.roles.{model.__name__}")
    post_delete.connect(_on_gone, sender=RoleGroup, dispatch_uid="editions.roles.gone")


def _on_saved(raw: bool = False, **kwargs: Any) -> None:
    if not raw:
        keep_role_groups()


def _on_gone(instance: RoleGroup, **kwargs: Any) -> None:
    """An edition that goes takes its groups along: else they would keep rights on its pages."""
    instance.group.delete()
