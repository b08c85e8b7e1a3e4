"""Where the review is, below the admin."""

from __future__ import annotations

from django.urls import path

from .page import PageView
from .queue import QueueView
from .sending import SendView, TakeBackView

app_name = "approving"
urlpatterns = [
    path("", QueueView.as_view(), name="queue"),
    path("<int:pk>/<uuid:key>/", PageView.as_view(), name="page"),
    path("<int:pk>/<uuid:key>/send/", SendView.as_view(), name="send"),
    path("<int:pk>/<uuid:key>/take-back/", TakeBackView.as_view(), name="take_back"),
]
