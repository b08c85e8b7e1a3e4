"""Where the screen of this room is, below the admin."""

from __future__ import annotations

from django.urls import path

from .searching import SearchView

app_name = "memory"
urlpatterns = [path("", SearchView.as_view(), name="search")]
