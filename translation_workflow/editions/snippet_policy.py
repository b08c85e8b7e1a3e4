"""Who may change what the pages of a programme show: its authors, and the master's rows only."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import F, QuerySet
from wagtail.permission_policies import ModelPermissionPolicy

from .policy import is_keeper, programmes_authored_by


class SnippetPolicy(ModelPermissionPolicy):
    """Django's permission on the model says that somebody is an author; the row says of which programme.

    Rows in another language than the master's follow it by themselves.
    """

    def user_has_permission_for_instance(self, user: Any, action: str, instance: Any) -> bool:
        return self.user_has_any_permission_for_instance(user, [action], instance)

    def user_has_any_permission_for_instance(self, user: Any, actions: Iterable[str], instance: Any) -> bool:
        if not self.user_has_any_permission(user, actions):
            return False
        if is_keeper(user):
            return True
        theirs = programmes_authored_by(user).filter(pk=instance.programme_id)
        if hasattr(instance, "locale_id"):
            theirs = theirs.filter(master_locale=instance.locale_id)
        return bool(theirs.exists())

    def instances_user_has_permission_for(self, user: Any, action: str) -> QuerySet[Any]:
        return self.instances_user_has_any_permission_for(user, [action])

    def instances_user_has_any_permission_for(self, user: Any, actions: Iterable[str]) -> QuerySet[Any]:
        rows: QuerySet[Any] = self.model._default_manager.all()
        if not self.user_has_any_permission(user, actions):
            return rows.none()
        if is_keeper(user):
            return rows
        theirs = rows.filter(programme__in=programmes_authored_by(user))
        has_words = hasattr(self.model, "locale")
        return theirs.filter(locale=F("programme__master_locale")) if has_words else theirs


def register() -> None:
    """Let Wagtail's screens of what pages show ask it; where a model has a policy of its own, that one."""
    from django.apps import apps
    from wagtail.permissions import policy_registry, register_permission_policy

    from .grants import SNIPPETS

    for model in (apps.get_model("pages", label) for label in SNIPPETS):
        if policy_registry.get_by_type(model, fallback=False) is None:
            register_permission_policy(model, SnippetPolicy(model))
