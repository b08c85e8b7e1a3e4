from django.apps import AppConfig


class ReaderConfig(AppConfig):
    name = "cms.reader"
    label = "reader"
    default_auto_field = "django.db.models.BigAutoField"
