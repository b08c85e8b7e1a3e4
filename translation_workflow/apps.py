from django.apps import AppConfig


class TranslationWorkflowConfig(AppConfig):
    name = "translation_workflow"

    def ready(self) -> None:
        """Teach the engine the inline tags that authors may use and it does not know.

        Without this a subscript cuts its sentence into pieces, and text moves in untranslated pages.
        It must stand before the first source is extracted.
        """
        from wagtail_localize import strings

        strings.INLINE_TAGS.extend(tag for tag in ("sub", "sup") if tag not in strings.INLINE_TAGS)
        from . import receivers
        from .review.screens import closed, seam

        receivers.connect()
        seam.install()
        closed.install()
