from django.apps import AppConfig


class SecurityConfig(AppConfig):
    name = "cms.security"
    label = "security"

    def ready(self) -> None:
        from translation_workflow.jobs import work

        from .choosers import start_by_attributes
        from .sessions import forget_ended

        start_by_attributes()
        work.DAILY["sessions"] = forget_ended
