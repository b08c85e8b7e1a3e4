"""Where the pictures of drift are in the admin: beside the screens of adaptations."""

from __future__ import annotations

from typing import Any

from django.urls import path
from wagtail import hooks

from .screens.drift import CsvView, DriftView, EditionDriftView


@hooks.register("register_admin_urls")
def register_urls() -> list[Any]:
    return [
        path("adaptations/drift/", DriftView.as_view(), name="drift"),
        path("adaptations/<int:pk>/drift/", EditionDriftView.as_view(), name="drift_edition"),
        path("adaptations/<int:pk>/drift.csv", CsvView.as_view(), name="drift_csv"),
    ]
