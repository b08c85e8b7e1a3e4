from django.apps import AppConfig


class EditionsConfig(AppConfig):
    name = "translation_workflow.editions"
    label = "editions"
    verbose_name = "Editions"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from . import (
            checks,  # noqa: F401
            receivers,
            snippet_policy,
        )

        receivers.connect()
        snippet_policy.register()
