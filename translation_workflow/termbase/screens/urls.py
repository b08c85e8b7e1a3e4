"""Where the screens of this room are, below the admin."""

from __future__ import annotations

from django.urls import path

from .concept import ConceptView
from .listing import CsvView, ListView
from .writing import (
    AddConceptView,
    AddTermView,
    ChangeConceptView,
    ChangeTermView,
    DeleteConceptView,
    DeleteTermView,
)

app_name = "termbase"
urlpatterns = [
    path("", ListView.as_view(), name="list"),
    path("terms.csv", CsvView.as_view(), name="list_csv"),
    path("concepts/add/", AddConceptView.as_view(), name="add_concept"),
    path("concepts/<int:pk>/", ConceptView.as_view(), name="concept"),
    path("concepts/<int:pk>/change/", ChangeConceptView.as_view(), name="change_concept"),
    path("concepts/<int:pk>/delete/", DeleteConceptView.as_view(), name="delete_concept"),
    path("concepts/<int:pk>/add/<str:language>/", AddTermView.as_view(), name="add_term"),
    path("terms/<int:pk>/", ChangeTermView.as_view(), name="change_term"),
    path("terms/<int:pk>/delete/", DeleteTermView.as_view(), name="delete_term"),
]
