from django.apps import AppConfig


class SecurityConfig(AppConfig):
    name = "cms.security"
    label = "security"

    def ready(self) -> None:
        from translation_workflow.jobs import work

        from .choosers import start_by_attributes
        from .sessions import forget_ended
        from .spreadsheets import write_no_formulas

        start_by_attributes()
        write_no_formulas()
        work.DAILY["sessions"] = forget_ended
