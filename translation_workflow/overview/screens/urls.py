"""Where the screens of this room are, below the admin."""

from __future__ import annotations

from django.urls import path

from .guide import GuideView, PictureView
from .home import HomeView
from .matrix import CsvView, MatrixView

app_name = "overview"
urlpatterns = [
    path("matrix/", MatrixView.as_view(), name="matrix"),
    path("matrix.csv", CsvView.as_view(), name="matrix_csv"),
    path("editions/<int:pk>/home/", HomeView.as_view(), name="home"),
    path("guides/<slug:name>/", GuideView.as_view(), name="guide"),
    path("guides/pictures/<slug:name>.png", PictureView.as_view(), name="guide_picture"),
]
