"""Editions as files, for a web server to answer without us."""

from __future__ import annotations

from django.apps import AppConfig


class ExportConfig(AppConfig):
    name = "cms.export"
    label = "export"
    verbose_name = "Static export"
