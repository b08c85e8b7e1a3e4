from django.apps import AppConfig


class QualityConfig(AppConfig):
    name = "translation_workflow.quality"
    label = "quality"
    default_auto_field = "django.db.models.BigAutoField"
