from django.apps import AppConfig


class TermbaseConfig(AppConfig):
    name = "translation_workflow.termbase"
    label = "termbase"
    default_auto_field = "django.db.models.BigAutoField"
