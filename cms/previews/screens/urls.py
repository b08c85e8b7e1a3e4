"""The screens of preview links."""

from django.urls import path

from .views import ListView, MakeView, RevokeView

app_name = "previews"
urlpatterns = [
    path("", ListView.as_view(), name="list"),
    path("<int:pk>/<uuid:key>/", MakeView.as_view(), name="make"),
    path("<int:pk>/revoke/", RevokeView.as_view(), name="revoke"),
]
