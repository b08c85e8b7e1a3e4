from django.apps import AppConfig


class AdaptationConfig(AppConfig):
    default_auto_field = "django.db.models.BigAutoField"
    name = "translation_workflow.adaptation"
    label = "adaptation"
