from django.apps import AppConfig


class DigestConfig(AppConfig):
    name = "translation_workflow.digest"
    label = "digest"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Let every worker send digests beside its duties."""
        from translation_workflow.jobs import work

        from .companion import send_beside

        if send_beside not in work.COMPANIONS:
            work.COMPANIONS.append(send_beside)
