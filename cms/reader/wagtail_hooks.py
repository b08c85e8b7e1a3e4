"""Where the reader's preview is in the admin."""

from __future__ import annotations

from typing import Any

from django.urls import path
from wagtail import hooks

from .preview.views import PreviewView


@hooks.register("register_admin_urls")
def register_urls() -> list[Any]:
    # Of the screen of adaptations, which knows nothing of readers, and finds it by its name.
    view = PreviewView.as_view()
    return [path("adaptations/<int:pk>/<uuid:key>/preview/", view, name="preview_adaptation")]
