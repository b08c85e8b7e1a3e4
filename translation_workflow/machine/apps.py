from django.apps import AppConfig


class MachineConfig(AppConfig):
    name = "translation_workflow.machine"
    label = "machine"
    default_auto_field = "django.db.models.BigAutoField"
