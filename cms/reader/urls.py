"""The reader's addresses. All end in a slash: Django redirects those that lack one."""

from django.urls import path, re_path, register_converter

from . import views
from .addresses import SEARCH
from .converters import RESERVED, ProgrammeConverter

register_converter(ProgrammeConverter, "programme")

app_name = "reader"
urlpatterns = [
    path("", views.start, name="start"),
    path("<programme:programme>/", views.programme, name="programme"),
    path(f"<programme:programme>/<str:edition>/{SEARCH}/", views.search, name="search"),
    path("<programme:programme>/<str:edition>/", views.document, name="edition"),
    path("<programme:programme>/<str:edition>/<path:rest>/", views.document, name="document"),
    re_path(rf"^(?!(?:{'|'.join(RESERVED)})/)[\s\S]*/$", views.unknown),
]
