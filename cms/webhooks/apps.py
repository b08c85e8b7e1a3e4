from django.apps import AppConfig


class WebhooksConfig(AppConfig):
    name = "cms.webhooks"
    label = "webhooks"
    verbose_name = "Webhooks"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Listen to publishing, and let every worker deliver beside its other duties."""
        from translation_workflow.jobs import work

        from . import receivers
        from .deliver import deliver

        receivers.connect()
        if deliver not in work.COMPANIONS:
            work.COMPANIONS.append(deliver)
