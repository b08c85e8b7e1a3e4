"""Who may change a fact: an edition's own is its people's, the master's is whose the model is."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from wagtail.permission_policies import ModelPermissionPolicy

from translation_workflow.editions.policy import editions_for, may_translate, programmes_authored_by

from .own import own_rows, owner_of


class FactPolicy(ModelPermissionPolicy):
    """Facts of an edition belong to whoever may work on it, and to no other edition's partner.

    Stock screens ask for the model's permission first, which partners have not: their way are the screens
    of facts. With it, an author changes the rows of the own programme's master.
    """

    def user_has_permission_for_instance(self, user: Any, action: str, instance: Any) -> bool:
        return self.user_has_any_permission_for_instance(user, [action], instance)

    def user_has_any_permission_for_instance(self, user: Any, actions: Iterable[str], instance: Any) -> bool:
        edition = owner_of(instance)
        if edition is not None:
            return may_translate(user, edition)
        is_theirs = programmes_authored_by(user).filter(pk=instance.programme_id).exists()
        return is_theirs and bool(self.user_has_any_permission(user, actions))

    def instances_user_has_permission_for(self, user: Any, action: str) -> QuerySet[Any]:
        return self.instances_user_has_any_permission_for(user, [action])

    def instances_user_has_any_permission_for(self, user: Any, actions: Iterable[str]) -> QuerySet[Any]:
        rows: QuerySet[Any] = self.model._default_manager.all()
        if user.is_active and user.is_superuser:
            return rows
        owned = Q(pk__in=own_rows(self.model).order_by().values("pk"))
        mine = editions_for(user).filter(programme=OuterRef("programme"), locale=OuterRef("locale"))
        allowed = owned & Q(Exists(mine.order_by()))
        if self.user_has_any_permission(user, actions):
            allowed |= ~owned & Q(programme__in=programmes_authored_by(user))
        return rows.filter(allowed)
