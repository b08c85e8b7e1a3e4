"""Agreed words: concepts, what they are called in each language, and whether translations call them so."""

from django.apps import AppConfig


class TermbaseConfig(AppConfig):
    name = "translation_workflow.termbase"
    label = "termbase"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from . import receivers  # noqa: F401
