from typing import Any

from django.apps import AppConfig
from django.core import checks
from django.db.backends.signals import connection_created
from django.db.models.signals import post_migrate, pre_migrate


class AuditConfig(AppConfig):
    name = "translation_workflow.audit"
    label = "audit"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from .checks import check_triggers
        from .commands import let_commands_say_who_acts
        from .connecting import listen

        connection_created.connect(listen, dispatch_uid="audit")
        pre_migrate.connect(_before, sender=self, dispatch_uid="audit")
        post_migrate.connect(_after, sender=self, dispatch_uid="audit")
        checks.register(check_triggers, checks.Tags.database)
        let_commands_say_who_acts()


def _before(*, using: str, plan: Any = (), **_: Any) -> None:
    from .triggers import remove

    if plan:
        remove(using)


def _after(*, using: str, **_: Any) -> None:
    from .triggers import install

    install(using)
