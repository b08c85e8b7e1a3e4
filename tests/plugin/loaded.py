"""Imported once by the process that programs are forked from: all that they would import first."""

import os

os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"

import django

django.setup()

from django.urls import get_resolver  # noqa: E402

from translation_workflow.jobs import runner  # noqa: E402, F401

get_resolver().url_patterns  # noqa: B018 - it loads the views
