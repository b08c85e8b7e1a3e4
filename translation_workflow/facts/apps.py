from django.apps import AppConfig


class FactsConfig(AppConfig):
    default_auto_field = "django.db.models.BigAutoField"
    name = "translation_workflow.facts"
    label = "facts"

    def ready(self) -> None:
        """Let the stock screens of snippets obey the owners of facts; before anybody asks who may what."""
        from wagtail.permissions import register_permission_policy

        from .kinds import KINDS
        from .policy import FactPolicy

        for kind in KINDS:
            register_permission_policy(kind.model, FactPolicy(kind.model))
