"""Where the screens of facts are, below the admin."""

from __future__ import annotations

from django.urls import path

from .editing import AddView, ChangeView, CheckView, DeleteView
from .listing import EditionView, HomeView

app_name = "facts"
urlpatterns = [
    path("", HomeView.as_view(), name="home"),
    path("<int:pk>/", EditionView.as_view(), name="edition"),
    path("<int:pk>/add/<slug:kind>/", AddView.as_view(), name="add"),
    path("<int:pk>/<slug:kind>/<int:number>/", ChangeView.as_view(), name="change"),
    path("<int:pk>/<slug:kind>/<int:number>/delete/", DeleteView.as_view(), name="delete"),
    path("<int:pk>/<slug:kind>/<int:number>/checked/", CheckView.as_view(), name="checked"),
]
