from django.apps import AppConfig


class PreviewsConfig(AppConfig):
    name = "cms.previews"
    label = "previews"
    verbose_name = "Previews"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from pages.models.previewing import draw_previews_with

        from .panel import draw

        draw_previews_with(draw)
