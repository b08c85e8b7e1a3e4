from django.apps import AppConfig


class ApprovingConfig(AppConfig):
    name = "translation_workflow.approving"
    label = "approving"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from . import receivers

        receivers.connect()
