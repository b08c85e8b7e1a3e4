"""What the admin offers beyond the registry of editions."""

from __future__ import annotations

from typing import Any

from django.urls import path
from wagtail import hooks

from .views import CreatePagesView


@hooks.register("register_admin_urls")
def register_urls() -> list[Any]:
    return [path("editions/<int:pk>/pages/", CreatePagesView.as_view(), name="edition_pages")]
