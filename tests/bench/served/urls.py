"""The deployed addresses, and below /api/v2/ Wagtail's own API, which is told to show all content."""

from __future__ import annotations

from typing import Any

from django.urls import path
from wagtail.api import APIField
from wagtail.api.v2.router import WagtailAPIRouter
from wagtail.api.v2.views import PagesAPIViewSet
from wagtail.models import Page, get_page_models

from cms.urls import urlpatterns as deployed


def _show_everything(model: Any) -> None:
    """Let the stock API show each field that a model has more than every page."""
    own = {field.name for field in model._meta.fields} - {field.name for field in Page._meta.fields}
    model.api_fields = [APIField(name) for name in sorted(own - {"page_ptr"})]


for _model in get_page_models():
    if _model is not Page:
        _show_everything(_model)

stock = WagtailAPIRouter("stock")
stock.register_endpoint("pages", PagesAPIViewSet)

# First: the reader's addresses may be anything.
urlpatterns = [path("api/v2/", stock.urls), *deployed]
