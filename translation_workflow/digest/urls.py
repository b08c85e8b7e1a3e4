"""What of digests is reached without a login."""

from __future__ import annotations

from django.urls import path

from .views import LeaveView

app_name = "digest"
urlpatterns = [path("leave/<str:token>/", LeaveView.as_view(), name="leave")]
