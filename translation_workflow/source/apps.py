from django.apps import AppConfig


class SourceConfig(AppConfig):
    name = "translation_workflow.source"
    label = "source"
    default_auto_field = "django.db.models.BigAutoField"
