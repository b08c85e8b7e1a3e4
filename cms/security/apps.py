from django.apps import AppConfig


class SecurityConfig(AppConfig):
    name = "cms.security"
    label = "security"

    def ready(self) -> None:
        from .choosers import start_by_attributes

        start_by_attributes()
