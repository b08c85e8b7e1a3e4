"""The addresses of the screen of people."""

from __future__ import annotations

from django.urls import path

from .people import GiveView, HomeView, TakeView

urlpatterns = [
    path("", HomeView.as_view(), name="home"),
    path("give/", GiveView.as_view(), name="give"),
    path("<int:role>/<int:person>/take/", TakeView.as_view(), name="take"),
]
