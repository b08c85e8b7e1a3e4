from django.apps import AppConfig


class LogConfig(AppConfig):
    name = "translation_workflow.log"
    label = "log"
