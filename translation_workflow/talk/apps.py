from django.apps import AppConfig


class TalkConfig(AppConfig):
    name = "translation_workflow.talk"
    label = "talk"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from . import panel

        panel.install()
