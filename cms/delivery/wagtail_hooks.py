"""Where the pictures of drift are in the admin, beside the screens of adaptations; and who reads papers."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest
from django.urls import path
from wagtail import hooks

from .papers import may_read
from .screens.drift import CsvView, DriftView, EditionDriftView


@hooks.register("register_admin_urls")
def register_urls() -> list[Any]:
    return [
        path("adaptations/drift/", DriftView.as_view(), name="drift"),
        path("adaptations/<int:pk>/drift/", EditionDriftView.as_view(), name="drift_edition"),
        path("adaptations/<int:pk>/drift.csv", CsvView.as_view(), name="drift_csv"),
    ]


@hooks.register("before_serve_document")
def keep_drafts_of_papers(paper: Any, request: HttpRequest) -> None:
    """Serve a paper to who may read it; its collection's restriction, if any, is Wagtail's to ask."""
    if not may_read(paper, request):
        raise Http404
