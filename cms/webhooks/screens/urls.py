"""Where the screens of webhooks are, below the admin."""

from __future__ import annotations

from django.urls import path

from .editing import AddView, ChangeView, DeleteView, RotateView, SecretView
from .listing import DeliveryView, EndpointView, HomeView
from .pressing import PingView, ReplayView, SwitchView

app_name = "webhooks"
urlpatterns = [
    path("", HomeView.as_view(), name="home"),
    path("add/", AddView.as_view(), name="add"),
    path("<int:pk>/", EndpointView.as_view(), name="endpoint"),
    path("<int:pk>/change/", ChangeView.as_view(), name="change"),
    path("<int:pk>/delete/", DeleteView.as_view(), name="delete"),
    path("<int:pk>/rotate/", RotateView.as_view(), name="rotate"),
    path("<int:pk>/secret/", SecretView.as_view(), name="secret"),
    path("<int:pk>/ping/", PingView.as_view(), name="ping"),
    path("<int:pk>/switch/", SwitchView.as_view(), name="switch"),
    path("<int:pk>/replay/", ReplayView.as_view(), name="replay"),
    path("<int:pk>/<int:number>/", DeliveryView.as_view(), name="delivery"),
]
