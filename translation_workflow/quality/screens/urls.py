"""Where the screens of this room are, below the admin."""

from __future__ import annotations

from django.urls import path

from .deciding import DismissView, TakeBackView
from .reading import CsvView, ReportView

app_name = "quality"
urlpatterns = [
    path("", ReportView.as_view(), name="report"),
    path("findings.csv", CsvView.as_view(), name="report_csv"),
    path("dismiss/", DismissView.as_view(), name="dismiss"),
    path("take-back/", TakeBackView.as_view(), name="take_back"),
]
