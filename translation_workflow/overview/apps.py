from django.apps import AppConfig


class OverviewConfig(AppConfig):
    name = "translation_workflow.overview"
    label = "overview"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Let a worker note once a day how far editions are."""
        from translation_workflow.jobs import work

        from .progress import note_progress

        work.DAILY["progress"] = note_progress
